// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/files/quickfind.h"

#include <QStringList>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QPushButton;
class QStringListModel;
QT_END_NAMESPACE

namespace angee {

class FileBook;
class ProblemField;

//! \brief Names a file: a source and a path, completed from what is known.
class OpenFileBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OpenFileBar)

public:
    explicit OpenFileBar(FileBook *book, QWidget *parent = nullptr);
    ~OpenFileBar() override;

    void setSources(const QStringList &names);
    //! Files named next are of this source; the focus stays where it is.
    void choose(const QString &source);
    //! Ready for typing on after \a prefix.
    void start(const QString &source, const QString &prefix = {});

signals:
    void openRequested(const QString &source, const QString &path);
    //! Somebody is about to name a file.
    void listsWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void takeSource();
    void updateCompletions();
    void open();

    FileBook *m_book;
    QComboBox *m_source;
    QLineEdit *m_path;
    ProblemField *m_pathField;
    QPushButton *m_open;
    QStringListModel *m_completions;
    QuickFind m_find;
};

} // namespace angee
