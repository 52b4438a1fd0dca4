// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/net/httptypes.h"

#include <QJsonValue>
#include <QObject>
#include <QPointer>

#include <optional>

namespace angee {

class BackgroundTask;
class HttpExchange;

//! \brief A value or the reason why there is none.
template <typename R>
class Result final
{
public:
    Result(R value)
        : m_value(std::move(value))
    { }
    Result(OperatorDaemonError error)
        : m_error(std::move(error))
    { }

    [[nodiscard]] bool ok() const { return m_value.has_value(); }
    explicit operator bool() const { return ok(); }
    //! Only when ok().
    [[nodiscard]] const R &value() const
    {
        Q_ASSERT(m_value);
        return *m_value;
    }
    //! Only when not ok().
    [[nodiscard]] const OperatorDaemonError &error() const
    {
        Q_ASSERT(!m_value);
        return m_error;
    }

private:
    std::optional<R> m_value;
    OperatorDaemonError m_error;
};

//! For calls whose only news is that they succeeded.
struct Done
{
    friend bool operator==(const Done &, const Done &) = default;
};

//! \brief One operation of the daemon: request, pipeline, one outcome.
//!
//! The constructor of a subclass builds the request, decode() turns a good answer into its typed
//! result. finished() comes exactly once and never from inside OperatorDaemon's functions or
//! abort(). Calls belong to the OperatorDaemon that runs them and delete themselves after
//! finished(): a pane that goes away does not end a change that is under way, it only stops
//! listening.
class DaemonCall : public QObject
{
    Q_OBJECT

public:
    ~DaemonCall() override;

    [[nodiscard]] const HttpRequest &request() const { return m_request; }
    [[nodiscard]] bool isFinished() const { return m_finished; }
    //! After finished(): nothing when the call succeeded.
    [[nodiscard]] const std::optional<OperatorDaemonError> &failure() const { return m_failure; }
    [[nodiscard]] qint64 elapsedMs() const { return m_elapsedMs; }

    //! Ends in Kind::Cancelled. It closes the connection, and the daemon ends the work behind it.
    //! Once the whole answer is here it does nothing: what was asked for has happened.
    void abort();

signals:
    void finished();
    //! A large answer is here as a whole, and is taken apart on another thread before finished().
    void answerArrived();
    //! The body as it comes, for calls that stream; all of it before finished(), for those that
    //! answer with a tool's output.
    void outputReceived(const QByteArray &chunk);

protected:
    explicit DaemonCall(HttpRequest request);

    //! Reads a 2xx answer. \a json is undefined when the answer is plain text. Leaves a sentence in
    //! \a problem when the answer is not what the contract says.
    virtual void decode(const QJsonValue &json, const HttpResult &result, QString *problem) = 0;
    //! For answers that tell of a failure in-band, behind a 200: called before decode().
    virtual std::optional<OperatorDaemonError> verdict(const HttpResult &result);
    //! Whatever came, before anything is made of it: for calls that show the answer as it is.
    virtual void received(const HttpResult &result);
    //! For answers that are read by another parser; the base class then leaves \a json undefined.
    virtual bool wantsJson() const { return true; }

private:
    friend class OperatorDaemon;

    struct Answer;

    void onExchangeFinished(const HttpResult &result);
    [[nodiscard]] bool isTooLongOutput(const HttpResult &result) const;
    [[nodiscard]] HttpResult withNote(HttpResult result) const;
    void conclude(const Answer &answer, const HttpResult &result);
    void fail(const OperatorDaemonError &error);
    void finish();

    HttpRequest m_request;
    QPointer<HttpExchange> m_exchange;
    BackgroundTask *m_reading = nullptr; // while a large answer is taken apart
    std::optional<OperatorDaemonError> m_failure;
    qint64 m_elapsedMs = 0;
    bool m_finished = false;
    bool m_aborted = false;
    bool m_askedAgain = false; // a read is asked once more after a 401
};

//! \brief A call with a typed result.
template <typename R>
class TypedCall : public DaemonCall
{
public:
    using Value = R;

    //! Hands the outcome to \a receiver(const Result<R> &) once, unless \a context dies first.
    template <typename Receiver>
    void whenDone(const QObject *context, Receiver receiver)
    {
        connect(this, &DaemonCall::finished, context,
                [this, receiver = std::move(receiver)] { receiver(outcome()); });
    }

    //! After finished().
    [[nodiscard]] Result<R> outcome() const
    {
        return failure() ? Result<R>(*failure()) : Result<R>(m_value);
    }

protected:
    using DaemonCall::DaemonCall;

    R m_value{};
};

} // namespace angee
