// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/logframe.h"

#include "core/base/boundedtext.h"
#include "core/base/codepoint.h"

#include <QChar>

#include <cstring>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! Where the first byte of \a from that is a quotation mark, a backslash or a control character
//! stands; eight are looked at at once.
const char *endOfPlain(const char *from, const char *end)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 tops = 0x8080808080808080;
    while (end - from >= 8) {
        quint64 word = 0;
        std::memcpy(&word, from, sizeof word);
        const quint64 quotes = word ^ (ones * '"');
        const quint64 slashes = word ^ (ones * '\\');
        // A byte below n: its top bit is set by the subtraction and was not set before.
        const quint64 special = ((word - ones * 0x20) | (quotes - ones) | (slashes - ones)) & ~word;
        if ((special & tops) != 0)
            break;
        from += sizeof word;
    }
    while (from < end && *from != '"' && *from != '\\' && quint8(*from) >= 0x20)
        ++from;
    return from;
}

void appendUtf8(QByteArray *text, char32_t code)
{
    encodeUtf8(code, [text](char byte) { *text += byte; });
}

//! \brief Reads an object of strings from the left to the right; fails on anything else.
class Members
{
public:
    explicit Members(QByteArrayView text)
        : m_at(text.data())
        , m_end(text.data() + text.size())
    { }

    [[nodiscard]] bool skip(char c)
    {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    [[nodiscard]] bool isAtEnd() const { return m_at == m_end; }
    //! A string without its quotation marks; it is in the frame itself, or in \a room when it has
    //! escapes.
    [[nodiscard]] bool string(QByteArrayView *value, QByteArray *room)
    {
        if (!skip('"'))
            return false;
        const char *from = m_at;
        m_at = endOfPlain(m_at, m_end);
        if (skip('"')) {
            *value = {from, m_at - 1 - from};
            return true;
        }
        room->clear();
        for (;;) {
            room->append(from, m_at - from);
            if (skip('"')) {
                *value = *room;
                return true;
            }
            if (!skip('\\') || !escape(room))
                return false;
            from = m_at;
            m_at = endOfPlain(m_at, m_end);
        }
    }

private:
    [[nodiscard]] bool escape(QByteArray *value)
    {
        if (m_at == m_end)
            return false;
        const char kind = *m_at++;
        switch (kind) {
        case '"':
        case '\\':
        case '/':
            value->append(kind);
            return true;
        case 'n':
            value->append('\n');
            return true;
        case 't':
            value->append('\t');
            return true;
        case 'r':
            value->append('\r');
            return true;
        case 'b':
            value->append('\b');
            return true;
        case 'f':
            value->append('\f');
            return true;
        case 'u':
            return codePoint(value);
        default:
            return false;
        }
    }
    [[nodiscard]] std::optional<char32_t> unit()
    {
        constexpr ptrdiff_t digits = 4;
        if (m_end - m_at < digits)
            return std::nullopt;
        char32_t code = 0;
        for (const char *end = m_at + digits; m_at < end; ++m_at) {
            const char c = *m_at;
            const char small = char(c | 0x20);
            if (c >= '0' && c <= '9')
                code = code * 16 + char32_t(c - '0');
            else if (small >= 'a' && small <= 'f')
                code = code * 16 + char32_t(small - 'a' + 10);
            else
                return std::nullopt;
        }
        return code;
    }
    //! Half a pair is left to the parser, which knows what to do with it.
    [[nodiscard]] bool codePoint(QByteArray *value)
    {
        const std::optional<char32_t> first = unit();
        if (!first || QChar::isLowSurrogate(*first))
            return false;
        if (!QChar::isHighSurrogate(*first)) {
            appendUtf8(value, *first);
            return true;
        }
        if (!skip('\\') || !skip('u'))
            return false;
        const std::optional<char32_t> second = unit();
        if (!second || !QChar::isLowSurrogate(*second))
            return false;
        appendUtf8(value, QChar::surrogateToUcs4(char16_t(*first), char16_t(*second)));
        return true;
    }

    const char *m_at;
    const char *m_end;
};

//! The same text again and again.
const QString &textOf(QByteArrayView bytes, QByteArray *known, QString *text)
{
    if (bytes != *known) {
        *known = bytes.toByteArray();
        *text = boundedLine(QString::fromUtf8(bytes), textlimit::cell);
    }
    return *text;
}

} // namespace

LogLevel daemonsLevel(QAnyStringView word)
{
    if (word == "TRACE"_L1)
        return LogLevel::Trace;
    if (word == "DEBUG"_L1)
        return LogLevel::Debug;
    if (word == "INFO"_L1)
        return LogLevel::Info;
    if (word == "WARN"_L1)
        return LogLevel::Warn;
    return word == "ERROR"_L1 ? LogLevel::Error : LogLevel::None;
}

std::optional<LogLine> readLogFrame(QByteArrayView frame, LogNames *names)
{
    if (frame.endsWith('\n'))
        frame.chop(1);
    enum Field { Message, Service, Runtime, Level, Fields };
    static constexpr QByteArrayView known[Fields] = {"message", "service", "runtime", "level"};
    QByteArrayView values[Fields];
    QByteArray rooms[Fields];
    QByteArrayView key;
    QByteArray keyRoom;
    uint seen = 0;
    Members members(frame);
    if (!members.skip('{'))
        return std::nullopt;
    do {
        if (!members.string(&key, &keyRoom) || !members.skip(':'))
            return std::nullopt;
        int field = 0;
        while (field < Fields && key != known[field])
            ++field;
        // The second of a name, and a name of a later daemon, are for the parser to judge.
        if (field == Fields || (seen & (1U << field)) != 0
            || !members.string(&values[field], &rooms[field]))
            return std::nullopt;
        seen |= 1U << field;
    } while (members.skip(','));
    if ((seen & 1) == 0 || !members.skip('}') || !members.isAtEnd())
        return std::nullopt;
    LogLine line;
    line.message =
        rooms[Message].isEmpty() ? values[Message].toByteArray() : std::move(rooms[Message]);
    line.service = textOf(values[Service], &names->serviceBytes, &names->service);
    line.runtime = textOf(values[Runtime], &names->runtimeBytes, &names->runtime);
    line.level = daemonsLevel(QLatin1StringView(values[Level].data(), values[Level].size()));
    return line;
}

} // namespace angee
