// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/outputs/outputrecord.h"

#include "core/base/rfc3339.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QRegularExpression>
#include <QUuid>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostStepTimes = 2'000;

QString stateWord(Task::State state)
{
    return QString::fromLatin1(QMetaEnum::fromType<Task::State>().valueToKey(int(state)));
}

} // namespace

bool printsOutput(const TaskSpec &spec)
{
    switch (spec.verb) {
    case ActionVerb::Build:
    case ActionVerb::BuildAndApply:
        return true;
    case ActionVerb::Up:
        return spec.object.kind == ObjectKind::Stack;
    case ActionVerb::Run:
        return spec.object.kind == ObjectKind::Stack || spec.object.kind == ObjectKind::Job;
    default:
        return false;
    }
}

bool holdsServices(const OutputRecord &record)
{
    return record.object.kind == ObjectKind::Stack && record.verb == actionVerbId(ActionVerb::Run);
}

QString newOutputId(const QDateTime &started)
{
    return started.toUTC().toString(u"yyyyMMdd'T'HHmmsszzz"_s) + u'-'
        + QUuid::createUuid().toString(QUuid::Id128).left(8);
}

bool isOutputId(const QString &id)
{
    static const QRegularExpression form(u"^\\d{8}T\\d{9}-[0-9a-f]{8}$"_s);
    return form.match(id).hasMatch();
}

QByteArray toJson(const OutputRecord &record)
{
    QJsonArray steps;
    for (const qint64 ms : record.stepMs.mid(0, mostStepTimes))
        steps.append(ms);
    const QJsonObject object{{u"title"_s, record.title},
                             {u"verb"_s, record.verb},
                             {u"kind"_s, objectKindId(record.object.kind)},
                             {u"name"_s, record.object.name},
                             {u"profile"_s, record.profile},
                             {u"started"_s, record.started.toString(Qt::ISODateWithMs)},
                             {u"ms"_s, record.elapsedMs},
                             {u"state"_s, stateWord(record.state)},
                             {u"words"_s, record.words},
                             {u"reason"_s, record.reason},
                             {u"errorLine"_s, record.errorLine},
                             {u"size"_s, record.size},
                             {u"leftOut"_s, record.leftOut},
                             {u"steps"_s, steps},
                             {u"problem"_s, record.problem}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<OutputRecord> outputRecordOf(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    bool known = false;
    const int state = QMetaEnum::fromType<Task::State>().keyToValue(
        object.value("state"_L1).toString().toLatin1().constData(), &known);
    const auto kind = objectKindOf(object.value("kind"_L1).toString());
    OutputRecord record;
    record.started = rfc3339Time(object.value("started"_L1).toString());
    if (!known || !kind || !record.started.isValid())
        return std::nullopt;
    record.state = Task::State(state);
    record.object = {*kind, object.value("name"_L1).toString()};
    record.title = object.value("title"_L1).toString();
    record.verb = object.value("verb"_L1).toString();
    record.profile = object.value("profile"_L1).toString();
    record.elapsedMs = object.value("ms"_L1).toInteger();
    record.words = object.value("words"_L1).toString();
    record.reason = object.value("reason"_L1).toString();
    record.errorLine = object.value("errorLine"_L1).toInteger();
    record.size = object.value("size"_L1).toInteger();
    record.leftOut = object.value("leftOut"_L1).toInteger();
    record.problem = object.value("problem"_L1).toString();
    const QJsonArray steps = object.value("steps"_L1).toArray();
    for (const QJsonValue &ms : steps) {
        if (record.stepMs.size() < mostStepTimes)
            record.stepMs.append(ms.toInteger(-1));
    }
    return record;
}

} // namespace angee
