// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schemaelement.h"

#include <QString>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace angee {

//! \brief How well a definition answers a search; better ranks are smaller.
enum class SchemaMatch : std::uint8_t {
    WholeName,
    NamePrefix,
    NameWord, //!< At a capital after a small letter, or behind "_".
    NamePart,
    DescriptionWord,
    DescriptionPart,
    None,
};

struct SchemaHit
{
    SchemaElement element;
    SchemaMatch match = SchemaMatch::None;

    friend bool operator==(const SchemaHit &, const SchemaHit &) = default;
};

//! \brief The best hits and how many there are in all.
struct SchemaHits
{
    std::vector<SchemaHit> hits;
    std::size_t total = 0;
};

//! \brief Where a type is used, and as what.
struct SchemaUse
{
    enum class As : std::uint8_t {
        Result, //!< A field returns it.
        Argument, //!< Of a field or a directive.
        InputField,
        Interface, //!< The element implements it.
        Member, //!< The element is a union that contains it.
    };
    SchemaElement element;
    As as = As::Result;
};

//! \brief Finds definitions by what is typed, and types by where they are used.
//!
//! Covers everything that is printed: the built-in scalars, directives and introspection types are
//! no hits (but are looked up by usedBy()). Building folds all texts once, best on a worker; after
//! that the index is only read, from any number of threads. The schema must outlive it.
class SchemaIndex final
{
public:
    explicit SchemaIndex(const Schema &schema);

    //! Searches names and descriptions without regard to case. Several words must all match, each
    //! in the name, the owner's name or the description; "owner.name" takes a part of each. Ranked:
    //! by match, then types before members, shorter names first, then in the order of the schema.
    [[nodiscard]] SchemaHits search(const QString &query, std::size_t limit = 200) const;

    //! In the order of the schema.
    [[nodiscard]] std::span<const SchemaUse> usedBy(std::uint32_t type) const;

private:
    // Folded texts one behind the other, each after a line end, for one search through all.
    struct Texts
    {
        std::string bytes;
        std::vector<std::uint32_t> starts; // by entry
        void add(std::string_view text);
    };
    using Ranks = std::vector<SchemaMatch>; // by entry

    void addUses(const Schema &schema);
    void addEntry(const Schema &schema, const SchemaElement &element);
    void matchNames(const std::string &word, Ranks *ranks) const;
    void matchDescriptions(const std::string &word, Ranks *ranks) const;
    void matchOwners(const std::string &word, SchemaMatch best, Ranks *ranks) const;
    [[nodiscard]] Ranks rank(const QString &query) const;
    [[nodiscard]] SchemaMatch nameMatch(std::size_t entry, std::size_t at, std::size_t size) const;

    std::vector<SchemaElement> m_entries;
    std::vector<std::uint32_t> m_owners; // entry of the owner, by entry; itself for an owner
    std::vector<std::uint8_t> m_nameSizes;
    std::vector<bool> m_wordStarts; // by byte of m_names
    Texts m_names;
    Texts m_descriptions;
    std::vector<std::uint32_t> m_useStarts; // by type, and one behind
    std::vector<SchemaUse> m_uses;
};

} // namespace angee
