// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/outputs/buildsteps.h"
#include "core/outputs/outputlines.h"

namespace angee {

class LogStore;

//! \brief Puts an output into the lines of a log while it comes, and reads its steps.
//!
//! Lines that are marked as errors have the level of one, so that one goes from error to error as
//! in a log. On the thread of the store, which must outlive it.
class OutputFeed final
{
public:
    //! Whether a line names whom it comes from, as "page-1  | …" and "[web\t] …" do.
    enum class Services : quint8 { None, InLines };

    OutputFeed(LogStore *store, Services services);

    //! \a arrivedMs since 1970, 0: not known; \a atMs as of BuildSteps.
    void add(QByteArrayView bytes, qint64 arrivedMs = 0, qint64 atMs = -1);
    //! The end: the last line is there also without a line end.
    void finish(bool failed, qint64 atMs = -1);

    [[nodiscard]] const BuildSteps &steps() const { return m_steps; }

private:
    void addLine(QByteArrayView line, qint64 arrivedMs, qint64 atMs);

    LogStore *m_store;
    Services m_services;
    OutputLines m_lines;
    BuildSteps m_steps;
};

//! \brief Whom a line of a stream of several services comes from, and what it says.
struct ServiceLine
{
    QByteArrayView service; //!< empty: the tool's own words
    QByteArrayView text;
};
[[nodiscard]] ServiceLine serviceLineOf(QByteArrayView line);

} // namespace angee
