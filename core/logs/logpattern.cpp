// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/logs/logpattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <algorithm>
#include <array>
#include <pcre2.h>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr uint32_t mostSteps = 1'000'000; // of backtracking, for one hit
constexpr size_t stackStart = 32 * 1024;
constexpr size_t mostStack = 1024 * 1024;

QByteArray quoted(const QByteArray &text)
{
    QByteArray quoted;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || quint8(c) >= 0x80 || c == ' ' || c == '_';
        if (!plain)
            quoted += '\\';
        quoted += c;
    }
    return quoted;
}

QByteArray patternOf(const LogQuery &query)
{
    QByteArray pattern = query.text.toUtf8();
    if (!(query.options & LogQuery::Regex))
        pattern = quoted(pattern);
    return query.options & LogQuery::WholeWord ? "\\b(?:" + pattern + ")\\b" : pattern;
}

QString wordsOf(int error)
{
    std::array<PCRE2_UCHAR, 256> buffer{};
    pcre2_get_error_message(error, buffer.data(), buffer.size());
    return QString::fromUtf8(reinterpret_cast<const char *>(buffer.data()));
}

} // namespace

struct LogPattern::Compiled
{
    pcre2_code *code = nullptr;
    pcre2_match_context *context = nullptr;
    pcre2_jit_stack *stack = nullptr;

    Compiled() = default;
    Compiled(const Compiled &) = delete;
    Compiled &operator=(const Compiled &) = delete;
    ~Compiled()
    {
        pcre2_jit_stack_free(stack);
        pcre2_match_context_free(context);
        pcre2_code_free(code);
    }
};

std::optional<LogPattern> LogPattern::compile(const LogQuery &query, QString *problem)
{
    if (problem)
        problem->clear();
    if (query.text.isEmpty())
        return std::nullopt;
    const QByteArray pattern = patternOf(query);
    uint32_t flags = PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C;
    if (!(query.options & LogQuery::MatchCase))
        flags |= PCRE2_CASELESS;
    // Among ASCII bytes it makes no difference, and costs.
    if (std::any_of(pattern.cbegin(), pattern.cend(), [](char c) { return quint8(c) >= 0x80; }))
        flags |= PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF;
    int error = 0;
    PCRE2_SIZE offset = 0;
    auto compiled = std::make_shared<Compiled>();
    compiled->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.constData()),
                                   size_t(pattern.size()), flags, &error, &offset, nullptr);
    if (!compiled->code) {
        if (problem)
            *problem = wordsOf(error);
        return std::nullopt;
    }
    pcre2_jit_compile(compiled->code, PCRE2_JIT_COMPLETE); // without it the same, slower
    compiled->context = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(compiled->context, mostSteps);
    compiled->stack = pcre2_jit_stack_create(stackStart, mostStack, nullptr);
    pcre2_jit_stack_assign(compiled->context, nullptr, compiled->stack);
    LogPattern made;
    made.m_match = {pcre2_match_data_create_from_pattern(compiled->code, nullptr), [](void *data) {
                        pcre2_match_data_free(static_cast<pcre2_match_data *>(data));
                    }};
    made.m_compiled = std::move(compiled);
    return made;
}

std::optional<LogPattern::Hit> LogPattern::find(QByteArrayView bytes, qsizetype from) const
{
    auto *match = static_cast<pcre2_match_data *>(m_match.get());
    if (from > bytes.size())
        return std::nullopt;
    const int found = pcre2_match(
        m_compiled->code, reinterpret_cast<PCRE2_SPTR>(bytes.data() ? bytes.data() : ""),
        size_t(bytes.size()), size_t(from), PCRE2_NO_UTF_CHECK, match, m_compiled->context);
    if (found < 0)
        return std::nullopt;
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(match);
    if (at[1] < at[0]) // \K in a lookahead
        return std::nullopt;
    return Hit{qsizetype(at[0]), qsizetype(at[1] - at[0])};
}

} // namespace angee
