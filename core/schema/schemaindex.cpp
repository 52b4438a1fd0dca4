// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/schemaindex.h"

#include <QStringList>

#include <algorithm>
#include <cstring>
#include <limits>

namespace angee {

namespace {

using Kind = SchemaElement::Kind;

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

// Case folding, and line ends made blanks: they separate the texts.
std::string folded(std::string_view text)
{
    std::string result(text);
    if (!isAscii(text))
        result = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
                     .toCaseFolded()
                     .toStdString();
    for (char &c : result)
        c = c == '\n' ? ' ' : lower(c);
    return result;
}

bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
        || static_cast<unsigned char>(c) >= 0x80;
}

bool startsWord(std::string_view name, std::size_t at)
{
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return at == 0 || (name[at - 1] == '_' && name[at] != '_')
        || (capital(name[at]) && !capital(name[at - 1]))
        || (capital(name[at]) && at + 1 < name.size() && !capital(name[at + 1]));
}

// Calls found(entry, offset in the text) for every place of a word; one entry may come again.
template <typename Found>
void findAll(const std::string &bytes, const std::vector<std::uint32_t> &starts,
             const std::string &word, Found &&found)
{
    std::size_t entry = 0;
    const char *const begin = bytes.data();
    const char *const end = begin + bytes.size();
    const char *at = begin;
    while (at < end) {
        at = static_cast<const char *>(
            ::memmem(at, static_cast<std::size_t>(end - at), word.data(), word.size()));
        if (!at)
            return;
        const auto offset = static_cast<std::uint32_t>(at - begin);
        entry = static_cast<std::size_t>(
                    std::upper_bound(starts.begin() + static_cast<std::ptrdiff_t>(entry),
                                     starts.end(), offset)
                    - starts.begin())
            - 1;
        found(entry, offset - starts[entry]);
        ++at;
    }
}

void improve(SchemaMatch *rank, SchemaMatch match)
{
    *rank = std::min(*rank, match);
}

} // namespace

void SchemaIndex::Texts::add(std::string_view text)
{
    bytes += '\n';
    starts.push_back(static_cast<std::uint32_t>(bytes.size()));
    bytes += text;
}

SchemaIndex::SchemaIndex(const Schema &schema)
{
    const SchemaElements elements(schema);
    elements.forEach([&](const SchemaElement &element) {
        const bool ofDirective =
            element.kind == Kind::Directive || element.kind == Kind::DirectiveArgument;
        const std::string_view owner =
            ofDirective ? schema.directives[element.owner].name : schema.types[element.owner].name;
        const bool hidden = ofDirective ? isSpecifiedDirective(owner)
                                        : isSpecifiedScalar(owner) || isIntrospectionType(owner);
        if (!hidden)
            addEntry(schema, element);
    });
    addUses(schema);
}

void SchemaIndex::addEntry(const Schema &schema, const SchemaElement &element)
{
    const SchemaElements elements(schema);
    const std::string_view name = elements.name(element);
    const auto entry = static_cast<std::uint32_t>(m_entries.size());
    const bool isOwner = element.kind == Kind::Type || element.kind == Kind::Directive;
    m_owners.push_back(isOwner ? entry : m_owners.back());
    m_entries.push_back(element);
    m_names.add(folded(name));
    m_wordStarts.resize(m_names.bytes.size(), false);
    for (std::size_t i = 0; i < name.size(); ++i)
        m_wordStarts[m_names.starts.back() + i] = startsWord(name, i);
    m_nameSizes.push_back(static_cast<std::uint8_t>(
        std::min<std::size_t>(name.size(), std::numeric_limits<std::uint8_t>::max())));
    m_descriptions.add(folded(elements.description(element).valueOr({})));
}

void SchemaIndex::addUses(const Schema &schema)
{
    std::vector<std::pair<std::uint32_t, SchemaUse>> uses;
    const auto use = [&](std::uint32_t type, const SchemaElement &element, SchemaUse::As as) {
        if (type != NoType)
            uses.push_back({type, {element, as}});
    };
    const SchemaElements elements(schema);
    elements.forEach([&](const SchemaElement &element) {
        if (element.kind == Kind::Type) {
            const TypeDef &type = schema.types[element.owner];
            for (const TypeName &name : schema.interfacesOf(type))
                use(name.index, element, SchemaUse::As::Interface);
            for (const TypeName &name : schema.possibleTypesOf(type))
                use(name.index, element, SchemaUse::As::Member);
        } else if (const TypeRef *type = elements.type(element)) {
            const bool builtIn = element.kind == Kind::DirectiveArgument
                ? isSpecifiedDirective(schema.directives[element.owner].name)
                : isIntrospectionType(schema.types[element.owner].name);
            const SchemaUse::As as = element.kind == Kind::Field ? SchemaUse::As::Result
                : element.kind == Kind::InputField               ? SchemaUse::As::InputField
                                                                 : SchemaUse::As::Argument;
            if (!builtIn)
                use(type->index, element, as);
        }
    });
    std::stable_sort(uses.begin(), uses.end(),
                     [](const auto &a, const auto &b) { return a.first < b.first; });
    m_useStarts.assign(schema.types.size() + 1, 0);
    for (const auto &[type, entry] : uses) {
        ++m_useStarts[type + 1];
        m_uses.push_back(entry);
    }
    for (std::size_t i = 1; i < m_useStarts.size(); ++i)
        m_useStarts[i] += m_useStarts[i - 1];
}

