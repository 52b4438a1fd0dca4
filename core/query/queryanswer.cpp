// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/query/queryanswer.h"

#include "core/base/utf8.h"
#include "core/query/prettyjson.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! For its texts alone.
struct QueryAnswerWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::QueryAnswer)
};

QString errorText(const QJsonObject &error)
{
    QString text = error.value("message"_L1).toString();
    const QJsonObject place = error.value("locations"_L1).toArray().first().toObject();
    if (!place.isEmpty())
        text = QueryAnswerWords::tr("Line %1, column %2: %3")
                   .arg(place.value("line"_L1).toInt())
                   .arg(place.value("column"_L1).toInt())
                   .arg(text);
    QStringList path;
    const QJsonArray steps = error.value("path"_L1).toArray();
    for (const QJsonValue &step : steps)
        path.append(step.isString() ? step.toString() : QString::number(step.toInt()));
    return path.isEmpty() ? text : QueryAnswerWords::tr("%1 (at %2)").arg(text, path.join(u'.'));
}

} // namespace

QueryAnswer QueryAnswer::read(const QByteArray &body, qsizetype limit)
{
    QueryAnswer answer;
    answer.size = body.size();
    PrettyJson pretty = prettyJson(body, limit);
    answer.whole = std::move(pretty.text);
    answer.isJson = pretty.isJson;
    ShownText shown = shownPart(answer.whole, shownLimit, lineLimit);
    answer.shown = std::move(shown.text);
    answer.isCut = pretty.isCut || shown.isCut;
    const QByteArrayView errors = jsonMember(body, "errors");
    // Hostile bytes become U+FFFD first: QJsonDocument refuses them.
    const QJsonArray list = QJsonDocument::fromJson(utf8Repaired(errors.toByteArray())).array();
    answer.errorCount = list.size();
    for (const QJsonValue &error : list) {
        if (answer.errors.size() == errorsTold)
            break;
        answer.errors.append(errorText(error.toObject()));
    }
    return answer;
}

} // namespace angee
