// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logexport.h"

#include <QFile>
#include <QObject>

namespace angee {

//! \brief Writes what a store receives to a file while it runs.
//!
//! A file that has grown to the limit becomes NAME.1, that NAME.2 and so on, and the oldest goes.
//! What cannot be written ends the recording and is told. On the thread of the store.
class LogRecorder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogRecorder)

public:
    struct Limits
    {
        qint64 fileBytes = qint64(100) * 1024 * 1024;
        int files = 5; //!< beside the one that is written
    };

    //! \a store must outlive it.
    explicit LogRecorder(LogStore *store, QObject *parent = nullptr);
    ~LogRecorder() override;

    void setLimits(const Limits &limits) { m_limits = limits; }
    //! Adds to the file, which is made for the user alone, from the next line on. Empty, or why it
    //! cannot be written.
    [[nodiscard]] QString start(const QString &path, LogFormat format);
    void stop();
    [[nodiscard]] bool isRecording() const { return m_file.isOpen(); }
    [[nodiscard]] QString path() const { return m_file.fileName(); }
    [[nodiscard]] qint64 lines() const { return m_lines; }

signals:
    //! It ended by itself.
    void failed(const QString &problem);

private:
    void onAppended();
    [[nodiscard]] bool rotate();

    LogStore *m_store;
    Limits m_limits;
    LogFormat m_format = LogFormat::Text;
    QFile m_file;
    qint64 m_next = 0;
    qint64 m_lines = 0;
};

} // namespace angee
