// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/hostwords.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCommand = 4'000; // of files by name; more are meant by "-A"

//! A scalar of YAML that is read as it is written.
QString yamlWord(const QString &text)
{
    QString quoted;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\';
        if (c.unicode() < 0x20)
            quoted += u"\\x%1"_s.arg(c.unicode(), 2, 16, QChar(u'0'));
        else
            quoted += c;
    }
    static const QRegularExpression plain(u"^[A-Za-z0-9/_][A-Za-z0-9/_.-]*$"_s);
    return plain.match(text).hasMatch() ? text : u'"' + quoted + u'"';
}

} // namespace

QStringList conflictFilesIn(const QString &words)
{
    static const QRegularExpression inFile(u"^CONFLICT \\([^)]*\\): Merge conflict in (.+)$"_s,
                                           QRegularExpression::MultilineOption);
    static const QRegularExpression deleted(
        u"^CONFLICT \\([^)]*delete\\): (.+?) deleted in .+ and modified in .+$"_s,
        QRegularExpression::MultilineOption);
    static const QRegularExpression binary(u"^warning: Cannot merge binary files: (.+) \\(.*$"_s,
                                           QRegularExpression::MultilineOption);
    static const QRegularExpression unmerged(u"^(.+): needs merge$"_s,
                                             QRegularExpression::MultilineOption);
    QStringList files;
    for (const QRegularExpression *form : {&inFile, &deleted, &binary, &unmerged}) {
        auto matches = form->globalMatch(words);
        while (matches.hasNext()) {
            const QString file = matches.next().captured(1).trimmed();
            if (!file.isEmpty() && !files.contains(file))
                files.append(file);
        }
    }
    return files;
}

QString shellWord(const QString &text)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9/_.,:=@%+-]+$"_s);
    if (plain.match(text).hasMatch())
        return text;
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString concludeCommand(GitMidst midst, const QString &path, const QStringList &files)
{
    QString names;
    for (const QString &file : files)
        names += u' ' + shellWord(file);
    const QString add =
        files.isEmpty() || names.size() > longestCommand ? u"add -A"_s : u"add --"_s + names;
    const QString git = u"git -C "_s + shellWord(path) + u' ';
    const QString conclude = midst == GitMidst::Rebasing
        ? u"-c core.editor=true rebase --continue"_s
        : u"commit --no-edit"_s;
    return git + add + u" && "_s + git + conclude;
}

QString sourceDeclaration(const SlotRecord &slot, const QString &stackRoot,
                          const QStringList &taken)
{
    const QString wish = slot.workspace + u'-' + slot.slot.slot;
    QString name = wish;
    for (int number = 2; taken.contains(name); ++number)
        name = wish + u'-' + QString::number(number);
    const QString root = QDir::cleanPath(stackRoot) + u'/';
    const QString path = QDir::cleanPath(slot.slot.path);
    const bool isWithin = !stackRoot.isEmpty() && path.startsWith(root);
    return u"  %1:\n    kind: local\n    path: "_s.arg(yamlWord(name))
        + yamlWord(isWithin ? path.sliced(root.size()) : path) + u'\n';
}

} // namespace angee
