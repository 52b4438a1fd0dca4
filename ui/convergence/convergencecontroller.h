// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"
#include "core/model/remotefile.h"
#include "ui/convergence/convergenceview.h"

#include <QObject>

#include <memory>

namespace angee {

class DiffFetch;
class Session;
class Task;

//! \brief Finds out for a ConvergenceView how far a slot is, and does what is wanted there.
//!
//! The files in conflict are those that git noted or named in its answer; where it did neither
//! (a rebase of somebody else), those that hold markers among the files that differ from the commit
//! being applied. Files are read one by one, the first mostFiles of them.
class ConvergenceController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConvergenceController)

public:
    static constexpr int mostFiles = 200;

    //! \a slot is "<workspace>:<slot>". \a session and \a view must outlive the controller.
    ConvergenceController(Session *session, ConvergenceView *view, const QString &slot,
                          QObject *parent = nullptr);
    ~ConvergenceController() override;

public slots:
    //! Asks anew for everything.
    void look();

signals:
    void openFileRequested(const QString &source, const QString &path, int line);

private:
    void onSnapshot();
    void onTask(const Task *task);
    void onInsight(const SlotInsight &insight);
    void takeWords();
    void findCandidates();
    void addFiles(const QStringList &paths, bool areCertain);
    void readNext();
    void onRead(const Result<RemoteFile> &result);
    void endLook();
    void show();
    void request(SlotAction action);
    [[nodiscard]] bool isRebase() const;

    Session *m_session;
    ConvergenceView *m_view;
    QString m_id;
    QString m_prefix; // of its files in the source that reaches into it
    Convergence m_state;
    std::unique_ptr<DiffFetch> m_fetch;
    std::unique_ptr<QObject> m_looking; // what is asked for is heard while it lives
    int m_next = 0; // of the files to be read
};

} // namespace angee
