// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/draftwriter.h"

#include "core/base/statefile.h"

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace angee {

namespace {

// Past this many times its text, a log is written anew.
constexpr qint64 compactFactor = 3;
constexpr qint64 compactSlack = qint64(256) * 1024;

bool syncFile(QFile &file)
{
    if (!file.flush())
        return false;
#ifdef Q_OS_UNIX
    return ::fsync(file.handle()) == 0;
#else
    return true;
#endif
}

} // namespace

DraftWriter::DraftWriter(QString folder)
    : m_folder(std::move(folder))
{ }

DraftWriter::~DraftWriter() = default;

void DraftWriter::write(const QString &id, const QString &fileName, const Draft &draft)
{
    std::shared_ptr<Log> &log = m_logs[id];
    const bool fresh = !log;
    if (fresh)
        log = std::make_shared<Log>();
    const qint64 whole = draft.base.size() + draft.text.size();
    QString reason;
    const bool ok = fresh || log->bytes > compactFactor * whole + compactSlack
        ? begin(*log, fileName, draft, &reason)
        : append(*log, draft, &reason);
    if (ok) {
        emit written(id);
        return;
    }
    // The next attempt starts with a whole file.
    m_logs.remove(id);
    emit failed(id, reason);
}

bool DraftWriter::begin(Log &log, const QString &fileName, const Draft &draft, QString *reason)
{
    const QByteArray bytes = draftfile::begin(draft);
    *reason = saveFile(fileName, bytes, FileUse::State);
    if (!reason->isEmpty())
        return false;
    syncFolder();
    log.file = std::make_unique<QFile>(fileName);
    if (!log.file->open(QIODevice::WriteOnly | QIODevice::Append)) {
        *reason = log.file->errorString();
        return false;
    }
    log.text = draft.text;
    log.bytes = bytes.size();
    return true;
}

bool DraftWriter::append(Log &log, const Draft &draft, QString *reason)
{
    const QByteArray bytes = draftfile::change(log.text, draft.text, draft.changed);
    if (log.file->write(bytes) != bytes.size() || !syncFile(*log.file)) {
        *reason = log.file->errorString();
        return false;
    }
    log.text = draft.text;
    log.bytes += bytes.size();
    return true;
}

void DraftWriter::remove(const QString &id, const QString &fileName)
{
    m_logs.remove(id);
    QFile file(fileName);
    if (file.exists() && !file.remove()) {
        emit failed(id, file.errorString());
        return;
    }
    emit removed(id);
}

// The rename of a new file is on the disk only once its folder is.
void DraftWriter::syncFolder()
{
#ifdef Q_OS_UNIX
    const int folder = ::open(QFile::encodeName(m_folder).constData(), O_RDONLY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
#endif
}

} // namespace angee
