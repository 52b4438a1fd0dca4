// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace angee {

class DocumentSession;

//! \brief Asks for open documents whether their files changed on the server: every 15 s, on focus,
//! after a reconnect; one request at a time, none while disconnected.
class DocumentWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DocumentWatcher)

public:
    static constexpr int defaultIntervalMs = 15'000;

    explicit DocumentWatcher(QObject *parent = nullptr, int intervalMs = defaultIntervalMs);
    ~DocumentWatcher() override;

    //! Documents that die are forgotten by themselves.
    void watch(DocumentSession *session);
    void forget(DocumentSession *session);

public slots:
    void setConnected(bool connected);
    //! Checks \a session before the others, for instance because its tab was shown.
    void checkNow(angee::DocumentSession *session);
    //! Checks all, for instance because the window got the focus.
    void checkAll();

private:
    void next();
    void onCheckFinished(DocumentSession *session);

    QList<QPointer<DocumentSession>> m_sessions;
    QList<QPointer<DocumentSession>> m_queue;
    QPointer<DocumentSession> m_current;
    QTimer m_timer;
    bool m_connected = true;
};

} // namespace angee
