// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/slotrecord.h"
#include "ui/convergence/conflictlist.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace angee {

class PlainTextView;

//! \brief What is known of a slot that stopped in the middle of a merge or a rebase.
struct Convergence
{
    SlotRecord slot;
    GitMidst midst = GitMidst::Unknown;
    QString with; //!< the commit that is merged in or rebased onto; may be empty
    QString gitWords; //!< git's whole message, where it was seen from here
    QList<ConflictFile> files;
    bool isLooking = false; //!< more may come
    bool isCut = false; //!< there are more files than are listed
    QString fileSource; //!< through which its files are opened; empty for none
    QString declaration; //!< what would have to be declared, when it is empty
    QString whyNoChanges; //!< nothing can be asked of the daemon now
    QString whyNotAbort;
    QString whyNotContinue;
};

//! \brief A slot in the middle: what is in progress, the files in conflict, git's message, and what
//! can be done from here and on the host. Announces what somebody wants.
class ConvergenceView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConvergenceView)

public:
    explicit ConvergenceView(QWidget *parent = nullptr);
    ~ConvergenceView() override;

    void setConvergence(const Convergence &convergence);

signals:
    void resolveRequested(const QString &path);
    void abortRequested();
    void continueRequested();
    void changesRequested();
    void lookAgainRequested();

private:
    void build();
    QWidget *buildHost();
    void orderTabs(QList<QWidget *> buttons);
    QPushButton *addButton(const QString &name, const QString &text, const QString &accessible);
    void copy(const QString &text, const QString &what);
    void showHeadline();
    void showHost();
    void updateButtons();
    [[nodiscard]] QStringList filesToAdd() const;

    Convergence m_convergence;
    QLabel *m_headline;
    QLabel *m_state;
    ConflictList *m_files;
    PlainTextView *m_words;
    QLabel *m_host;
    QLineEdit *m_path;
    QLineEdit *m_command;
    QLabel *m_declare;
    PlainTextView *m_declaration;
    QPushButton *m_resolve = nullptr;
    QPushButton *m_continue = nullptr;
    QPushButton *m_abort = nullptr;
    QPushButton *m_copyDeclaration = nullptr;
    QLabel *m_copied;
};

} // namespace angee
