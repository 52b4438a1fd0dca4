// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/textfacts.h"

#include "core/base/jsonstring.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QLocale>

#include <cstring>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Byte = unsigned char;

//! For its texts alone.
struct TextFactsWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::TextFacts)
};

const Byte *bytesOf(QByteArrayView text)
{
    return reinterpret_cast<const Byte *>(text.data());
}

bool isContinuation(Byte byte)
{
    return (byte & 0xC0) == 0x80;
}

// The length of the well-formed sequence at \a at, 0 if there is none (Unicode, table 3-7).
qsizetype sequenceLength(const Byte *at, qsizetype left)
{
    const Byte lead = at[0];
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    const qsizetype length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (left < length)
        return 0;
    const Byte second = at[1];
    const Byte low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const Byte high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high)
        return 0;
    for (qsizetype i = 2; i < length; ++i) {
        if (!isContinuation(at[i]))
            return 0;
    }
    return length;
}

bool isAsciiBlock(const Byte *at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return (word & 0x8080808080808080ULL) == 0;
}

void countLineEnds(QByteArrayView text, TextFacts &facts)
{
    const Byte *const data = bytesOf(text);
    const qsizetype size = text.size();
    for (qsizetype i = 0; i < size; ++i) {
        const Byte byte = data[i];
        if (byte > '\r')
            continue;
        if (byte == '\n' || byte == '\r') {
            const bool pair = byte == '\r' && i + 1 < size && data[i + 1] == '\n';
            if (i > 0 && (data[i - 1] == ' ' || data[i - 1] == '\t'))
                ++facts.trailingSpaceLines;
            ++(pair ? facts.crLf : byte == '\n' ? facts.lf : facts.cr);
            i += pair ? 1 : 0;
        } else if (byte == '\t') {
            ++facts.tabs;
        } else if (byte == 0) {
            ++facts.nul;
        }
    }
    const char last = size > 0 ? text.back() : '\0';
    facts.lastNewline = last == '\n' || last == '\r';
    if (last == ' ' || last == '\t')
        ++facts.trailingSpaceLines;
}

QString number(qsizetype value)
{
    return QLocale().toString(qlonglong(value));
}

QString name(LineEnd end)
{
    switch (end) {
    case LineEnd::None:
        return TextFactsWords::tr("none");
    case LineEnd::Lf:
        return u"LF"_s;
    case LineEnd::CrLf:
        return u"CRLF"_s;
    case LineEnd::Cr:
        return u"CR"_s;
    case LineEnd::Mixed:
        return TextFactsWords::tr("mixed");
    }
    return {};
}

} // namespace

bool isValidUtf8(QByteArrayView text)
{
    const Byte *const data = bytesOf(text);
    const qsizetype size = text.size();
    qsizetype i = 0;
    while (i < size) {
        if (i + 8 <= size && isAsciiBlock(data + i)) {
            i += 8;
            continue;
        }
        const qsizetype length = sequenceLength(data + i, size - i);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

QByteArray etagOf(QByteArrayView text)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(text);
    return hash.result().toHex();
}

qsizetype escapedSize(QByteArrayView text)
{
    return jsonStringSize(text) - 2;
}

qsizetype requestSize(qsizetype escapedContent, const QByteArray &etag)
{
    constexpr qsizetype frame = sizeof(R"({"content":""})") - 1;
    constexpr qsizetype etagFrame = sizeof(R"(,"etag":"")") - 1;
    return frame + escapedContent + (etag.isEmpty() ? 0 : etagFrame + escapedSize(etag));
}

TextFacts TextFacts::of(QByteArrayView text)
{
    TextFacts facts;
    facts.bytes = text.size();
    facts.bom = text.startsWith("\xEF\xBB\xBF");
    facts.validUtf8 = isValidUtf8(text);
    facts.escapedBytes = escapedSize(text);
    countLineEnds(text, facts);
    facts.lines = facts.lf + facts.crLf + facts.cr + 1;
    for (const char c : text) {
        if (static_cast<Byte>(c) >= 0x80) {
            facts.ascii = false;
            break;
        }
    }
    return facts;
}

LineEnd TextFacts::lineEnd() const
{
    const int kinds = int(lf > 0) + int(crLf > 0) + int(cr > 0);
    if (kinds == 0)
        return LineEnd::None;
    if (kinds > 1)
        return LineEnd::Mixed;
    return lf > 0 ? LineEnd::Lf : crLf > 0 ? LineEnd::CrLf : LineEnd::Cr;
}

LineEnd TextFacts::dominantLineEnd() const
{
    if (crLf > lf && crLf >= cr)
        return LineEnd::CrLf;
    return cr > lf ? LineEnd::Cr : LineEnd::Lf;
}

QString describeLineEnds(const TextFacts &facts)
{
    if (facts.lineEnd() != LineEnd::Mixed)
        return name(facts.lineEnd());
    QStringList parts;
    for (const auto &[count, end] :
         {std::pair{facts.lf, LineEnd::Lf}, std::pair{facts.crLf, LineEnd::CrLf},
          std::pair{facts.cr, LineEnd::Cr}}) {
        if (count > 0)
            parts << number(count) + u' ' + name(end);
    }
    return TextFactsWords::tr("mixed: %1").arg(parts.join(", "_L1));
}

QStringList describeChanges(const TextFacts &before, const TextFacts &after)
{
    QStringList changes;
    if (before.lineEnd() != after.lineEnd())
        changes << TextFactsWords::tr("Line ends change from %1 to %2.")
                       .arg(describeLineEnds(before), describeLineEnds(after));
    if (before.bom != after.bom)
        changes << (after.bom ? TextFactsWords::tr("A byte order mark is added at the start.")
                              : TextFactsWords::tr("The byte order mark at the start is removed."));
    if (before.lastNewline != after.lastNewline && after.bytes > 0 && before.bytes > 0)
        changes << (after.lastNewline
                        ? TextFactsWords::tr("A newline is added at the end of the file.")
                        : TextFactsWords::tr("The newline at the end of the file is removed."));
    if (before.nul != after.nul)
        changes << TextFactsWords::tr("NUL bytes: %1 before, %2 after.")
                       .arg(number(before.nul), number(after.nul));
    if (before.trailingSpaceLines != after.trailingSpaceLines)
        changes << TextFactsWords::tr("Lines with trailing space: %1 before, %2 after.")
                       .arg(number(before.trailingSpaceLines), number(after.trailingSpaceLines));
    if (before.validUtf8 != after.validUtf8)
        changes << (after.validUtf8 ? TextFactsWords::tr("The text becomes valid UTF-8.")
                                    : TextFactsWords::tr("The text is no longer valid UTF-8."));
    return changes;
}

} // namespace angee
