// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/loglevel.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>

namespace angee {

using namespace std::string_view_literals;

namespace {

constexpr size_t headOfALine = 320; // a level stands near the beginning
constexpr size_t headOfAJsonLine = 4096; // or anywhere in an object
constexpr size_t longestWord = 9;

struct Word
{
    std::string_view text; // lower case
    LogLevel level;
    bool isShort; // of three letters: only between a time and the rest
};

constexpr Word words[] = {
    {"trace"sv, LogLevel::Trace, false},  {"verbose"sv, LogLevel::Trace, false},
    {"debug"sv, LogLevel::Debug, false},  {"info"sv, LogLevel::Info, false},
    {"notice"sv, LogLevel::Info, false},  {"log"sv, LogLevel::Info, false},
    {"warn"sv, LogLevel::Warn, false},    {"warning"sv, LogLevel::Warn, false},
    {"err"sv, LogLevel::Error, false},    {"error"sv, LogLevel::Error, false},
    {"crit"sv, LogLevel::Error, false},   {"critical"sv, LogLevel::Error, false},
    {"fatal"sv, LogLevel::Error, false},  {"panic"sv, LogLevel::Error, false},
    {"severe"sv, LogLevel::Error, false}, {"alert"sv, LogLevel::Error, false},
    {"emerg"sv, LogLevel::Error, false},  {"emergency"sv, LogLevel::Error, false},
    {"dpanic"sv, LogLevel::Error, false}, {"trc"sv, LogLevel::Trace, true},
    {"dbg"sv, LogLevel::Debug, true},     {"inf"sv, LogLevel::Info, true},
    {"wrn"sv, LogLevel::Warn, true},      {"ftl"sv, LogLevel::Error, true},
    {"pnc"sv, LogLevel::Error, true},
};

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

constexpr char lower(char c)
{
    return isUpper(c) ? char(c - 'A' + 'a') : c;
}

constexpr bool isLetter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

const Word *find(std::string_view text)
{
    if (text.size() < 3 || text.size() > longestWord)
        return nullptr;
    const char first = lower(text.front());
    for (const Word &word : words) {
        if (word.text.front() == first && word.text.size() == text.size()
            && std::equal(text.begin(), text.end(), word.text.begin(),
                          [](char a, char b) { return lower(a) == b; }))
            return &word;
    }
    return nullptr;
}

//! \brief The line without colours, as far as its head goes.
class Head
{
public:
    Head(std::string_view line, size_t atMost)
    {
        const std::string_view head = line.substr(0, atMost);
        if (head.find('\x1b') == std::string_view::npos) {
            m_text = head;
            return;
        }
        size_t size = 0;
        for (size_t i = 0; i < head.size() && size < m_own.size(); ++i) {
            if (head[i] != '\x1b') {
                m_own[size++] = head[i];
                continue;
            }
            if (i + 1 >= head.size() || head[i + 1] != '[')
                continue;
            i += 2;
            while (i < head.size() && (head[i] < '@' || head[i] > '~'))
                ++i;
        }
        m_text = {m_own.data(), size};
    }
    Head(const Head &) = delete;
    Head &operator=(const Head &) = delete;

