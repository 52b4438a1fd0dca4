// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/eventstream.h"
#include "core/net/logsocket.h"

#include <QObject>

#include <memory>

namespace angee {

class OperatorDaemon;

//! \brief A GraphQL subscription at the daemon: an EventStream that waits for a bearer, and after a
//! 401 is opened once more on a fresh one.
//!
//! Ends in exactly one ended(), from the event loop, unless it is closed or destroyed first.
class DaemonEvents final : public QObject
{
    Q_OBJECT

public:
    ~DaemonEvents() override;

    //! Closes the connection; no signal follows.
    void close();
    [[nodiscard]] bool isOpen() const { return m_stream && m_stream->isOpen(); }

signals:
    void opened();
    void eventReceived(const QByteArray &type, const QByteArray &data);
    void ended(angee::EventStream::End end, const angee::HttpResult &result);

private:
    friend class OperatorDaemon;

    DaemonEvents(OperatorDaemon *daemon, QByteArray body, qsizetype largestEvent, QObject *parent);
    void begin();
    void open();
    void onEnded(EventStream::End end, const HttpResult &result);

    OperatorDaemon *m_daemon;
    QByteArray m_body;
    qsizetype m_largestEvent;
    EventStream *m_stream = nullptr;
    bool m_askedAgain = false;
    bool m_closed = false;
};

//! \brief The log socket of a service at the daemon, under the same rules.
class DaemonLog final : public QObject
{
    Q_OBJECT

public:
    ~DaemonLog() override;

    [[nodiscard]] LogSocket::State state() const { return m_state; }
    //! Why it was refused, ended or lost, once it was.
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] int refusedStatus() const { return m_refusedStatus; }

signals:
    //! Open, and then exactly one of Ended, Refused or Lost.
    void stateChanged(angee::LogSocket::State state);
    void linesReceived(const QList<angee::LogLine> &lines);

private:
    friend class OperatorDaemon;

    DaemonLog(OperatorDaemon *daemon, QString service, int tail, QObject *parent);
    void begin();
    void onState(LogSocket::State state);
    void finish(LogSocket::State state, const QString &words);

    OperatorDaemon *m_daemon;
    QString m_service;
    int m_tail;
    LogSocket m_socket;
    LogSocket::State m_state = LogSocket::State::Connecting;
    QString m_words;
    int m_refusedStatus = 0;
    bool m_askedAgain = false;
};

} // namespace angee
