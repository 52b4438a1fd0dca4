// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logrecorder.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

LogRecorder::LogRecorder(LogStore *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    connect(store, &LogStore::appended, this, &LogRecorder::onAppended);
}

LogRecorder::~LogRecorder() = default;

QString LogRecorder::start(const QString &path, LogFormat format)
{
    stop();
    m_format = format;
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append, ownerOnly))
        return m_file.errorString();
    m_next = m_store->endLine();
    m_lines = 0;
    return {};
}

void LogRecorder::stop()
{
    m_file.close();
}

bool LogRecorder::rotate()
{
    const QString path = m_file.fileName();
    const auto numbered = [&path](int number) { return path + u'.' + QString::number(number); };
    m_file.close();
    if (m_limits.files > 0) {
        QFile::remove(numbered(m_limits.files));
        for (int number = m_limits.files - 1; number > 0; --number)
            QFile::rename(numbered(number), numbered(number + 1));
        QFile::rename(path, numbered(1));
    }
    return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate, ownerOnly);
}

void LogRecorder::onAppended()
{
    if (!isRecording())
        return;
    bool good = true;
    for (qint64 line = std::max(m_next, m_store->firstLine()); good && line < m_store->endLine();
         ++line) {
        const QByteArray text = formattedLine(m_format, m_store->facts(line), m_store->bytes(line),
                                              m_store->arrivedMs(line), m_store->services());
        if (m_file.pos() > 0 && m_file.pos() + text.size() > m_limits.fileBytes)
            good = rotate();
        good = good && m_file.write(text) == text.size();
        ++m_lines;
    }
    m_next = m_store->endLine();
    good = good && m_file.flush();
    if (good)
        return;
    const QString problem = m_file.errorString();
    stop();
    emit failed(problem);
}

} // namespace angee
