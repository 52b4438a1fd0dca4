// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/timeline.h"

#include "core/live/attention.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LongestLine = qint64(64) * 1024;
constexpr qint64 FlapWindowMs = qint64(5) * 60 * 1000;
constexpr int FewestFlaps = 3;

QByteArray lookedLine(qint64 when)
{
    return QJsonDocument(QJsonObject{{u"looked"_s, when}}).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray linesOf(const QList<TimelineEvent> &events)
{
    QByteArray lines;
    for (const TimelineEvent &event : events)
        lines += event.toJson() + '\n';
    return lines;
}

bool keepPrivate(QFileDevice &file)
{
    return file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

} // namespace

Timeline::Timeline(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{
    load();
}

Timeline::~Timeline() = default;

int Timeline::unseenCount() const
{
    return int(std::count_if(m_events.cbegin(), m_events.cend(),
                             [this](const auto &event) { return event.atMs > m_lookedAtMs; }));
}

void Timeline::add(const QList<TimelineEvent> &events)
{
    if (events.isEmpty())
        return;
    m_events += events;
    const qsizetype over = m_events.size() - MostEvents;
    if (over > 0)
        m_events.remove(0, over);
    m_linesOnDisk += int(events.size());
    // Twice the bound on disk, so that not every event past the bound writes the whole file anew.
    if (m_linesOnDisk > 2 * MostEvents)
        rewrite();
    else
        append(linesOf(events));
    emit added(events);
    if (over > 0)
        emit trimmed(int(over));
}

void Timeline::addUntold(const QList<TimelineEvent> &events, qint64 sinceMs)
{
    const auto told = [this, sinceMs](const TimelineEvent &event) {
        for (auto it = m_events.crbegin(); it != m_events.crend() && it->atMs >= sinceMs; ++it) {
            if (it->kind == event.kind && it->object == event.object)
                return it->after == event.after;
        }
        return false;
    };
    QList<TimelineEvent> untold;
    std::remove_copy_if(events.cbegin(), events.cend(), std::back_inserter(untold), told);
    add(untold);
}

void Timeline::addGap(const QDateTime &from, const QDateTime &to)
{
    TimelineEvent gap;
    gap.kind = TimelineEvent::Kind::Gap;
    gap.fromMs = from.toMSecsSinceEpoch();
    gap.atMs = to.toMSecsSinceEpoch();
    add({gap});
}

void Timeline::markLooked()
{
    // Not the time of day: after the clock was set back, events already seen must not be new again.
    const qint64 newest = m_events.isEmpty() ? 0 : m_events.last().atMs;
    const qint64 now = std::max(newest, QDateTime::currentMSecsSinceEpoch());
    if (now == m_lookedAtMs)
        return;
    m_lookedAtMs = now;
    ++m_linesOnDisk;
    append(lookedLine(now));
    emit lookedAtChanged(now);
}

void Timeline::load()
{
    QFile file(m_path);
    if (m_path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(LongestLine);
        ++m_linesOnDisk;
        if (const std::optional<TimelineEvent> event = TimelineEvent::fromJson(line))
            m_events.append(*event);
        else if (line.startsWith("{\"looked\":"))
            m_lookedAtMs = QJsonDocument::fromJson(line).object().value("looked"_L1).toInteger();
    }
    if (m_events.size() > MostEvents)
        m_events.remove(0, m_events.size() - MostEvents);
}

void Timeline::append(const QByteArray &lines)
{
    if (m_path.isEmpty())
        return;
    if (!QDir().mkpath(QFileInfo(m_path).path()))
        return setProblem(tr("The timeline's folder cannot be made."));
    QFile file(m_path);
    const bool written = file.open(QIODevice::ReadWrite | QIODevice::Append) && keepPrivate(file)
        && file.write(lines) == lines.size() && file.flush();
    setProblem(written ? QString() : tr("The timeline is not kept: %1").arg(file.errorString()));
}

void Timeline::rewrite()
{
    m_linesOnDisk = int(m_events.size()) + 1;
    if (m_path.isEmpty())
        return;
    QSaveFile file(m_path);
    const bool written = file.open(QIODevice::WriteOnly) && keepPrivate(file)
        && file.write(linesOf(m_events) + lookedLine(m_lookedAtMs)) >= 0 && file.commit();
    setProblem(written ? QString() : tr("The timeline is not kept: %1").arg(file.errorString()));
}

void Timeline::setProblem(const QString &problem)
{
    if (m_problem == problem)
        return;
    m_problem = problem;
    emit problemChanged(problem);
}

QList<TimelineRow> timelineRows(const QList<TimelineEvent> &events,
                                const std::optional<ObjectRef> &object)
{
    using Kind = TimelineEvent::Kind;
    // Oldest first, to see where a run of changes begins.
    QList<TimelineRow> rows;
    QHash<QString, QList<qsizetype>> runs; // rows of the present run of each service
    QList<bool> folded;
    for (const TimelineEvent &event : events) {
        if (object && event.object != *object && event.kind != Kind::Gap)
            continue;
        rows.append({event, 1, event.atMs});
        folded.append(false);
        if (event.kind != Kind::ServiceStatus)
            continue;
        QList<qsizetype> &run = runs[event.object.name];
        if (!run.isEmpty() && event.atMs - rows.at(run.last()).event.atMs > FlapWindowMs)
            run.clear();
        run.append(rows.size() - 1);
        if (run.size() < FewestFlaps)
            continue;
        for (const qsizetype row : run)
            folded[row] = row != run.last();
        rows.last().times = int(run.size());
        rows.last().endings = int(std::count_if(run.cbegin(), run.cend(), [&rows](qsizetype row) {
            const std::string status = rows.at(row).event.after.toStdString();
            return isEnded(status) || status == "restarting";
        }));
        rows.last().firstMs = rows.at(run.first()).event.atMs;
    }
    QList<TimelineRow> shown;
    shown.reserve(rows.size());
    for (qsizetype row = rows.size() - 1; row >= 0; --row) {
        if (!folded.at(row))
            shown.append(rows.at(row));
    }
    return shown;
}

QString rowText(const TimelineRow &row)
{
    if (row.times < FewestFlaps)
        return row.event.text();
    // Running a stack and taking it down changes its services too, and is no fault.
    const QString text = row.endings > 1
        ? QCoreApplication::translate("angee::Timeline", "flapped %1 times, now %2")
        : QCoreApplication::translate("angee::Timeline", "changed %1 times, now %2");
    return text.arg(row.times).arg(row.event.after);
}

} // namespace angee
