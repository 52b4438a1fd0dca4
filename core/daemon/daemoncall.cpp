// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/daemoncall.h"

#include "core/base/backgroundtask.h"
#include "core/base/utf8.h"
#include "core/net/httpclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! What is taken apart on a thread of its own: reading a MiB takes some ten milliseconds, and no
//! frame is to be late for it.
constexpr qsizetype largestReadAtOnce = qsizetype(256) * 1024;

} // namespace

//! The JSON of an answer, or why it is none.
struct DaemonCall::Answer
{
    QJsonValue json{QJsonValue::Undefined};
    QString problem;

    static Answer read(const HttpResult &result)
    {
        Answer answer;
        QJsonParseError error;
        // Hostile bytes become U+FFFD first: QJsonDocument refuses them.
        const QJsonDocument document = QJsonDocument::fromJson(utf8Repaired(result.body), &error);
        if (!result.contentType.contains("json"))
            answer.problem =
                u"expected JSON, got \"%1\""_s.arg(QString::fromUtf8(result.contentType));
        else if (error.error != QJsonParseError::NoError)
            answer.problem = error.errorString();
        else
            answer.json =
                document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
        return answer;
    }
};

DaemonCall::DaemonCall(HttpRequest request)
    : m_request(std::move(request))
{
    connect(this, &DaemonCall::finished, this, &QObject::deleteLater);
}

DaemonCall::~DaemonCall() = default;

void DaemonCall::abort()
{
    if (m_finished || m_aborted || m_reading)
        return;
    m_aborted = true;
    if (m_exchange) {
        m_exchange->abort();
        return;
    }
    OperatorDaemonError error;
    error.kind = OperatorDaemonError::Kind::Cancelled;
    fail(error);
}

void DaemonCall::onExchangeFinished(const HttpResult &result)
{
    m_elapsedMs = result.elapsedMs;
    received(result);
    if (isTooLongOutput(result))
        return conclude({}, withNote(result));
    if (!result.isSuccess()) {
        m_failure = OperatorDaemonError::fromHttp(m_request, result);
        return finish();
    }
    // The daemon has no pages: a login of a proxy, say, or another server.
    m_failure =
        result.contentType == "text/html" ? OperatorDaemonError::webPage(result) : verdict(result);
    if (m_failure && m_failure->isWebPage && m_request.mutation)
        m_failure->kind = OperatorDaemonError::Kind::OutcomeUnknown;
    if (m_failure)
        return finish();
    if (!wantsJson() || m_request.streaming)
        return conclude({}, result);
    if (result.body.size() <= largestReadAtOnce)
        return conclude(Answer::read(result), result);
    m_reading = new BackgroundTask(this);
    emit answerArrived();
    m_reading->start([this, result]() -> BackgroundTask::Done {
        return [this, result, answer = Answer::read(result)] { conclude(answer, result); };
    });
}

//! What a tool wrote is more than is kept, but the daemon did answer that it is done.
bool DaemonCall::isTooLongOutput(const HttpResult &result) const
{
    return result.failure == HttpFailure::TooLarge && result.status == 200 && !wantsJson()
        && m_request.mutation;
}

HttpResult DaemonCall::withNote(HttpResult result) const
{
    result.body = tr("(The output is longer than %1 MB. None of it was kept.)")
                      .arg(m_request.maxBody / (1024 * 1024))
                      .toUtf8();
    return result;
}

void DaemonCall::conclude(const Answer &answer, const HttpResult &result)
{
    QString problem = answer.problem;
    if (problem.isEmpty())
        decode(answer.json, result, &problem);
    if (!problem.isEmpty()) {
        m_failure = OperatorDaemonError::invalidResponse(problem, result);
        // The daemon did answer, so a change did happen; what it is cannot be read.
        if (m_request.mutation)
            m_failure->kind = OperatorDaemonError::Kind::OutcomeUnknown;
    }
    finish();
}

std::optional<OperatorDaemonError> DaemonCall::verdict(const HttpResult &)
{
    return std::nullopt;
}

void DaemonCall::received(const HttpResult &) { }

void DaemonCall::fail(const OperatorDaemonError &error)
{
    m_failure = error;
    QMetaObject::invokeMethod(this, &DaemonCall::finish, Qt::QueuedConnection);
}

void DaemonCall::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    emit finished();
}

} // namespace angee
