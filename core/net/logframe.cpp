// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/logframe.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! \brief Reads an object of strings from the left to the right; fails on anything else.
class Members
{
public:
    explicit Members(QStringView text)
        : m_text(text)
    { }

    [[nodiscard]] bool skip(char16_t c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    [[nodiscard]] bool isAtEnd() const { return m_at == m_text.size(); }
    //! A string with its quotation marks.
    [[nodiscard]] bool string(QString *value)
    {
        if (!skip(u'"'))
            return false;
        value->clear();
        for (;;) {
            const qsizetype from = m_at;
            while (m_at < m_text.size() && isPlain(m_text[m_at].unicode()))
                ++m_at;
            value->append(m_text.mid(from, m_at - from));
            if (m_at >= m_text.size())
                return false;
            if (m_text[m_at] == u'"') {
                ++m_at;
                return true;
            }
            if (m_text[m_at] != u'\\' || !escape(value))
                return false;
        }
    }

private:
    //! Surrogates are left to the parser, which knows what to do with lone ones.
    static bool isPlain(char16_t c)
    {
        return c != u'"' && c != u'\\' && c >= 0x20 && (c < 0xD800 || c > 0xDFFF);
    }
    [[nodiscard]] bool escape(QString *value)
    {
        if (m_at + 1 >= m_text.size())
            return false;
        const char16_t kind = m_text[m_at + 1].unicode();
        m_at += 2;
        switch (kind) {
        case u'"':
        case u'\\':
        case u'/':
            value->append(QChar(kind));
            return true;
        case u'n':
            value->append(u'\n');
            return true;
        case u't':
            value->append(u'\t');
            return true;
        case u'r':
            value->append(u'\r');
            return true;
        case u'b':
            value->append(u'\b');
            return true;
        case u'f':
            value->append(u'\f');
            return true;
        case u'u':
            return codePoint(value);
        default:
            return false;
        }
    }
    [[nodiscard]] bool codePoint(QString *value)
    {
        constexpr qsizetype digits = 4;
        if (m_at + digits > m_text.size())
            return false;
        uint code = 0;
        for (qsizetype i = 0; i < digits; ++i) {
            const char16_t c = m_text[m_at + i].unicode();
            const char16_t small = c | 0x20;
            if (c >= u'0' && c <= u'9')
                code = code * 16 + (c - u'0');
            else if (small >= u'a' && small <= u'f')
                code = code * 16 + (small - u'a' + 10);
            else
                return false;
        }
        if (code >= 0xD800 && code <= 0xDFFF)
            return false;
        m_at += digits;
        value->append(QChar(char16_t(code)));
        return true;
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace

LogLevel daemonsLevel(QStringView word)
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

std::optional<LogLine> readLogFrame(QStringView frame)
{
    if (frame.endsWith(u'\n'))
        frame.chop(1);
    Members members(frame);
    LogLine line;
    QString key;
    QString other;
    QString level;
    const QPair<QLatin1StringView, QString *> known[] = {{"message"_L1, &line.message},
                                                         {"service"_L1, &line.service},
                                                         {"runtime"_L1, &line.runtime},
                                                         {"level"_L1, &level}};
    uint seen = 0;
    if (!members.skip(u'{'))
        return std::nullopt;
    do {
        if (!members.string(&key) || !members.skip(u':'))
            return std::nullopt;
        QString *value = &other;
        uint bit = 1;
        for (const auto &[name, to] : known) {
            if (key == name) {
                value = to;
                break;
            }
            bit <<= 1;
        }
        // The second of a name, and a name of a later daemon, are for the parser to judge.
        if (value == &other || (seen & bit) || !members.string(value))
            return std::nullopt;
        seen |= bit;
    } while (members.skip(u','));
    if (!(seen & 1) || !members.skip(u'}') || !members.isAtEnd())
        return std::nullopt;
    line.level = daemonsLevel(level);
    return line;
}

} // namespace angee
