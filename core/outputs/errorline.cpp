// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/outputs/errorline.h"

#include <QRegularExpression>
#include <QStringTokenizer>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// Words at the places where tools put them when they mean "this is the error".
const QRegularExpression &markedError()
{
    static const QRegularExpression pattern(
        u"(?:^|[\\s\\]:>|])(?:fatal )?error(?:\\[\\w+\\]| \\w*\\d+)?:" // cc, rustc, tsc, buildkit
        "|^\\W*(?:(?:fatal|panic|fatal error)[ :!]|npm ERR!|ERR!|(?-i:E: ))"
        "|\\bTraceback \\(most recent call last\\)"
        "|^\\s*(?-i:(?:[\\w.]+\\.)?[A-Z]\\w*(?:Error|Exception)\\b)" // Python, Java, JavaScript
        "|: \\*\\*\\* " // make
        "|\\bfailed to solve\\b|\\byaml: |\\bundefined reference\\b|: not found$"
        "|\\bcommand not found\\b|\\bNo such file or directory\\b"
        "|\\bAdditional propert\\w+ .*not allowed\\b|\\bexecutor failed\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

const QRegularExpression &spokenError()
{
    static const QRegularExpression pattern(
        u"\\b(?:error|errors|failed|failure|fatal|exception|cannot|could not|unable to|denied|"
        "refused|invalid|aborted|killed)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

// "0 errors", "-Werror", "error.c": the word without the matter.
const QRegularExpression &noError()
{
    static const QRegularExpression pattern(
        u"\\b(?:0|no|without) (?:errors?|failures?)\\b|\\berrors?\\b\\W{1,3}0\\b|-W?error\\b"
        "|\\berrors?[-_./]\\w|\\w[-_/]errors?\\b|\\b0 failed\\b|\\bwarning:"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

} // namespace

bool isMarkedError(QStringView line)
{
    return markedError().match(line).hasMatch() && !noError().match(line).hasMatch();
}

int firstErrorLine(const QString &plain)
{
    int number = 0;
    int spoken = 0;
    int last = 0;
    for (const QStringView line : QStringTokenizer(plain, u'\n')) {
        ++number;
        if (line.trimmed().isEmpty())
            continue;
        last = number;
        if (noError().match(line).hasMatch())
            continue;
        if (markedError().match(line).hasMatch())
            return number;
        if (spoken == 0 && spokenError().match(line).hasMatch())
            spoken = number;
    }
    return spoken > 0 ? spoken : last;
}

} // namespace angee
