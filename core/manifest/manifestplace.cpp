// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/manifest/manifestplace.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headLooked = 64 * 1024;

// The name of the stack and two more of its sections, at the margin: no other file has these.
bool readsLikeManifest(QByteArrayView text, const QString &stackName)
{
    static const QRegularExpression key(u"^([a-z_]+):[ \\t]*([^#\\r\\n]*)"_s,
                                        QRegularExpression::MultilineOption);
    static const QSet<QString> sections{u"version"_s, u"kind"_s,       u"services"_s,
                                        u"sources"_s, u"workspaces"_s, u"jobs"_s,
                                        u"secrets"_s, u"ports"_s,      u"port_leases"_s};
    const QString head = QString::fromUtf8(text.first(std::min(text.size(), headLooked)));
    bool named = false;
    int found = 0;
    for (auto it = key.globalMatch(head); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        QString value = match.captured(2).trimmed();
        if (value.size() > 1 && (value.front() == u'"' || value.front() == u'\''))
            value = value.mid(1, value.size() - 2);
        if (match.captured(1) == "name"_L1)
            named = value == stackName;
        else if (sections.contains(match.captured(1)))
            ++found;
    }
    return named && found >= 2;
}

} // namespace

QString ManifestPlace::path() const
{
    return root.isEmpty() ? QString() : QDir::cleanPath(root + u"/angee.yaml"_s);
}

bool ManifestPlace::holds(const QString &folder, const QString &file, QByteArrayView reads) const
{
    if (root.isEmpty())
        return false;
    const QString place = QDir::cleanPath(folder + u'/' + file);
    if (!folder.isEmpty() && place == path())
        return true;
    const QString canonical = QFileInfo(path()).canonicalFilePath();
    if (!canonical.isEmpty() && !folder.isEmpty()
        && QFileInfo(place).canonicalFilePath() == canonical)
        return true;
    return !stackName.isEmpty() && readsLikeManifest(reads, stackName);
}

} // namespace angee
