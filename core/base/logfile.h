// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <memory>

namespace angee {

//! \brief The program's own log: takes every message of Qt and of the categories, from any thread,
//! and writes it on a thread of its own. One in a process at a time.
//!
//! Private to the user; at most three files of 10 MB, the older ones with .1 and .2 behind their
//! name. What looks like a credential is made unreadable, whoever wrote it. Warnings go on to where
//! messages went before. Two processes may write one file.
class LogFile final
{
public:
    enum class Level {
        Off,
        Normal, //!< what changes for a person, and warnings
        Detailed, //!< everything that happens
    };
    static constexpr qint64 usualLimit = qint64(10) * 1024 * 1024;
    static constexpr int files = 3;

    explicit LogFile(QString path, qint64 limit = usualLimit);
    //! What was taken so far is on the disk then.
    ~LogFile();
    Q_DISABLE_COPY_MOVE(LogFile)

    [[nodiscard]] QString path() const;
    [[nodiscard]] Level level() const;
    void setLevel(Level level);
    //! The last warnings, redacted, whatever the level.
    [[nodiscard]] QStringList recentWarnings() const;
    //! Waits until what was taken so far is on the disk; for tests and for showing the file.
    void flush();

private:
    class Writer;
    std::unique_ptr<Writer> m_writer;
};

//! "off", "normal" or "detailed", for settings, and back; anything else is Off.
[[nodiscard]] QString logLevelWord(LogFile::Level level);
[[nodiscard]] LogFile::Level logLevelOf(const QString &word);

//! \a text on one line, with what looks like a bearer, a token or a password made unreadable.
[[nodiscard]] QString redacted(QString text);

} // namespace angee
