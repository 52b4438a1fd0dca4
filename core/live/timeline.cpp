// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/timeline.h"

#include "core/base/processlock.h"
#include "core/base/statefile.h"
#include "core/model/servicestatus.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LargestTimeline = qint64(64) * 1024 * 1024;
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

//! What a file of lines holds; lines of another kind say nothing.
struct Kept
{
    QList<TimelineEvent> events;
    qint64 lookedAtMs = 0;
    int lines = 0;
    QString problem;
};

Kept readKept(const QString &path)
{
    Kept kept;
    const StateFile file = readStateFile(path, LargestTimeline);
    kept.problem = file.problem;
    const QByteArrayList lines = file.bytes.split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty())
            continue;
        ++kept.lines;
        if (const std::optional<TimelineEvent> event = TimelineEvent::fromJson(line))
            kept.events.append(*event);
        else if (line.startsWith("{\"looked\":"))
            kept.lookedAtMs =
                std::max(kept.lookedAtMs,
                         QJsonDocument::fromJson(line).object().value("looked"_L1).toInteger());
    }
    if (kept.events.size() > Timeline::MostEvents)
        kept.events.remove(0, kept.events.size() - Timeline::MostEvents);
    return kept;
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
    append(linesOf(events));
    if (m_linesOnDisk > 2 * MostEvents)
        rewrite();
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
    if (m_path.isEmpty())
        return;
    Kept kept = readKept(m_path);
    m_events = std::move(kept.events);
    m_lookedAtMs = kept.lookedAtMs;
    m_linesOnDisk = kept.lines;
    if (!kept.problem.isEmpty())
        m_problem = tr("The timeline cannot be read: %1").arg(kept.problem);
}

void Timeline::append(const QByteArray &lines)
{
    if (m_path.isEmpty())
        return;
    // What the disk did not take is tried again with the next events.
    m_unwritten += lines;
    const QString problem = appendLines(m_path, m_unwritten);
    if (problem.isEmpty() || m_unwritten.size() > LargestTimeline)
        m_unwritten.clear();
    setProblem(problem.isEmpty() ? QString() : tr("The timeline is not kept: %1").arg(problem));
}

void Timeline::rewrite()
{
    m_linesOnDisk = int(m_events.size()) + 1;
    if (m_path.isEmpty())
        return;
    ProcessLock lock(m_path + u".lock"_s);
    if (!lock.lockSoon())
        return; // another window is at it
    // That window may have written too: what is on the disk is what is kept.
    Kept kept = readKept(m_path);
    if (!m_problem.isEmpty() || !kept.problem.isEmpty()) {
        kept.events = m_events;
        kept.lookedAtMs = m_lookedAtMs;
    }
    const QString problem =
        saveFile(m_path, linesOf(kept.events) + lookedLine(kept.lookedAtMs), FileUse::State);
    if (problem.isEmpty())
        m_unwritten.clear();
    m_linesOnDisk = int(kept.events.size()) + 1;
    setProblem(problem.isEmpty() ? QString() : tr("The timeline is not kept: %1").arg(problem));
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
            const TimelineEvent &change = rows.at(row).event;
            return isUnseenEnd(change) || serviceState(change.after) == ServiceState::Restarting;
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
