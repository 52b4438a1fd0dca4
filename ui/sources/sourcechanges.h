// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/source.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace angee {

class PlainTextView;
class ProblemField;

//! \brief What a source's git tree differs in: files on the left, the hunks of one on the right,
//! laid out when it is looked at.
//!
//! Every line keeps its sign, so that added and removed ones are told without colour.
class SourceChanges final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceChanges)

public:
    explicit SourceChanges(QWidget *parent = nullptr);
    ~SourceChanges() override;

    //! \brief Another source, or the same one standing elsewhere: what is shown is asked for anew.
    void setSource(const Source &source);
    //! \brief Answers to changesRequested(); about another source they are dropped.
    void setChanges(const QString &source, const QList<DiffFile> &files);
    void setProblem(const QString &source, const QString &words);

signals:
    //! \brief Without a ref: what is not committed yet.
    void changesRequested(const QString &source, const QString &ref);
    void openFileRequested(const QString &source, const QString &path);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void ask();
    bool checkRef();
    void showFile(int row);
    void openFile();

    QString m_source;
    QString m_kind;
    QString m_standing; // where its tree stood when last told
    QList<DiffFile> m_files;
    QLineEdit *m_ref;
    ProblemField *m_refField = nullptr;
    QPushButton *m_ask;
    QPushButton *m_open;
    QLabel *m_state;
    QListWidget *m_list;
    PlainTextView *m_text;
    bool m_asked = false;
};

//! \brief One file's changes as text: what happened to it, then its hunks with their headers.
[[nodiscard]] QString changesText(const DiffFile &file);

} // namespace angee
