// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/gitwork.h"
#include "ui/panes/sidewindow.h"

#include <QPointer>

class QLabel;
class QLineEdit;
class QTableView;

namespace angee {

class CommitsModel;
class Session;
class StatePage;
class TopologyCommitsCall;
struct SlotRecord;

//! \brief Whose commits are drawn, and which of them are marked.
struct CommitsSubject
{
    QString source;
    QString slot; //!< "<workspace>:<slot>"; empty for the source itself
    QString head; //!< the ref or commit that is checked out
    QString base; //!< the ref that it is measured against; may be empty

    friend bool operator==(const CommitsSubject &, const CommitsSubject &) = default;
};

//! \brief The commits of one source as a picture, in a window of their own beside the main one: as
//! many as the daemon tells (1,000), what is checked out and its base marked, how far they are
//! apart, and words to find in them. Goes when another daemon is connected.
class CommitsWindow final : public SideWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommitsWindow)

public:
    //! \brief Shows the window of \a subject over the window of \a beside, which it belongs to.
    static CommitsWindow *open(Session *session, const CommitsSubject &subject, QWidget *beside);
    //! \brief The same for a slot by its id; nothing where the snapshot does not have it.
    static void openForSlot(Session *session, const QString &slotId, QWidget *beside);
    ~CommitsWindow() override;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    CommitsWindow(Session *session, const CommitsSubject &subject, QWidget *owner);

    void build();
    void fetch();
    //! The commits that are nowhere else are in no list of the daemon.
    void addUnpushed(const SlotRecord &slot);
    void draw();
    void findWords(int from);
    void copyName();

    Session *m_session;
    CommitsSubject m_subject;
    QList<Commit> m_told; // by the daemon
    QList<Commit> m_unpushed; // as git's own notes tell
    QLineEdit *m_find;
    QLabel *m_distance;
    QTableView *m_table;
    CommitsModel *m_model;
    StatePage *m_page;
    QPointer<TopologyCommitsCall> m_call;
};

} // namespace angee
