// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schemamessage.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace angee {

//! \brief A text that may be absent, which is something else than empty ("" prints, null does not).
class OptionalText final
{
public:
    constexpr OptionalText() = default;
    //! A present text, also when \a text has a null pointer.
    constexpr OptionalText(std::string_view text)
        : m_text(text.data() ? text : std::string_view(""))
    { }

    [[nodiscard]] constexpr bool hasValue() const { return m_text.data() != nullptr; }
    [[nodiscard]] constexpr explicit operator bool() const { return hasValue(); }
    [[nodiscard]] constexpr std::string_view operator*() const { return m_text; }
    [[nodiscard]] constexpr std::string_view valueOr(std::string_view other) const
    {
        return hasValue() ? m_text : other;
    }
    friend constexpr bool operator==(OptionalText a, OptionalText b)
    {
        return a.hasValue() == b.hasValue() && a.m_text == b.m_text;
    }

private:
    std::string_view m_text;
};

enum class TypeKind : std::uint8_t {
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
};

inline constexpr std::uint32_t NoType = 0xffffffffU;

//! \brief A named type within lists and "!", such as [[Int!]!]!; 24 bytes, no allocation.
//!
//! Level 0 is the named type, level n the n-th list around it counted from inside; each level may
//! be non-null. At most MaxLists lists, so no walk over a reference is unbounded.
struct TypeRef
{
    static constexpr unsigned MaxLists = 26;

    std::string_view name;
    std::uint32_t index = NoType; //!< Into Schema::types, after Schema::resolve().
    std::uint32_t lists : 5 = 0;
    std::uint32_t nonNull : 27 = 0; //!< Bit n: level n is non-null.

    //! Puts a list around it; false, and no change, when MaxLists is reached.
    [[nodiscard]] bool wrapList();
    //! Makes the outermost level non-null; false when it already is.
    [[nodiscard]] bool wrapNonNull();

    [[nodiscard]] bool isNonNull() const { return ((nonNull >> lists) & 1U) != 0; }
    [[nodiscard]] bool isList() const { return lists != 0; } //!< Looking through an outer "!".
    [[nodiscard]] TypeRef nullable() const; //!< Without the outermost "!".
    [[nodiscard]] TypeRef item() const; //!< What the outermost list holds; needs isList().
    [[nodiscard]] bool sameShape(const TypeRef &other) const
    {
        return lists == other.lists && nonNull == other.nonNull;
    }
    [[nodiscard]] std::string toString() const;

    //! By name and shape, so that references of two schemas can be compared.
    friend bool operator==(const TypeRef &a, const TypeRef &b)
    {
        return a.sameShape(b) && a.name == b.name;
    }
};

//! \brief A run of consecutive elements of one of Schema's pools.
struct Range
{
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

//! \brief An argument or an input field. \a defaultValue is the literal as the server gave it.
struct InputValueDef
{
    std::string_view name;
    OptionalText description;
    OptionalText defaultValue;
    OptionalText deprecationReason;
    TypeRef type;
};

struct FieldDef
{
    std::string_view name;
    OptionalText description;
    OptionalText deprecationReason;
    TypeRef type;
    Range args; //!< Into Schema::inputValues.
};

struct EnumValueDef
{
    std::string_view name;
    OptionalText description;
    OptionalText deprecationReason;
};

//! \brief The name of an interface or of a union's member, and its type after resolve().
struct TypeName
{
    std::string_view name;
    std::uint32_t index = NoType;
};

struct TypeDef
{
    TypeKind kind = TypeKind::Scalar;
    bool oneOf = false; //!< Input objects only.
    std::string_view name;
    OptionalText description;
    OptionalText specifiedByUrl; //!< Scalars only.
    Range fields; //!< Objects and interfaces; into Schema::fields.
    Range inputFields; //!< Input objects; into Schema::inputValues.
    Range enumValues; //!< Enums; into Schema::enumValues.
    Range interfaces; //!< Objects and interfaces; into Schema::typeNames.
    Range possibleTypes; //!< Unions; into Schema::typeNames.
};

struct DirectiveDef
{
    std::string_view name;
    OptionalText description;
    OptionalText deprecationReason;
    bool repeatable = false;
    Range args; //!< Into Schema::inputValues.
    Range locations; //!< Into Schema::locations.
};

//! \brief A GraphQL schema in memory: plain structs in a few pools, texts as UTF-8 views.
//!
//! The texts live in buffers that the schema owns; every view ends with it. A schema can be moved
//! (views and references by index stay good) but not copied. Once built it is only read, and may
//! then be read from any number of threads.
//!
//! To build one: keep() each text, append() the members of a type or directive to their pool, give
//! the returned range to the TypeDef or DirectiveDef, addType(), push to \a directives, set the
//! roots, and call resolve() at the end.
class Schema final
{
public:
    Schema();
    Schema(Schema &&) noexcept;
    Schema &operator=(Schema &&) noexcept;
    Schema(const Schema &) = delete;
    Schema &operator=(const Schema &) = delete;
    ~Schema();