    [[nodiscard]] std::string_view text() const { return m_text; }

private:
    std::array<char, headOfALine> m_own{};
    std::string_view m_text;
};

//! The numbers of pino and bunyan.
LogLevel levelOfNumber(int number)
{
    if (number < 10 || number > 60)
        return LogLevel::None;
    if (number >= 50)
        return LogLevel::Error;
    if (number >= 40)
        return LogLevel::Warn;
    if (number >= 30)
        return LogLevel::Info;
    return number >= 20 ? LogLevel::Debug : LogLevel::Trace;
}

//! What stands at \a at, behind a key and its sign: a word in quotation marks or without, or a
//! number.
LogLevel valueAt(std::string_view text, size_t at)
{
    while (at < text.size() && isBlank(text[at]))
        ++at;
    const bool quoted = at < text.size() && text[at] == '"';
    at += quoted ? 1 : 0;
    size_t end = at;
    while (end < text.size() && isLetter(text[end]))
        ++end;
    if (end > at) {
        const Word *word = find(text.substr(at, end - at));
        return word ? word->level : LogLevel::None;
    }
    int number = 0;
    while (end < text.size() && isDigit(text[end]) && number < 1000)
        number = number * 10 + (text[end++] - '0');
    return quoted ? LogLevel::None : levelOfNumber(number);
}

//! level=info, severity="warning", lvl=dbg: a key at the start or behind a blank.
LogLevel keyed(std::string_view text)
{
    for (const std::string_view key : {"level="sv, "severity="sv, "lvl="sv}) {
        for (size_t at = text.find(key); at != std::string_view::npos;
             at = text.find(key, at + 1)) {
            if (at > 0 && !isBlank(text[at - 1]) && text[at - 1] != '{' && text[at - 1] != ',')
                continue;
            if (const LogLevel level = valueAt(text, at + key.size()); level != LogLevel::None)
                return level;
        }
    }
    return LogLevel::None;
}

//! Mongo: "s":"W".
LogLevel ofMongo(std::string_view text)
{
    const size_t at = text.find("\"s\":\""sv);
    if (at == std::string_view::npos || at + 6 >= text.size() || text[at + 6] != '"')
        return LogLevel::None;
    switch (text[at + 5]) {
    case 'F':
    case 'E':
        return LogLevel::Error;
    case 'W':
        return LogLevel::Warn;
    case 'I':
        return LogLevel::Info;
    case 'D':
        return LogLevel::Debug;
    default:
        return LogLevel::None;
    }
}

LogLevel ofJson(std::string_view text)
{
    for (const std::string_view key :
         {"\"level\""sv, "\"severity\""sv, "\"levelname\""sv, "\"log.level\""sv, "\"lvl\""sv,
          "\"loglevel\""sv, "\"@level\""sv, "\"Level\""sv}) {
        size_t at = text.find(key);
        if (at == std::string_view::npos)
            continue;
        at += key.size();
        while (at < text.size() && isBlank(text[at]))
            ++at;
        if (at >= text.size() || text[at] != ':')
            continue;
        if (const LogLevel level = valueAt(text, at + 1); level != LogLevel::None)
            return level;
    }
    return ofMongo(text);
}

//! klog and glog: E1127 23:11:02.123456. Redis: 1:M 27 Nov 2026 23:11:02.123 * Ready. Both begin
//! in a way that nothing else does.
LogLevel ofLetter(std::string_view text)
{
    if (text.size() > 15 && isDigit(text[1]) && isDigit(text[2]) && isDigit(text[3])
        && isDigit(text[4]) && text[5] == ' ' && isDigit(text[6]) && text[8] == ':') {
        switch (text[0]) {
        case 'I':
            return LogLevel::Info;
        case 'W':
            return LogLevel::Warn;
        case 'E':
        case 'F':
            return LogLevel::Error;
        default:
            break;
        }
    }
    size_t at = 0;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    if (at == 0 || at + 26 >= text.size() || text[at] != ':'
        || "MSCX"sv.find(text[at + 1]) == std::string_view::npos || text[at + 2] != ' ')
        return LogLevel::None;
    const size_t milliseconds = text.find('.', at + 15);
    if (milliseconds == std::string_view::npos || milliseconds + 6 >= text.size()
        || text[milliseconds + 4] != ' ' || text[milliseconds + 6] != ' ')
        return LogLevel::None;
    switch (text[milliseconds + 5]) {
    case '.':
        return LogLevel::Debug;
    case '-':
        return LogLevel::Debug;
    case '*':
        return LogLevel::Info;
    case '#':
        return LogLevel::Warn;
    default:
        return LogLevel::None;
    }
}

//! "GET / HTTP/1.1" 502: as Django grades its own.
LogLevel ofAccess(std::string_view text)
{
    const size_t at = text.find(" HTTP/"sv);
    if (at == std::string_view::npos)
        return LogLevel::None;
    const size_t quote = text.find("\" "sv, at);
    if (quote == std::string_view::npos || quote > at + 12 || quote + 5 > text.size())
        return LogLevel::None;
    const std::string_view status = text.substr(quote + 2, 3);
    if (!std::all_of(status.begin(), status.end(), isDigit))
        return LogLevel::None;
    if (status[0] == '5')
        return LogLevel::Error;
    return status[0] == '4' ? LogLevel::Warn : LogLevel::Info;
}

//! Nothing but a time, a date, and what stands in brackets.
bool isPreamble(std::string_view text)
{
    int depth = 0;
    bool any = false;
    for (const char c : text) {
        if (c == '[' || c == '(') {
            ++depth;
        } else if ((c == ']' || c == ')') && depth > 0) {
            --depth;
            any = true;
        } else {
            any = any || isDigit(c);
            if (depth == 0 && !isDigit(c)
                && "-/:.,+TZ \t|AMPUC"sv.find(c) == std::string_view::npos)
                return false;
        }
    }
    return any && depth <= 1;
}

//! Whether \a word, from \a at to \a end of \a text, is meant as a level.
bool isMeant(const Word &word, std::string_view text, size_t at, size_t end)
{
    const bool large = std::all_of(text.begin() + at, text.begin() + end, isUpper);
    size_t before = at;
    while (before > 0 && text[before - 1] == ' ')
        --before;
    size_t behind = end;
    while (behind < text.size() && text[behind] == ' ')
        ++behind;
    const char left = before > 0 ? text[before - 1] : '\0';
    const char right = behind < text.size() ? text[behind] : '\0';
    if (left == '[' && right == ']')
        return before < 2 || text[before - 2] == ' ' || text[before - 2] == '\t'
            || text[before - 2] == ']' || text[before - 2] == ':' || large;
    const bool first = before == 0;
    if (!large) // in small letters only where a compiler or a shell puts it
        return first && right == ':' && behind == end && !word.isShort && word.text != "log"sv
            && word.text != "info"sv;
    const bool between = first || isPreamble(text.substr(0, at));
    if (word.isShort)
        return between && end < text.size() && isBlank(text[end]);
    const char next = end < text.size() ? text[end] : '\0';
    // In brackets with a time before or a name behind, before a colon, a slash (celery), a bar.
    if (next == ']' || next == ')' || next == ':' || next == '/' || right == '|' || next == '>')
        return true;
    if (next == '[' && first && word.text != "log"sv) // logrus: INFO[0001]
        return true;
    if (word.text == "log"sv)
        return false;
    if (next == '!' && word.text == "err"sv) // npm ERR!
        return true;
    if (right == '-' && behind > end)
        return true;
    return between && (isBlank(next) || next == '\0') && (!first || behind < text.size());
}

LogLevel ofWords(std::string_view text)
{
    for (size_t at = 0; at < text.size();) {
        if (!isLetter(text[at])) {
            ++at;
            continue;
        }
        size_t end = at;
        while (end < text.size() && (isLetter(text[end]) || text[end] == '_'))
            ++end;
        const bool apart = (at == 0
                            || (!isDigit(text[at - 1]) && text[at - 1] != '-' && text[at - 1] != '.'
                                && text[at - 1] != '/'))
            && (end == text.size() || (!isDigit(text[end]) && text[end] != '-'));
        if (const Word *word = apart ? find(text.substr(at, end - at)) : nullptr;
            word && isMeant(*word, text, at, end))
            return word->level;
        at = end;
    }
    return LogLevel::None;
}

} // namespace

LogLevel levelOfWord(std::string_view word)
{
    const Word *found = find(word);
    return found ? found->level : LogLevel::None;
}

LogLevel levelIn(std::string_view line)
{
    const size_t start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos)
        return LogLevel::None;
    if (line[start] == '{')
        return ofJson(line.substr(start, headOfAJsonLine));
    const Head head(line, headOfALine);
    const std::string_view text = head.text();
    if (const LogLevel level = keyed(text); level != LogLevel::None)
        return level;
    if (const LogLevel level = ofLetter(text); level != LogLevel::None)
        return level;
    if (const LogLevel level = ofWords(text); level != LogLevel::None)
        return level;
    if (const LogLevel level = ofAccess(text); level != LogLevel::None)
        return level;
    const size_t object = text.find("\"level\":"sv); // behind a prefix
    return object == std::string_view::npos ? LogLevel::None : ofJson(text.substr(object));
}

QString logLevelName(LogLevel level)
{
    using namespace Qt::StringLiterals;
    switch (level) {
    case LogLevel::None:
        return {};
    case LogLevel::Trace:
        return u"TRACE"_s;
    case LogLevel::Debug:
        return u"DEBUG"_s;
    case LogLevel::Info:
        return u"INFO"_s;
    case LogLevel::Warn:
        return u"WARN"_s;
    case LogLevel::Error:
        return u"ERROR"_s;
    }
    Q_UNREACHABLE();
}

} // namespace angee
