// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/graphql/eventsource.h"

#include "app/sandbox/engine/stackengine.h"
#include "app/sandbox/engine/wirejson.h"

#include <utility>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! How many log lines wait for a slow reader; later ones are dropped, as the daemon does.
constexpr qsizetype maxWaitingLines = 65'536;

class SingleAnswer final : public EventSource
{
public:
    explicit SingleAnswer(std::function<QByteArray(std::stop_token)> run)
        : m_run(std::move(run))
    { }

    QByteArrayList next(std::stop_token stop) override
    {
        if (std::exchange(m_done, true))
            return {};
        return {m_run(stop)};
    }
    bool isDone() const override { return m_done; }
    std::chrono::milliseconds interval() const override { return 0ms; }

private:
    std::function<QByteArray(std::stop_token)> m_run;
    bool m_done = false;
};

//! A subscription's operation, and how one of its values becomes an answer.
class Subscription : public EventSource
{
public:
    Subscription(const SubscriptionContext &context, std::unique_ptr<PreparedOperation> operation)
        : m_context(context)
        , m_operation(std::move(operation))
    { }

    bool isDone() const override { return false; }
    std::chrono::milliseconds interval() const override { return m_context.interval; }

protected:
    QByteArray encode(const ResolverResult &event) const
    {
        return m_context.executor.executeEvent(*m_operation, event);
    }

    const SubscriptionContext m_context;

private:
    std::unique_ptr<PreparedOperation> m_operation;
};

//! Answers at once, and again when the page has changed.
class LiveList final : public Subscription
{
public:
    LiveList(const SubscriptionContext &context, std::unique_ptr<PreparedOperation> operation,
             EngineResolver::Call call)
        : Subscription(context, std::move(operation))
        , m_call(std::move(call))
    { }

    QByteArrayList next(std::stop_token stop) override
    {
        m_call.stop = std::move(stop);
        const ResolverResult page = m_context.resolver.list(m_call);
        const QByteArray content = encodeWireJson(page.value);
        if (page.error || content == m_last)
            return {}; // the daemon passes over reads that fail
        m_last = content;
        return {encode(page)};
    }

private:
    EngineResolver::Call m_call;
    QByteArray m_last;
};

//! Answers when the topic has changed since the subscription began.
class HubTopic final : public Subscription
{
public:
    HubTopic(const SubscriptionContext &context, std::unique_ptr<PreparedOperation> operation,
             QString topic, std::function<ResolverResult()> read)
        : Subscription(context, std::move(operation))
        , m_topic(std::move(topic))
        , m_read(std::move(read))
        , m_seen(context.hub.version(m_topic))
    { }

    QByteArrayList next(std::stop_token) override
    {
        const std::optional<QJsonValue> value = m_context.hub.poll(m_topic, &m_seen, m_read);
        return value ? QByteArrayList{encode({*value, {}})} : QByteArrayList();
    }

private:
    QString m_topic;
    std::function<ResolverResult()> m_read;
    quint64 m_seen;
};

//! Each line is an event.
class LogLines final : public Subscription
{
public:
    using Subscription::Subscription;

    //! Begins to follow a service; an error says why that cannot be.
    Reply follow(const QString &service, std::stop_token stop)
    {
        StackEngine::LogFollower follower;
        follower.line = [lines = m_lines](const QByteArray &line) { lines->add(line); };
        follower.ended = [lines = m_lines] { lines->end(); };
        return m_context.resolver.engine().followService(service, 0, StackEngine::LogForm::ToolText,
                                                         std::move(follower), &m_following,
                                                         std::move(stop));
    }
    //! Hands out what is there, and ends.
    void replay(const QByteArray &text)
    {
        QByteArrayList lines = text.split('\n');
        if (lines.last().isEmpty())
            lines.removeLast();
        for (const QByteArray &line : lines)
            m_lines->add(line);
        m_lines->end();
    }

    QByteArrayList next(std::stop_token) override
    {
        QByteArrayList answers;
        for (const QByteArray &line : m_lines->take(&m_ended))
            answers += encode({textOfUtf8(line) + u'\n', {}});
        return answers;
    }
    bool isDone() const override { return m_ended; }
    std::chrono::milliseconds interval() const override
    {
        return std::min(m_context.interval, 100ms);
    }

private:
    //! Filled by the engine's threads, emptied by the connection's.
    struct Lines
    {
        std::mutex mutex;
        QByteArrayList waiting;
        bool ended = false;

