// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/fileaccess.h"

#include "app/sandbox/engine/reply.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

QString systemWords(int code)
{
    QString words = QString::fromStdString(std::generic_category().message(code));
    if (words.size() > 1 && words.at(1).isLower())
        words[0] = words.at(0).toLower();
    return words;
}

namespace {

[[noreturn]] void refuse(const QString &what, const QString &path)
{
    throw EngineError::failed(u"%1 %2: %3"_s.arg(what, path, systemWords(errno)));
}

void writeAll(int fd, const QByteArray &bytes, const QString &shownPath)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(fd, bytes.constData() + done, std::size_t(bytes.size() - done));
        if (n < 0 && errno != EINTR)
            refuse(u"write"_s, shownPath);
        done += std::max<ssize_t>(n, 0);
    }
}

} // namespace

QByteArray readWholeFile(const QString &path)
{
    struct stat facts = {};
    const QByteArray native = QFile::encodeName(path);
    if (::stat(native.constData(), &facts) != 0)
        refuse(u"open"_s, path);
    if (S_ISDIR(facts.st_mode)) {
        errno = EISDIR;
        refuse(u"read"_s, path);
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        refuse(u"open"_s, path);
    return file.readAll();
}

void replaceFile(const QString &path, const QByteArray &bytes, mode_t mode)
{
    const QFileInfo info(path);
    const QString temporary = u"%1/.tmp-%2-%3"_s.arg(
        info.path(), info.fileName(), QString::number(QRandomGenerator::global()->generate()));
    const QByteArray native = QFile::encodeName(temporary);
    const int fd = ::open(native.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        refuse(u"open"_s, temporary);
    struct Closer
    {
        int fd;
        ~Closer() { ::close(fd); }
    };
    try {
        const Closer closer{fd};
        writeAll(fd, bytes, temporary);
        if (::fchmod(fd, mode) != 0)
            refuse(u"chmod"_s, temporary);
        if (::rename(native.constData(), QFile::encodeName(path).constData()) != 0)
            throw EngineError::failed(u"rename %1 %2: %3"_s.arg(
                temporary, path, systemWords(errno == EISDIR ? EEXIST : errno)));
    } catch (const EngineError &) {
        ::unlink(native.constData());
        throw;
    }
}

void makePath(const QString &path)
{
    std::error_code code;
    std::filesystem::create_directories(QFile::encodeName(path).toStdString(), code);
    if (code)
        throw EngineError::failed(u"mkdir %1: %2"_s.arg(path, systemWords(code.value())));
}

void removeTree(const QString &path)
{
    std::error_code code;
    std::filesystem::remove_all(QFile::encodeName(path).toStdString(), code);
    if (code)
        throw EngineError::failed(u"remove %1: %2"_s.arg(path, systemWords(code.value())));
}

void copyTree(const QString &from, const QString &to)
{
    namespace fs = std::filesystem;
    std::error_code code;
    const fs::path target = QFile::encodeName(to).toStdString();
    fs::create_directories(target.parent_path(), code);
    fs::copy(QFile::encodeName(from).toStdString(), target,
             fs::copy_options::recursive | fs::copy_options::copy_symlinks
                 | fs::copy_options::overwrite_existing,
             code);
    if (code)
        throw EngineError::failed(u"copy %1 %2: %3"_s.arg(from, to, systemWords(code.value())));
}

bool pathExists(const QString &path)
{
    struct stat facts = {};
    return ::lstat(QFile::encodeName(path).constData(), &facts) == 0;
}

} // namespace angee::sandbox
