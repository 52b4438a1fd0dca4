// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logfilter.h"

#include <QObject>
#include <QPointer>

#include <atomic>
#include <memory>
#include <vector>

namespace angee {

//! \brief The numbers of the lines of a store that a filter wants, found on another thread and kept
//! up with what comes.
//!
//! The next start() ends what runs at once. Lines come in order and in batches, the first of them
//! early; a store that grows is looked through from where the search stood. GUI thread.
class LogSearch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogSearch)

public:
    //! \a store must outlive the search.
    explicit LogSearch(LogStore *store, QObject *parent = nullptr);
    ~LogSearch() override;

    //! Forgets what was found and looks from line \a from on.
    void start(const LogFilter &filter, LogMatcher::Dividers dividers, qint64 from = 0);
    //! Looks for nothing any more; found() is empty.
    void stop();

    [[nodiscard]] bool isActive() const { return m_active; }
    //! It has not come to the end of what is there.
    [[nodiscard]] bool isRunning() const { return m_link != nullptr; }
    //! Line numbers, in order. Those of lines that the store let go are gone as well.
    [[nodiscard]] const std::vector<qint64> &found() const { return m_found; }
    //! Why a rule was left out; empty when none was.
    [[nodiscard]] QString problem() const { return m_problem; }

signals:
    //! found() is longer; it was \a before long.
    void grown(qsizetype before);
    //! The first \a count were let go.
    void shrunk(qsizetype count);
    //! All that is there was looked through.
    void finished();

private:
    struct Link;

    void go();
    void take(const std::shared_ptr<Link> &from, std::vector<qint64> lines, qint64 upTo, bool last);
    void onTrimmed();

    LogStore *m_store;
    LogFilter m_filter;
    LogMatcher::Dividers m_dividers = LogMatcher::Dividers::Keep;
    std::shared_ptr<Link> m_link;
    std::vector<qint64> m_found;
    QString m_problem;
    qint64 m_next = 0; // the first line not looked at
    bool m_active = false;
};

} // namespace angee
