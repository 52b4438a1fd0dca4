// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logexport.h"

#include "core/logs/loglevel.h"
#include "core/logs/logtext.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(LogEntry entry)
{
    switch (entry) {
    case LogEntry::Line:
        return {};
    case LogEntry::Tools:
        return u"tools"_s;
    case LogEntry::Divider:
        return u"divider"_s;
    case LogEntry::Mark:
        return u"mark"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QByteArray formattedLine(LogFormat format, const LogFacts &facts, QByteArrayView bytes,
                         qint64 arrivedMs, const QStringList &services)
{
    const QByteArray plain = plainLine(bytes);
    const QString service = services.value(facts.service());
    if (format == LogFormat::Text) {
        const bool ours = facts.entry() == LogEntry::Divider || facts.entry() == LogEntry::Mark;
        QByteArray line = services.size() > 1 && facts.entry() != LogEntry::Mark
            ? service.toUtf8() + " | "
            : QByteArray();
        line += ours ? "——— " + plain + " ———" : plain;
        return line + '\n';
    }
    QJsonObject object{{u"message"_s, QString::fromUtf8(plain)}};
    if (!service.isEmpty() && facts.entry() != LogEntry::Mark)
        object.insert(u"service"_s, service);
    if (facts.level() != LogLevel::None)
        object.insert(u"level"_s, logLevelName(facts.level()));
    if (facts.entry() != LogEntry::Line)
        object.insert(u"entry"_s, nameOf(facts.entry()));
    if (arrivedMs != 0)
        object.insert(
            u"time"_s,
            QDateTime::fromMSecsSinceEpoch(arrivedMs, Qt::UTC).toString(Qt::ISODateWithMs));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

LogExported exportLog(const LogSnapshot &snapshot, const std::optional<std::vector<qint64>> &only,
                      LogFormat format, const QString &path)
{
    LogExported done;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {0, file.errorString()};
    size_t next = 0; // of only
    for (size_t i = 0; i < snapshot.chunks.size(); ++i) {
        const LogChunk &chunk = snapshot.chunks[i];
        for (quint32 at = 0; at < chunk.lines; ++at) {
            const qint64 line = chunk.first + at;
            if (only) {
                while (next < only->size() && (*only)[next] < line)
                    ++next;
                if (next == only->size() || (*only)[next] != line)
                    continue;
            }
            const qint64 ms =
                i < snapshot.arrivals.size() ? arrivedMs(snapshot.arrivals[i], at) : 0;
            file.write(formattedLine(format, chunk.facts.get()[at], chunk.line(at), ms,
                                     snapshot.services));
            ++done.lines;
        }
    }
    // commit() of Qt 6.4 answers true after a buffered write has failed; flush() does not.
    if (!file.flush() || !file.commit())
        return {0, file.errorString()};
    return done;
}

} // namespace angee
