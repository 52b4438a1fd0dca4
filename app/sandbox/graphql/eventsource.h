// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/graphql/engineresolver.h"
#include "app/sandbox/graphql/executor.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QJsonValue>
#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>

namespace angee::sandbox {

//! \brief What all subscribers of one topic share: the last value that was seen to differ from the
//! one before it, since the daemon's start (contract.md, 8.4). Thread-safe.
class EventHub final
{
public:
    explicit EventHub(std::chrono::milliseconds interval);

    //! Where a topic's history stands for a new subscriber.
    [[nodiscard]] quint64 version(const QString &topic);
    //! The topic's value if it is newer than \a seen, which moves on. Reads it anew unless another
    //! subscriber has just done so; a failing read changes nothing.
    [[nodiscard]] std::optional<QJsonValue> poll(const QString &topic, quint64 *seen,
                                                 const std::function<ResolverResult()> &read);

private:
    struct Topic
    {
        std::mutex mutex;
        QByteArray last;
        QJsonValue value;
        quint64 version = 0;
        std::chrono::steady_clock::time_point readAt;
    };
    [[nodiscard]] Topic &topic(const QString &name);

    std::chrono::milliseconds m_interval;
    std::mutex m_mutex;
    std::map<QString, std::unique_ptr<Topic>> m_topics;
};

//! \brief The answers of one operation as they come. Used by one thread at a time.
class EventSource
{
public:
    virtual ~EventSource() = default;
    //! The answers that are due, encoded; asked for at once and then after each interval().
    virtual QByteArrayList next(std::stop_token stop) = 0;
    [[nodiscard]] virtual bool isDone() const = 0;
    [[nodiscard]] virtual std::chrono::milliseconds interval() const = 0;
};

//! \brief A subscription that cannot be answered, or a whole answer that is there already.
[[nodiscard]] std::unique_ptr<EventSource> singleAnswer(const QByteArray &answer);

//! \brief A query or mutation: runs when it is first asked.
[[nodiscard]] std::unique_ptr<EventSource>
singleAnswer(std::function<QByteArray(std::stop_token)> run);

//! \brief What the sources of subscriptions need. All must outlive the source.
struct SubscriptionContext
{
    const GraphQlExecutor &executor;
    const EngineResolver &resolver;
    EventHub &hub;
    std::chrono::milliseconds interval;
};

//! \brief A subscription: a live list, a hub topic or a log (contract.md, 8.4).
[[nodiscard]] std::unique_ptr<EventSource> subscribe(const SubscriptionContext &context,
                                                     std::unique_ptr<PreparedOperation> operation,
                                                     std::stop_token stop);

} // namespace angee::sandbox
