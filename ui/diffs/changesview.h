// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/diff/filediff.h"
#include "ui/diffs/diffsubject.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QTreeView;
QT_END_NAMESPACE

namespace angee {

class DiffFilesModel;
class FileDiffView;
class ProblemField;
class StatePage;

//! \brief What a git tree differs in: from its index, from its upstream or base, from any ref.
//! Files on the left, the lines of one on the right, laid out when it is chosen.
//!
//! Asks by a signal and is given answers; while one is under way the last one stays.
class ChangesView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangesView)

public:
    explicit ChangesView(QWidget *parent = nullptr);
    ~ChangesView() override;

    //! \brief Another tree, or the same one standing elsewhere: what is shown is asked for anew
    //! while it is in sight.
    void setSubject(const DiffSubject &subject);
    [[nodiscard]] const DiffSubject &subject() const { return m_subject; }
    //! \brief The tree is gone, or nothing is connected.
    void setNoSubject(const QString &reason);
    //! \brief Answers to changesRequested(); about another question they are dropped.
    void setDifference(const GitTree &tree, const QString &ref, const DiffSetPtr &set);
    void setProblem(const GitTree &tree, const QString &ref, const QString &words);
    void setProgress(qint64 bytes);
    //! \brief The file to show once it is there.
    void select(const QString &path);
    void focusFiles();

signals:
    //! \brief Without a ref: what is not in the index yet.
    void changesRequested(const angee::GitTree &tree, const QString &ref);
    //! \brief What is being asked for is not waited for any more: what came is enough.
    void stopRequested();
    //! \brief \a line from 1; 0 for wherever.
    void openFileRequested(const QString &source, const QString &path, int line);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Against { Index, Upstream, Base, Ref };

    void build();
    QWidget *buildQuestion();
    QWidget *buildFiles();
    void connectParts();
    void fillAgainst();
    [[nodiscard]] Against against() const;
    [[nodiscard]] QString ref() const;
    [[nodiscard]] DiffDirection direction() const;
    bool checkRef();
    void onAgainst();
    void ask();
    void showFiles();
    void showFile();
    void showSides();
    void openFile(int line);
    void updateOpen();
    [[nodiscard]] QString emptyWords() const;

    DiffSubject m_subject;
    DiffSetPtr m_set;
    QString m_askedRef;
    QString m_wanted; // path to select
    bool m_asked = false;
    bool m_waiting = false;

    QComboBox *m_against;
    QLineEdit *m_ref;
    ProblemField *m_refField = nullptr;
    QPushButton *m_ask;
    QPushButton *m_stop;
    QToolButton *m_swap;
    QToolButton *m_split;
    QPushButton *m_open;
    QLabel *m_sides;
    QLabel *m_state;
    StatePage *m_page;
    DiffFilesModel *m_model;
    QTreeView *m_files;
    FileDiffView *m_file;
};

} // namespace angee
