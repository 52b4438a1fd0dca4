// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logstore.h"

#include <QObject>

#include <memory>

namespace angee {

//! \brief Reads a file of lines into a store, on another thread and no faster than the store takes
//! them, so that the window goes on.
//!
//! A file that the console saved as NDJSON gets its services, levels and times back. Destroying it
//! ends the reading at once. GUI thread.
class LogFileReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFileReader)

public:
    //! \a store must outlive it.
    explicit LogFileReader(LogStore *store, QObject *parent = nullptr);
    ~LogFileReader() override;

    void read(const QString &path);
    [[nodiscard]] bool isReading() const { return m_link != nullptr; }

signals:
    //! Once; \a problem is empty when the whole file was read.
    void finished(const QString &problem);

private:
    struct Link;
    struct Batch;

    void take(const std::shared_ptr<Link> &from, const Batch &batch);

    LogStore *m_store;
    std::shared_ptr<Link> m_link;
};

} // namespace angee
