// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/logfile.h"

#include "core/base/boundedtext.h"
#include "core/base/processlock.h"
#include "core/base/statefile.h"
#include "core/base/visibletext.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRegularExpression>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestMessage = qsizetype(4) * 1024;
constexpr std::size_t mostWaiting = 20'000; // lines, while the disk hangs
constexpr qsizetype mostWarnings = 50;

QLatin1StringView typeWord(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info "_L1;
    case QtWarningMsg:
        return "warn "_L1;
    case QtCriticalMsg:
        return "error"_L1;
    case QtFatalMsg:
        return "fatal"_L1;
    }
    return "     "_L1;
}

QString rulesOf(LogFile::Level level)
{
    switch (level) {
    case LogFile::Level::Off:
        return {};
    case LogFile::Level::Normal:
        return u"angee.*.info=true"_s;
    case LogFile::Level::Detailed:
        return u"angee.*=true"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

QString logLevelWord(LogFile::Level level)
{
    switch (level) {
    case LogFile::Level::Off:
        return u"off"_s;
    case LogFile::Level::Normal:
        return u"normal"_s;
    case LogFile::Level::Detailed:
        return u"detailed"_s;
    }
    Q_UNREACHABLE();
}

LogFile::Level logLevelOf(const QString &word)
{
    if (word == "detailed"_L1)
        return LogFile::Level::Detailed;
    return word == "normal"_L1 ? LogFile::Level::Normal : LogFile::Level::Off;
}

QString redacted(QString text)
{
    static const QRegularExpression bearer(u"\\b(bearer|basic)\\s+[^\\s\"']+"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression signedToken(
        u"\\beyJ[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]+\\.?[A-Za-z0-9_-]*"_s);
    static const QRegularExpression named(
        u"\\b([A-Za-z_-]*(?:token|secret|password|passwd|authorization))([\"']?\\s*[=:]\\s*[\"']?)"
        "[^\\s\"'&,;}]+"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression inAddress(u"(://)[^/@\\s]*:[^/@\\s]*@"_s);
    text.replace(bearer, u"\\1 ••••"_s);
    text.replace(signedToken, u"••••"_s);
    text.replace(named, u"\\1\\2••••"_s);
    text.replace(inAddress, u"\\1••••@"_s);
    return shownLine(boundedLine(text, longestMessage));
}

class LogFile::Writer
{
public:
    Writer(QString path, qint64 limit)
        : m_path(std::move(path))
        , m_limit(limit)
    {
        current = this;
        m_former = qInstallMessageHandler(&Writer::take);
        m_thread = std::thread([this] { run(); });
    }

    ~Writer()
    {
        qInstallMessageHandler(m_former);
        current = nullptr;
        {
            const std::scoped_lock lock(m_mutex);
            m_ends = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(Writer)

    void flush()
    {
        std::unique_lock lock(m_mutex);
        m_wake.notify_all();
        m_idle.wait(lock, [this] { return m_lines.empty() && !m_writing; });
    }

    [[nodiscard]] QStringList warnings() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_warnings;
    }

    const QString m_path;
    std::atomic<Level> level = Level::Off;

private:
    static void take(QtMsgType type, const QMessageLogContext &context, const QString &message)
    {
        Writer *writer = current;
        if (!writer)
            return;
        writer->add(type, context, message);
        // Details are for the file, unless somebody asked for them where the program was started.
        const bool isDetail = type == QtDebugMsg || type == QtInfoMsg;
        if (writer->m_former && (!isDetail || qEnvironmentVariableIsSet("QT_LOGGING_RULES")))
            writer->m_former(type, context, message);
    }

    void add(QtMsgType type, const QMessageLogContext &context, const QString &message)
    {
        const bool isWarning = type != QtDebugMsg && type != QtInfoMsg;
        if (level == Level::Off && !isWarning)
            return;
        const QString line = u"%1 %2 %3: %4"_s.arg(
            QDateTime::currentDateTime().toString(Qt::ISODateWithMs), typeWord(type),
            QString::fromUtf8(context.category ? context.category : "default"), redacted(message));
        {
            const std::scoped_lock lock(m_mutex);
            if (isWarning) {
                m_warnings.append(line);
                if (m_warnings.size() > mostWarnings)
                    m_warnings.removeFirst();
            }
            if (level == Level::Off)
                return;
            if (m_lines.size() < mostWaiting)
                m_lines.push_back(line.toUtf8() + '\n');
            else
                ++m_dropped;
        }
        m_wake.notify_one();
        if (type == QtFatalMsg)
            flush();
    }

    void run()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            m_wake.wait(lock, [this] { return m_ends || !m_lines.empty(); });
            if (m_lines.empty())
                return;
            QByteArray batch;
            for (const QByteArray &line : m_lines)
                batch += line;
            m_lines.clear();
            if (m_dropped > 0)
                batch += QByteArray::number(qulonglong(m_dropped)) + " lines were not written\n";
            m_dropped = 0;
            m_writing = true;
            lock.unlock();
            write(batch);
            lock.lock();
            m_writing = false;
            if (m_lines.empty())
                m_idle.notify_all();
        }
    }

    // A log that cannot be written is told by nobody else than a log.
    void write(const QByteArray &batch) const
    {
        if (QFileInfo(m_path).size() + batch.size() > m_limit) {
            ProcessLock lock(m_path + u".lock"_s);
            if (lock.tryLock() && QFileInfo(m_path).size() + batch.size() > m_limit)
                rotate();
        }
        static_cast<void>(appendLines(m_path, batch));
    }

    void rotate() const
    {
        const auto name = [this](int number) {
            return number == 0 ? m_path : m_path + u'.' + QString::number(number);
        };
        QFile::remove(name(files - 1));
        for (int i = files - 1; i > 0; --i)
            QFile::rename(name(i - 1), name(i));
    }

    // The handler of messages gets no context.
    static inline std::atomic<Writer *> current = nullptr;

    const qint64 m_limit;
    QtMessageHandler m_former = nullptr;
    std::thread m_thread;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_idle;
    std::deque<QByteArray> m_lines;
    std::size_t m_dropped = 0;
    QStringList m_warnings;
    bool m_writing = false;
    bool m_ends = false;
};

LogFile::LogFile(QString path, qint64 limit)
    : m_writer(std::make_unique<Writer>(std::move(path), limit))
{ }

LogFile::~LogFile()
{
    QLoggingCategory::setFilterRules({});
}

QString LogFile::path() const
{
    return m_writer->m_path;
}

LogFile::Level LogFile::level() const
{
    return m_writer->level;
}

void LogFile::setLevel(Level level)
{
    m_writer->level = level;
    QLoggingCategory::setFilterRules(rulesOf(level));
}

QStringList LogFile::recentWarnings() const
{
    return m_writer->warnings();
}

void LogFile::flush()
{
    m_writer->flush();
}

} // namespace angee