std::span<const SchemaUse> SchemaIndex::usedBy(std::uint32_t type) const
{
    if (std::size_t{type} + 1 >= m_useStarts.size())
        return {};
    return std::span(m_uses).subspan(m_useStarts[type], m_useStarts[type + 1] - m_useStarts[type]);
}

SchemaMatch SchemaIndex::nameMatch(std::size_t entry, std::size_t at, std::size_t size) const
{
    if (at == 0)
        return size == m_nameSizes[entry] ? SchemaMatch::WholeName : SchemaMatch::NamePrefix;
    return m_wordStarts[m_names.starts[entry] + at] ? SchemaMatch::NameWord : SchemaMatch::NamePart;
}

void SchemaIndex::matchNames(const std::string &word, Ranks *ranks) const
{
    findAll(m_names.bytes, m_names.starts, word, [&](std::size_t entry, std::size_t at) {
        improve(&(*ranks)[entry], nameMatch(entry, at, word.size()));
    });
}

void SchemaIndex::matchDescriptions(const std::string &word, Ranks *ranks) const
{
    findAll(m_descriptions.bytes, m_descriptions.starts, word,
            [&](std::size_t entry, std::size_t at) {
                const char before = m_descriptions.bytes[m_descriptions.starts[entry] + at - 1];
                improve(&(*ranks)[entry],
                        isWordByte(before) ? SchemaMatch::DescriptionPart
                                           : SchemaMatch::DescriptionWord);
            });
}

// Members whose owner's name holds the word.
void SchemaIndex::matchOwners(const std::string &word, SchemaMatch best, Ranks *ranks) const
{
    Ranks owners(m_entries.size(), SchemaMatch::None);
    matchNames(word, &owners);
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_owners[i] != i && owners[m_owners[i]] != SchemaMatch::None)
            improve(&(*ranks)[i], std::max(best, owners[m_owners[i]]));
    }
}

// The rank of every entry: the worst over the words, as each must match.
SchemaIndex::Ranks SchemaIndex::rank(const QString &query) const
{
    Ranks ranks(m_entries.size(), SchemaMatch::WholeName);
    const auto require = [&](const Ranks &word) {
        for (std::size_t i = 0; i < ranks.size(); ++i)
            ranks[i] = std::max(ranks[i], word[i]);
    };
    const QString folding = query.toCaseFolded();
    const QStringList words = folding.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &text : words) {
        Ranks found(m_entries.size(), SchemaMatch::None);
        const qsizetype dot = text.indexOf(QLatin1Char('.'));
        const std::string name = text.sliced(dot + 1).toStdString();
        if (dot > 0) {
            matchOwners(text.first(dot).toStdString(), SchemaMatch::WholeName, &found);
            require(found);
            if (name.empty())
                continue;
            found.assign(m_entries.size(), SchemaMatch::None);
            matchNames(name, &found);
        } else if (!name.empty()) {
            matchNames(name, &found);
            matchDescriptions(name, &found);
            if (words.size() > 1)
                matchOwners(name, SchemaMatch::NamePart, &found);
        }
        require(found);
    }
    return ranks;
}

SchemaHits SchemaIndex::search(const QString &query, std::size_t limit) const
{
    SchemaHits result;
    if (query.simplified().isEmpty())
        return result;
    const Ranks ranks = rank(query.simplified());
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < ranks.size(); ++i) {
        if (ranks[i] != SchemaMatch::None)
            order.push_back(i);
    }
    result.total = order.size();
    const auto better = [&](std::uint32_t a, std::uint32_t b) {
        const auto key = [&](std::uint32_t i) {
            const bool isMember = m_owners[i] != i;
            return std::tuple(ranks[i], isMember, m_nameSizes[i], i);
        };
        return key(a) < key(b);
    };
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(limit, order.size()));
    std::partial_sort(order.begin(), end, order.end(), better);
    for (auto at = order.begin(); at != end; ++at)
        result.hits.push_back({m_entries[*at], ranks[*at]});
    return result;
}

} // namespace angee
