// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/textsearch.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace angee {

class CodeEditor;

//! \brief Finds and replaces in an editor. Hidden until asked for; Esc closes it.
class FindBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindBar)

public:
    explicit FindBar(CodeEditor *editor, QWidget *parent = nullptr);
    ~FindBar() override;

    //! Shows the bar, with what is selected as the text to find.
    void open(bool withReplace);

public slots:
    void findNext();
    void findPrevious();
    void replaceOne();
    void replaceAll();
    void close();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void layOut(QWidget *closeButton);
    [[nodiscard]] SearchQuery query() const;
    //! Nothing, and the reason on the bar, when there is nothing usable to look for.
    [[nodiscard]] QRegularExpression compiled();
    void find(bool forward);
    void updateMatches();
    void say(const QString &words);

    CodeEditor *m_editor;
    QLineEdit *m_find = nullptr;
    QLineEdit *m_replace = nullptr;
    QWidget *m_replaceRow = nullptr;
    QCheckBox *m_regex = nullptr;
    QCheckBox *m_case = nullptr;
    QCheckBox *m_words = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_previous = nullptr;
    QPushButton *m_replaceOne = nullptr;
    QPushButton *m_replaceAll = nullptr;
    QLabel *m_status = nullptr;
    QTimer m_delay;
};

} // namespace angee
