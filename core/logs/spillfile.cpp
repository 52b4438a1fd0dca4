// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/spillfile.h"

#include "core/base/statefile.h"

#include <QCoreApplication>
#include <QTemporaryFile>

#ifdef Q_OS_UNIX
#include <sys/mman.h>
#endif
#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <linux/falloc.h>
#endif

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 page = qint64(64) * 1024; // a multiple of every page there is

struct SpillWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::SpillFile)
};

qint64 pages(size_t size)
{
    return (qint64(size) + page - 1) / page * page;
}

} // namespace

struct SpillFile::Handle
{
    QTemporaryFile file;

    [[nodiscard]] const char *map(qint64 offset, size_t size)
    {
#ifdef Q_OS_UNIX
        void *at = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.handle(), offset);
        return at == MAP_FAILED ? nullptr : static_cast<const char *>(at);
#else
        Q_UNUSED(offset);
        Q_UNUSED(size);
        return nullptr;
#endif
    }
    //! The last reader may be on any thread: the system's calls do not mind.
    void release(const char *at, qint64 offset, size_t size) const
    {
#ifdef Q_OS_UNIX
        ::munmap(const_cast<char *>(at), size);
#endif
#ifdef Q_OS_LINUX
        ::fallocate(file.handle(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, pages(size));
#endif
        Q_UNUSED(at);
        Q_UNUSED(offset);
        Q_UNUSED(size);
    }
};

SpillFile::SpillFile(QString folder)
    : m_folder(std::move(folder))
{ }

SpillFile::~SpillFile() = default;

bool SpillFile::open()
{
    if (m_handle)
        return true;
    m_problem = makePrivateFolder(m_folder);
    if (!m_problem.isEmpty())
        return false;
    auto handle = std::make_shared<Handle>();
    handle->file.setAutoRemove(false);
    handle->file.setFileTemplate(m_folder + u"/log-XXXXXX"_s);
    if (!handle->file.open()) {
        m_problem = handle->file.errorString();
        return false;
    }
#ifdef Q_OS_UNIX
    // Without a name there is nothing to be found, and nothing that a crash could leave behind.
    QFile::remove(handle->file.fileName());
#endif
    m_handle = std::move(handle);
    return true;
}

std::shared_ptr<const char> SpillFile::add(const char *bytes, size_t size)
{
    if (!m_problem.isEmpty() || !open())
        return nullptr;
    QFile &file = m_handle->file;
    // Whole pages, written to their end: a hole would be an error on a full disk when it is read.
    const qint64 room = pages(size);
    const QByteArray padding(room - qint64(size), '\0');
    const bool written = file.seek(m_end) && file.write(bytes, qint64(size)) == qint64(size)
        && file.write(padding) == padding.size() && file.flush();
    const char *mapped = written ? m_handle->map(m_end, size) : nullptr;
    if (!mapped) {
        m_problem =
            SpillWords::tr("Older lines could not be kept on disk: %1").arg(file.errorString());
        return nullptr;
    }
    const qint64 offset = m_end;
    m_end += room;
    return {mapped, [handle = m_handle, offset, size](const char *at) {
                handle->release(at, offset, size);
            }};
}

void SpillFile::dropFirst(size_t size)
{
    m_begin += pages(size);
}

void SpillFile::clear()
{
    m_handle.reset();
    m_begin = 0;
    m_end = 0;
    m_problem.clear();
}

} // namespace angee
