// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace angee {

class LiveStore;
class MainWindow;
class Session;
class Task;
struct OutputRecord;

//! \brief What outputs have to say to whoever looks elsewhere: a build that failed, with the way to
//! its first error, and what still runs after the output of Run has ended.
//!
//! A build that was asked for in the header opens at its first error by itself, unless somebody has
//! gone on to another pane or writes. GUI thread.
class OutputNotices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputNotices)

public:
    //! Both must outlive it.
    OutputNotices(Session *session, MainWindow *window, QObject *parent = nullptr);
    ~OutputNotices() override;

    //! The next build is that of the header.
    void expectBuild();

signals:
    void openRequested(const angee::ObjectRef &object);
    void downRequested();

private:
    void onBegan(const OutputRecord &record);
    void onEnded(const OutputRecord &record);
    void onTaskFinished(const Task *task);
    void tellWhatRuns();
    void forgetRun();
    [[nodiscard]] bool isWriting() const;

    Session *m_session;
    MainWindow *m_window;
    std::optional<QString> m_expectedIn; // the pane in sight when Build was pressed
    QString m_failed; // the output that the notice is about
    QPointer<LiveStore> m_runAt; // where Run has ended
};

} // namespace angee
