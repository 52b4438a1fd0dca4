// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/statefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct StateFileWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::StateFile)
};

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString linkWords(const QString &path)
{
    return StateFileWords::tr(
               "%1 is a link. The program's own files are not reached through links: put the "
               "file itself there, or take the link away.")
        .arg(path);
}

QString prepareStateFile(const QString &path)
{
    if (QString problem = makePrivateFolder(QFileInfo(path).path()); !problem.isEmpty())
        return problem;
    return QFileInfo(path).isSymLink() ? linkWords(path) : QString();
}

//! False where the disk says no. A file system that cannot sync says so, and is taken at its word
//! for the write.
bool syncToDisk(QFileDevice &file)
{
#ifdef Q_OS_UNIX
    return ::fsync(file.handle()) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
#else
    Q_UNUSED(file);
    return true;
#endif
}

#ifdef Q_OS_UNIX
//! \brief An open file of the system; closed with it.
class Descriptor final
{
public:
    Descriptor(const QString &path, int flags)
        : m_number(::open(QFile::encodeName(path).constData(),
                          flags | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
                          S_IRUSR | S_IWUSR))
    { }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)

    [[nodiscard]] bool isOpen() const { return m_number >= 0; }
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

QString systemWords(int error)
{
    return qt_error_string(error);
}

bool writeAll(int file, const QByteArray &bytes)
{
    qint64 done = 0;
    while (done < bytes.size()) {
        const ssize_t wrote = ::write(file, bytes.constData() + done, size_t(bytes.size() - done));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        done += wrote;
    }
    return true;
}
#endif

} // namespace

QString makePrivateFolder(const QString &path)
{
    if (!QDir().mkpath(path))
        return StateFileWords::tr("The folder %1 cannot be made.").arg(path);
#ifdef Q_OS_UNIX
    // A folder that the user keeps elsewhere by a link is the user's own doing; what a link or a
    // folder of somebody else's leads to is not.
    struct stat seen = {};
    const QByteArray name = QFile::encodeName(path);
    if (::lstat(name.constData(), &seen) != 0 || seen.st_uid != ::geteuid()
        || ::stat(name.constData(), &seen) != 0 || seen.st_uid != ::geteuid())
        return StateFileWords::tr("The folder %1 belongs to somebody else and is not used.")
            .arg(path);
    if ((seen.st_mode & 07777) != S_IRWXU && ::chmod(name.constData(), S_IRWXU) != 0)
        return StateFileWords::tr("The folder %1 cannot be kept private: %2")
            .arg(path, systemWords(errno));
#endif
    return {};
}

QString saveFile(const QString &path, const QByteArray &bytes, FileUse use)
{
    if (use == FileUse::State) {
        if (QString problem = prepareStateFile(path); !problem.isEmpty())
            return problem;
    }
    QSaveFile file(path);
    // The mode is set before any byte is in it. QSaveFile buffers, and in Qt 6.4 its commit()
    // answers true after a buffered write that failed: flush() is what tells.
    const bool written = file.open(QIODevice::WriteOnly)
        && (use == FileUse::Export || file.setPermissions(ownerOnly))
        && file.write(bytes) == bytes.size() && file.flush() && syncToDisk(file);
    if (written && file.commit())
        return {};
#ifdef Q_OS_UNIX
    const QString system = systemWords(errno);
#else
    const QString system;
#endif
    const QString words = file.error() != QFileDevice::NoError ? file.errorString() : system;
    file.cancelWriting();
    return words;
}

#ifdef Q_OS_UNIX
QString appendLines(const QString &path, const QByteArray &lines)
{
    if (QString problem = prepareStateFile(path); !problem.isEmpty())
        return problem;
    const Descriptor file(path, O_RDWR | O_APPEND | O_CREAT);
    if (!file.isOpen())
        return errno == ELOOP ? linkWords(path) : systemWords(errno);
    struct stat seen = {};
    if (::fstat(file.number(), &seen) != 0 || !S_ISREG(seen.st_mode))
        return StateFileWords::tr("%1 is no file.").arg(path);
    if ((seen.st_mode & 07777) != (S_IRUSR | S_IWUSR)
        && ::fchmod(file.number(), S_IRUSR | S_IWUSR) != 0)
        return systemWords(errno);
    // Another window may add its own lines: with the lock, taking back takes back ours alone.
    const bool alone = ::flock(file.number(), LOCK_EX | LOCK_NB) == 0;
    const off_t before = ::lseek(file.number(), 0, SEEK_END);
    char last = '\n';
    if (before > 0 && ::pread(file.number(), &last, 1, before - 1) != 1)
        last = '\n';
    if (writeAll(file.number(), last == '\n' ? lines : '\n' + lines))
        return {};
    const QString words = systemWords(errno);
    if (alone && ::ftruncate(file.number(), before) != 0)
        return StateFileWords::tr("%1 (and a half line is left in %2)").arg(words, path);
    return words;
}

StateFile readStateFile(const QString &path, qint64 limit)
{
    StateFile state;
    const Descriptor file(path, O_RDONLY);
    if (!file.isOpen()) {
        if (errno != ENOENT && errno != ENOTDIR) {
            state.exists = true;
            state.problem = errno == ELOOP ? linkWords(path) : systemWords(errno);
        }
        return state;
    }
    state.exists = true;
    struct stat seen = {};
    if (::fstat(file.number(), &seen) != 0 || !S_ISREG(seen.st_mode))
        state.problem = StateFileWords::tr("%1 is no file.").arg(path);
    else if (seen.st_size > limit)
        state.problem = StateFileWords::tr("%1 is larger than such a file can be.").arg(path);
    if (!state.problem.isEmpty())
        return state;
    QFile reader;
    if (!reader.open(file.number(), QIODevice::ReadOnly, QFileDevice::DontCloseHandle))
        state.problem = reader.errorString();
    else
        state.bytes = reader.read(limit);
    if (reader.error() != QFileDevice::NoError)
        state.problem = reader.errorString();
    return state;
}
#else
QString appendLines(const QString &path, const QByteArray &lines)
{
    if (QString problem = prepareStateFile(path); !problem.isEmpty())
        return problem;
    QFile file(path);
    const bool written = file.open(QIODevice::WriteOnly | QIODevice::Append)
        && file.setPermissions(ownerOnly) && file.write(lines) == lines.size() && file.flush();
    return written ? QString() : file.errorString();
}

StateFile readStateFile(const QString &path, qint64 limit)
{
    StateFile state;
    QFile file(path);
    if (!file.exists())
        return state;
    state.exists = true;
    if (QFileInfo(path).isSymLink())
        state.problem = linkWords(path);
    else if (!file.open(QIODevice::ReadOnly))
        state.problem = file.errorString();
    else if (file.size() > limit)
        state.problem = StateFileWords::tr("%1 is larger than such a file can be.").arg(path);
    else
        state.bytes = file.readAll();
    return state;
}
#endif

} // namespace angee
