// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/sourcefiles.h"

#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/reply.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <sys/stat.h>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = qint64(1024) * 1024;

//! The real path, or nothing if \a path is not there. Anything else wrong is a 500.
std::optional<QString> realPath(const QString &path)
{
    char resolved[PATH_MAX];
    if (::realpath(QFile::encodeName(path).constData(), resolved))
        return QFile::decodeName(resolved);
    if (errno == ENOENT)
        return std::nullopt;
    throw EngineError::failed(systemWords(errno));
}

bool isBelow(const QString &root, const QString &path)
{
    return path == root || path.startsWith(root == "/"_L1 ? root : root + u'/');
}

[[noreturn]] void refuseEscape()
{
    throw EngineError::invalid(u"path"_s, u"path escapes the source root"_s);
}

//! The facts about \a path; nothing if it is not there.
std::optional<struct stat> facts(const QString &path)
{
    struct stat out = {};
    if (::stat(QFile::encodeName(path).constData(), &out) == 0)
        return out;
    if (errno == ENOENT)
        return std::nullopt;
    throw EngineError::failed(systemWords(errno));
}

[[noreturn]] void refuseSize()
{
    throw EngineError::invalid(u"content"_s, u"exceeds 1 MiB cap"_s);
}

} // namespace

QString etagOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QString containedPath(const QString &root, const QString &path)
{
    if (path.contains(QChar(0)))
        throw EngineError::failed(u"invalid argument"_s);
    const QString clean = QDir::cleanPath(path);
    // Only a literal "." is refused; "a/.." and "./" come through as the folder itself, which is no
    // file: that is how the daemon has it.
    if (path.startsWith(u'/') || path == "."_L1 || clean == ".."_L1 || clean.startsWith("../"_L1))
        refuseEscape();
    const QString base = realPath(root).value_or(QDir::cleanPath(root));
    // The part that exists, with its links followed, decides; what is still to be made hangs below.
    QString existing = clean.isEmpty() || clean == "."_L1 ? base : base + u'/' + clean;
    QString missing;
    std::optional<QString> real = realPath(existing);
    while (!real && existing.size() > base.size()) {
        const qsizetype slash = existing.lastIndexOf(u'/');
        missing.prepend(existing.mid(slash));
        existing.truncate(slash);
        real = realPath(existing);
    }
    const QString target = real.value_or(existing);
    if (!isBelow(base, target))
        refuseEscape();
    return target + missing;
}

SourceFiles::Content SourceFiles::read(const QString &root, const QString &path) const
{
    const QString file = containedPath(root, path);
    const auto found = facts(file);
    if (!found || S_ISDIR(found->st_mode))
        throw EngineError::notFound(u"file"_s, path);
    if (found->st_size > largestFile)
        refuseSize();
    const QByteArray bytes = readWholeFile(file);
    // A byte order mark is content here: it must come back as it went in.
    QStringDecoder decoder(QStringConverter::Utf8,
                           QStringConverter::Flag::Stateless
                               | QStringConverter::Flag::ConvertInitialBom);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        throw EngineError::invalid(u"content"_s, u"not valid UTF-8 text"_s);
    return {text, etagOf(bytes)};
}

QString SourceFiles::write(const QString &root, const QString &path, const QString &content,
                           const QString &etag)
{
    const std::lock_guard lock(m_mutex);
    const QString file = containedPath(root, path);
    if (!etag.isEmpty()) {
        const auto found = facts(file);
        const bool isFile = found && !S_ISDIR(found->st_mode);
        if (isFile && found->st_size > largestFile)
            refuseSize();
        if (!isFile || etagOf(readWholeFile(file)) != etag)
            throw EngineError::conflict(u"file"_s, path, u"etag mismatch"_s);
    }
    makePath(QFileInfo(file).path());
    const QByteArray bytes = content.toUtf8();
    replaceFile(file, bytes, 0644);
    return etagOf(bytes);
}

} // namespace angee::sandbox
