// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/stackquestions.h"

#include "core/daemon/operatordaemon.h"
#include "core/net/eventstream.h"
#include "core/schema/ownoperations.h"

#include <algorithm>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;
using Ms = std::chrono::milliseconds;

namespace {

//! What 20,000 services in as many workspaces need; a larger answer would not leave memory for
//! anything else.
constexpr qint64 largestAnswer = qint64(32) * 1024 * 1024;

QString queryOf(StackQuestions::Extent extent)
{
    const auto read = [](const QString &name) { return QString::fromUtf8(ownOperation(name)); };
    switch (extent) {
    case StackQuestions::Extent::Services:
        return read(u"services"_s);
    case StackQuestions::Extent::Changing:
        return read(u"changing"_s);
    case StackQuestions::Extent::Whole:
        return read(u"snapshot"_s);
    }
    Q_UNREACHABLE();
}

HttpRequest requestOf(const QString &query, Ms timeout)
{
    HttpRequest request;
    request.verb = HttpVerb::Post;
    request.path = "/graphql"_ba;
    request.body = graphQlBody(query);
    request.accept = "application/json"_ba;
    request.idleTimeout = timeout;
    request.maxBody = largestAnswer;
    return request;
}

} // namespace

SnapshotCall::SnapshotCall(const QString &query, Ms timeout)
    : TypedCall(requestOf(query, timeout))
{ }

bool SnapshotCall::holdsGraphQl() const
{
    return m_value.isSuccess()
        || (m_value.isAnswer() && (m_value.status == 400 || m_value.status == 422)
            && m_value.contentType.contains("json"));
}

StackQuestions::StackQuestions(OperatorDaemon *daemon, const LiveTimings &timings, QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
    , m_timings(timings)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &StackQuestions::onTimer);
}

StackQuestions::~StackQuestions()
{
    stop();
}

void StackQuestions::begin()
{
    stop();
    m_isFirst = true;
    ask(Extent::Services);
}

void StackQuestions::askWhole()
{
    if (m_call)
        m_wholeIsDue = true;
    else
        ask(Extent::Whole);
}

void StackQuestions::stop()
{
    m_timer.stop();
    m_wholeIsDue = false;
    m_isFirst = false;
    if (!m_call)
        return;
    m_call->disconnect(this);
    m_call->abort();
    m_call = nullptr;
}

void StackQuestions::goOn()
{
    if (m_call || m_timer.isActive())
        return;
    if (std::exchange(m_isFirst, false) || m_wholeIsDue)
        ask(Extent::Whole);
    else
        m_timer.start(pause(m_pace));
}

void StackQuestions::setPace(LivePace pace)
{
    if (m_pace == pace)
        return;
    m_pace = pace;
    if (m_timer.isActive())
        m_timer.start(this->pause(pace));
}

Ms StackQuestions::pause(LivePace pace) const
{
    const Ms period = pace == LivePace::Active ? m_timings.active : m_timings.resting;
    const qint64 untilDue = m_askedAt + period.count() - now();
    const qint64 breather =
        std::min<qint64>(m_tookMs, m_timings.resting.count()) - (now() - m_askedAt - m_tookMs);
    return Ms(std::clamp<qint64>(std::max(untilDue, breather), 0, m_timings.resting.count()));
}

void StackQuestions::onTimer()
{
    const Ms period = m_pace == LivePace::Active ? m_timings.requery : 10 * m_timings.requery;
    ask(now() - m_wholeAt >= period.count() ? Extent::Whole : Extent::Changing);
}

void StackQuestions::ask(Extent extent)
{
    m_timer.stop();
    m_askedAt = now();
    if (extent == Extent::Whole) {
        m_wholeIsDue = false;
        m_isFirst = false;
        m_wholeAt = m_askedAt;
    }
    m_call = m_daemon->run(new SnapshotCall(queryOf(extent), m_timings.queryTimeout));
    connect(m_call, &DaemonCall::finished, this,
            [this, extent, call = m_call.get()] { onFinished(extent, *call); });
}

void StackQuestions::onFinished(Extent extent, const SnapshotCall &call)
{
    m_call = nullptr;
    m_tookMs = now() - m_askedAt;
    emit answered(extent, call);
}

} // namespace angee