    OptionalText description;
    OptionalText queryType;
    OptionalText mutationType;
    OptionalText subscriptionType;
    std::vector<DirectiveDef> directives;

    std::vector<TypeDef> types; //!< Add through addType(), which keeps the index by name.
    std::vector<FieldDef> fields;
    std::vector<InputValueDef> inputValues;
    std::vector<EnumValueDef> enumValues;
    std::vector<TypeName> typeNames;
    std::vector<std::string_view> locations;

    //! Copies \a text into the schema; the view lives as long as the schema.
    std::string_view keep(std::string_view text);
    //! Takes over a whole buffer, of which the caller keeps views.
    void keep(std::unique_ptr<char[]> buffer, std::size_t size);

    //! Appends \a items to \a pool (one of this schema's) and says where they are.
    template <typename Item>
    static Range append(std::vector<Item> &pool, const std::vector<Item> &items)
    {
        const Range range{static_cast<std::uint32_t>(pool.size()),
                          static_cast<std::uint32_t>(items.size())};
        pool.insert(pool.end(), items.begin(), items.end());
        return range;
    }

    //! Adds a type and returns its index. A name that is already there keeps its place and gets
    //! the new definition, as in graphql-js.
    std::uint32_t addType(const TypeDef &type);
    //! Fills the index of every reference and checks that each leads to a type that may stand
    //! there: output types for fields, input types for arguments and input fields, interfaces,
    //! objects as union members and roots. Returns the first fault, with its coordinate. The
    //! introspection types are left out: nothing prints them, and old servers describe them badly.
    std::optional<SchemaMessage> resolve();

    //! Bytes of all texts; a measure for what printing will need.
    [[nodiscard]] std::size_t textBytes() const { return m_bytes; }

    [[nodiscard]] std::uint32_t typeIndex(std::string_view name) const; //!< NoType if none.
    [[nodiscard]] const TypeDef *type(std::string_view name) const; //!< nullptr if none.
    [[nodiscard]] const DirectiveDef *directive(std::string_view name) const;
    [[nodiscard]] const FieldDef *field(const TypeDef &type, std::string_view name) const;
    [[nodiscard]] const InputValueDef *argument(const FieldDef &field, std::string_view name) const;
    [[nodiscard]] const InputValueDef *inputField(const TypeDef &type, std::string_view name) const;

    [[nodiscard]] std::span<const FieldDef> fieldsOf(const TypeDef &type) const
    {
        return std::span(fields).subspan(type.fields.first, type.fields.count);
    }
    [[nodiscard]] std::span<const InputValueDef> inputFieldsOf(const TypeDef &type) const
    {
        return inputs(type.inputFields);
    }
    [[nodiscard]] std::span<const InputValueDef> argsOf(const FieldDef &field) const
    {
        return inputs(field.args);
    }
    [[nodiscard]] std::span<const InputValueDef> argsOf(const DirectiveDef &directive) const
    {
        return inputs(directive.args);
    }
    [[nodiscard]] std::span<const EnumValueDef> enumValuesOf(const TypeDef &type) const
    {
        return std::span(enumValues).subspan(type.enumValues.first, type.enumValues.count);
    }
    [[nodiscard]] std::span<const TypeName> interfacesOf(const TypeDef &type) const
    {
        return std::span(typeNames).subspan(type.interfaces.first, type.interfaces.count);
    }
    [[nodiscard]] std::span<const TypeName> possibleTypesOf(const TypeDef &type) const
    {
        return std::span(typeNames).subspan(type.possibleTypes.first, type.possibleTypes.count);
    }
    [[nodiscard]] std::span<const std::string_view> locationsOf(const DirectiveDef &directive) const
    {
        return std::span(locations).subspan(directive.locations.first, directive.locations.count);
    }

private:
    [[nodiscard]] std::span<const InputValueDef> inputs(Range range) const
    {
        return std::span(inputValues).subspan(range.first, range.count);
    }
    void grow();

    std::vector<std::unique_ptr<char[]>> m_buffers;
    char *m_free = nullptr;
    std::size_t m_left = 0;
    std::size_t m_bytes = 0;
    std::vector<std::uint32_t> m_slots; // open addressing over types, by name
};

//! \brief True for Int, Float, String, Boolean and ID.
[[nodiscard]] bool isSpecifiedScalar(std::string_view name);
//! \brief True for the eight types of the introspection system, by exact name.
[[nodiscard]] bool isIntrospectionType(std::string_view name);
//! \brief True for skip, include, deprecated, specifiedBy and oneOf.
[[nodiscard]] bool isSpecifiedDirective(std::string_view name);
//! \brief True for [_A-Za-z][_0-9A-Za-z]*.
[[nodiscard]] bool isGraphQlName(std::string_view name);

} // namespace angee
