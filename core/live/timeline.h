// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/timelineevent.h"

#include <QObject>

namespace angee {

//! \brief What happened to one stack, oldest first, kept on disk for one profile and bounded there.
//!
//! One JSON object a line, readable by the user alone. Lines of a later version and torn ones are
//! passed over. Only what changed while the console looked is in it; a Gap says where it did not.
class Timeline final : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostEvents = 5000;

    //! An empty \a path keeps events in memory alone.
    explicit Timeline(QString path, QObject *parent = nullptr);
    ~Timeline() override;

    [[nodiscard]] const QList<TimelineEvent> &events() const { return m_events; }
    //! Events after this moment are new to the person; 0 before markLooked() was ever called.
    [[nodiscard]] qint64 lookedAtMs() const { return m_lookedAtMs; }
    [[nodiscard]] int unseenCount() const;
    //! Why events are not kept on disk; empty while they are.
    [[nodiscard]] QString problem() const { return m_problem; }

public slots:
    void add(const QList<angee::TimelineEvent> &events);
    //! Those that were not told since \a sinceMs: a comparison with a snapshot that was kept then
    //! finds again what was seen to happen after it.
    void addUntold(const QList<angee::TimelineEvent> &events, qint64 sinceMs);
    void addGap(const QDateTime &from, const QDateTime &to);
    //! "I have seen all of this."
    void markLooked();

signals:
    //! At the end of events(). The oldest ones may have been dropped meanwhile: see trimmed().
    void added(const QList<angee::TimelineEvent> &events);
    //! \a count events went from the front.
    void trimmed(int count);
    void lookedAtChanged(qint64 lookedAtMs);
    void problemChanged(const QString &problem);

private:
    void load();
    void append(const QByteArray &lines);
    void rewrite();
    void setProblem(const QString &problem);

    QString m_path;
    QList<TimelineEvent> m_events;
    qint64 m_lookedAtMs = 0;
    int m_linesOnDisk = 0;
    QString m_problem;
    QByteArray m_unwritten; // lines
};

//! \brief One row of the shown timeline: an event, or a service that went back and forth.
struct TimelineRow
{
    TimelineEvent event; //!< the latest of them
    int times = 1;
    qint64 firstMs = 0;
    int endings = 0; //!< how many of them were an end that nobody may have asked for

    friend bool operator==(const TimelineRow &, const TimelineRow &) = default;
};

//! \brief Newest first; three or more status changes of one service within five minutes become one
//! row that says how often it changed. With \a object only its own events and the gaps.
[[nodiscard]] QList<TimelineRow> timelineRows(const QList<TimelineEvent> &events,
                                              const std::optional<ObjectRef> &object = {});

//! The sentence of a row: the event's own, "changed 4 times, now running", or "flapped" when it
//! ended more than once meanwhile.
[[nodiscard]] QString rowText(const TimelineRow &row);

} // namespace angee
