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

//! \a line holds \a word, which is in lower case, at \a at.
bool standsAt(QStringView line, qsizetype at, QLatin1StringView word)
{
    return line.size() - at >= word.size()
        && line.mid(at, word.size()).compare(word, Qt::CaseInsensitive) == 0;
}

//! One of the words that markedError() asks for is there: most lines have none, and are told apart
//! at a small part of the cost.
bool mayBeMarked(QStringView line)
{
    for (qsizetype at = 0; at < line.size(); ++at) {
        switch (line.at(at).unicode() | 0x20) {
        case 'e':
            if (standsAt(line, at, "err"_L1) || standsAt(line, at, "exception"_L1)
                || standsAt(line, at, "e: "_L1))
                return true;
            break;
        case 'f':
            if (standsAt(line, at, "failed"_L1) || standsAt(line, at, "fatal"_L1))
                return true;
            break;
        case 'n':
            if (standsAt(line, at, "not found"_L1) || standsAt(line, at, "no such"_L1))
                return true;
            break;
        case 'p':
            if (standsAt(line, at, "panic"_L1) || standsAt(line, at, "propert"_L1))
                return true;
            break;
        case 't':
            if (standsAt(line, at, "traceback"_L1))
                return true;
            break;
        case 'u':
            if (standsAt(line, at, "undefined"_L1))
                return true;
            break;
        case 'y':
            if (standsAt(line, at, "yaml: "_L1))
                return true;
            break;
        case '*': // which has that bit already
            if (standsAt(line, at, "***"_L1))
                return true;
            break;
        default:
            break;
        }
    }
    return false;
}

} // namespace

bool isMarkedError(QStringView line)
{
    return mayBeMarked(line) && markedError().match(line).hasMatch()
        && !noError().match(line).hasMatch();
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
        if (mayBeMarked(line) && isMarkedError(line))
            return number;
        if (noError().match(line).hasMatch())
            continue;
        if (spoken == 0 && spokenError().match(line).hasMatch())
            spoken = number;
    }
    return spoken > 0 ? spoken : last;
}

} // namespace angee
