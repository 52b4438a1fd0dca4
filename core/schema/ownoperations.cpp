// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/ownoperations.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QString readQuery(const QString &name)
{
    QFile file(u":/queries/%1.graphql"_s.arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "ownOperation", "an operation is missing from the resources");
    return QString::fromUtf8(file.readAll());
}

//! The definition of \a fragment in \a all, which stand one below the other, each from the first
//! column of a line.
QString definitionOf(const QString &fragment, const QString &all)
{
    const qsizetype begin = all.indexOf(u"fragment %1 on "_s.arg(fragment));
    if (begin < 0)
        return {};
    const qsizetype next = all.indexOf("\nfragment "_L1, begin);
    return all.mid(begin, next < 0 ? -1 : next + 1 - begin);
}

} // namespace

QStringList ownOperationNames()
{
    QStringList names;
    const QStringList files =
        QDir(u":/queries"_s).entryList({u"*.graphql"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        if (file != "fragments.graphql"_L1)
            names.append(file.chopped(qsizetype(qstrlen(".graphql"))));
    }
    return names;
}

QByteArray ownOperation(const QString &name)
{
    static const QRegularExpression spread(u"\\.\\.\\.([A-Za-z]\\w*)"_s);
    QString document = readQuery(name);
    const QString shared = readQuery(u"fragments"_s);
    QStringList known;
    // What is added is searched too: a fragment may use another one.
    for (auto match = spread.match(document); match.hasMatch();
         match = spread.match(document, match.capturedEnd())) {
        const QString fragment = match.captured(1);
        if (known.contains(fragment))
            continue;
        known.append(fragment);
        const QString definition = definitionOf(fragment, shared);
        if (!definition.isEmpty())
            document += u'\n' + definition;
    }
    return document.toUtf8();
}

} // namespace angee