        void add(const QByteArray &line)
        {
            const std::scoped_lock lock(mutex);
            if (waiting.size() < maxWaitingLines)
                waiting += line;
        }
        void end()
        {
            const std::scoped_lock lock(mutex);
            ended = true;
        }
        QByteArrayList take(bool *atEnd)
        {
            const std::scoped_lock lock(mutex);
            *atEnd = ended;
            return std::exchange(waiting, {});
        }
    };

    std::shared_ptr<Lines> m_lines = std::make_shared<Lines>();
    StackEngine::Following m_following; // after the lines: it ends first
    bool m_ended = false;
};

std::unique_ptr<EventSource> subscribeToLogs(const SubscriptionContext &context,
                                             std::unique_ptr<PreparedOperation> operation,
                                             const GraphQlExecutor::RootField &root,
                                             std::stop_token stop)
{
    const QString name = root.arguments.value(u"name"_s).toString();
    const PreparedOperation &prepared = *operation;
    auto lines = std::make_unique<LogLines>(context, std::move(operation));
    Reply reply;
    if (root.name == "onServiceLogs"_L1) {
        reply = lines->follow(name, stop);
    } else {
        reply = context.resolver.engine().workspaceLogs(name, stop);
        lines->replay(reply.text.value_or(QByteArray()));
    }
    if (!reply.error)
        return lines;
    return singleAnswer(
        context.executor.executeEvent(prepared, EngineResolver::failure(*reply.error)));
}

} // namespace

EventHub::EventHub(std::chrono::milliseconds interval)
    : m_interval(interval)
{ }

EventHub::Topic &EventHub::topic(const QString &name)
{
    const std::scoped_lock lock(m_mutex);
    std::unique_ptr<Topic> &topic = m_topics[name];
    if (!topic)
        topic = std::make_unique<Topic>();
    return *topic;
}

quint64 EventHub::version(const QString &name)
{
    Topic &topic = this->topic(name);
    const std::scoped_lock lock(topic.mutex);
    return topic.version;
}

std::optional<QJsonValue> EventHub::poll(const QString &name, quint64 *seen,
                                         const std::function<ResolverResult()> &read)
{
    Topic &topic = this->topic(name);
    const std::scoped_lock lock(topic.mutex);
    const auto now = std::chrono::steady_clock::now();
    if (topic.readAt == std::chrono::steady_clock::time_point()
        || now - topic.readAt >= m_interval / 2) {
        topic.readAt = now;
        const ResolverResult result = read();
        QByteArray content = encodeWireJson(result.value);
        if (!result.error && content != topic.last) {
            topic.last = std::move(content);
            topic.value = result.value;
            ++topic.version;
        }
    }
    if (topic.version == *seen)
        return std::nullopt;
    *seen = topic.version;
    return topic.value;
}

std::unique_ptr<EventSource> singleAnswer(std::function<QByteArray(std::stop_token)> run)
{
    return std::make_unique<SingleAnswer>(std::move(run));
}

std::unique_ptr<EventSource> singleAnswer(const QByteArray &answer)
{
    return singleAnswer([answer](std::stop_token) { return answer; });
}

std::unique_ptr<EventSource> subscribe(const SubscriptionContext &context,
                                       std::unique_ptr<PreparedOperation> operation,
                                       std::stop_token stop)
{
    const GraphQlExecutor::RootField root = context.executor.subscriptionRoot(*operation);
    const EngineResolver &resolver = context.resolver;
    if (resolver.isList(root.name))
        return std::make_unique<LiveList>(
            context, std::move(operation),
            EngineResolver::Call{root.name, root.arguments, {}, std::move(stop)});
    if (root.name.endsWith("Logs"_L1))
        return subscribeToLogs(context, std::move(operation), root, std::move(stop));

    QString topic = root.name;
    std::function<ResolverResult()> read;
    if (root.name == "onStackSnapshotChange"_L1) {
        read = [&resolver] { return resolver.snapshot(); };
    } else if (root.name == "onGitOpsTopologyChange"_L1) {
        read = [&resolver] { return resolver.topology(0); };
    } else if (root.name == "onWorkspaceStatusChange"_L1) {
        const QString name = root.arguments.value(u"name"_s).toString();
        topic += u'/' + name;
        read = [&resolver, name] { return resolver.workspaceStatus(name); };
    } else {
        return singleAnswer(context.executor.executeEvent(
            *operation, ResolverResult::failed(u"internal system error"_s)));
    }
    return std::make_unique<HubTopic>(context, std::move(operation), topic, std::move(read));
}

} // namespace angee::sandbox
