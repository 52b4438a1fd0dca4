// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/schema.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace angee {

namespace {

constexpr std::size_t BlockSize = 16 * 1024;

// Names differ mostly at their ends; eight bytes from each side and the length tell them apart.
std::uint32_t hashName(std::string_view name)
{
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    const std::size_t size = name.size();
    if (size >= 8) {
        std::memcpy(&head, name.data(), 8);
        std::memcpy(&tail, name.data() + size - 8, 8);
    } else {
        std::memcpy(&head, name.data(), size);
    }
    std::uint64_t hash = (head ^ (size << 56U)) * 0x9e3779b97f4a7c15ULL;
    hash ^= (tail + (hash >> 29U)) * 0xbf58476d1ce4e5b9ULL;
    return static_cast<std::uint32_t>(hash >> 32U);
}

template <typename Item>
const Item *findByName(std::span<const Item> items, std::string_view name)
{
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const Item &i) { return i.name == name; });
    return found == items.end() ? nullptr : &*found;
}

} // namespace

bool TypeRef::wrapList()
{
    if (lists == MaxLists)
        return false;
    lists = (lists + 1U) & 0x1fU;
    return true;
}

bool TypeRef::wrapNonNull()
{
    if (isNonNull())
        return false;
    nonNull = (nonNull | (1U << lists)) & 0x7ffffffU;
    return true;
}

TypeRef TypeRef::nullable() const
{
    TypeRef ref = *this;
    ref.nonNull = nonNull & ~(1U << lists) & 0x7ffffffU;
    return ref;
}

TypeRef TypeRef::item() const
{
    TypeRef ref = nullable();
    ref.lists = (lists - 1U) & 0x1fU;
    return ref;
}

std::string TypeRef::toString() const
{
    std::string text(lists, '[');
    text += name;
    for (unsigned level = 0;; ++level) {
        if ((nonNull >> level) & 1U)
            text += '!';
        if (level == lists)
            return text;
        text += ']';
    }
}

Schema::Schema() = default;
Schema::Schema(Schema &&) noexcept = default;
Schema &Schema::operator=(Schema &&) noexcept = default;
Schema::~Schema() = default;

std::string_view Schema::keep(std::string_view text)
{
    if (text.size() > m_left) {
        m_left = std::max(text.size(), BlockSize);
        m_buffers.push_back(std::make_unique_for_overwrite<char[]>(m_left));
        m_free = m_buffers.back().get();
    }
    if (text.empty())
        return std::string_view("", 0);
    char *copy = m_free;
    std::memcpy(copy, text.data(), text.size());
    m_free += text.size();
    m_left -= text.size();
    return {copy, text.size()};
}

void Schema::keep(std::unique_ptr<char[]> buffer)
{
    m_buffers.push_back(std::move(buffer));
}

void Schema::grow()
{
    const std::size_t size = std::max<std::size_t>(64, m_slots.size() * 2);
    m_slots.assign(size, NoType);
    const std::size_t mask = size - 1;
    for (std::uint32_t i = 0; i < types.size(); ++i) {
        std::size_t slot = hashName(types[i].name) & mask;
        while (m_slots[slot] != NoType)
            slot = (slot + 1) & mask;
        m_slots[slot] = i;
    }
}

std::uint32_t Schema::typeIndex(std::string_view name) const
{
    if (m_slots.empty())
        return NoType;
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hashName(name) & mask;
    while (m_slots[slot] != NoType && types[m_slots[slot]].name != name)
        slot = (slot + 1) & mask;
    return m_slots[slot];
}

std::uint32_t Schema::addType(const TypeDef &type)
{
    if (const std::uint32_t known = typeIndex(type.name); known != NoType) {
        types[known] = type;
        return known;
    }
    const auto index = static_cast<std::uint32_t>(types.size());
    types.push_back(type);
    if (types.size() * 2 > m_slots.size()) {
        grow();
        return index;
    }
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hashName(type.name) & mask;
    while (m_slots[slot] != NoType)
        slot = (slot + 1) & mask;
    m_slots[slot] = index;
    return index;
}

namespace {

// Fills references, and remembers the first that leads nowhere.
class Resolver final
{
public:
    explicit Resolver(Schema &schema)
        : m_schema(schema)
    { }

    std::optional<std::string> run()
    {
        for (const TypeDef &type : m_schema.types)
            resolveType(type);
        for (const DirectiveDef &directive : m_schema.directives)
            resolveInputs(directive.args, "@", directive.name);
        return m_missing;
    }

private:
    void resolveType(const TypeDef &type)
    {
        resolveNames(type.interfaces, type);
        resolveNames(type.possibleTypes, type);
        resolveInputs(type.inputFields, type.name, {});
        for (std::uint32_t i = 0; i < type.fields.count; ++i) {
            FieldDef &field = m_schema.fields[type.fields.first + i];
            field.type.index = m_schema.typeIndex(field.type.name);
            if (field.type.index == NoType)
                miss(type.name, field.name, {}, field.type.name);
            resolveInputs(field.args, type.name, field.name);
        }
    }

    void resolveNames(Range range, const TypeDef &type)
    {
        for (std::uint32_t i = 0; i < range.count; ++i) {
            TypeName &entry = m_schema.typeNames[range.first + i];
            entry.index = m_schema.typeIndex(entry.name);
            if (entry.index == NoType)
                miss(type.name, {}, {}, entry.name);
        }
    }

    void resolveInputs(Range range, std::string_view owner, std::string_view member)
    {
        for (std::uint32_t i = 0; i < range.count; ++i) {
            InputValueDef &input = m_schema.inputValues[range.first + i];
            input.type.index = m_schema.typeIndex(input.type.name);
            if (input.type.index == NoType)
                miss(owner, member, input.name, input.type.name);
        }
    }

    void miss(std::string_view owner, std::string_view member, std::string_view argument,
              std::string_view name)
    {
        if (m_missing)
            return;
        std::string place(owner);
        if (!member.empty())
            place.append(owner == "@" ? "" : ".").append(member);
        if (!argument.empty() && member.empty())
            place.append(".").append(argument);
        else if (!argument.empty())
            place.append("(").append(argument).append(":)");
        m_missing = place.append(": ").append(name);
    }

    Schema &m_schema;
    std::optional<std::string> m_missing;
};

} // namespace

std::optional<std::string> Schema::resolve()
{
    return Resolver(*this).run();
}

const TypeDef *Schema::type(std::string_view name) const
{
    const std::uint32_t index = typeIndex(name);
    return index == NoType ? nullptr : &types[index];
}

const DirectiveDef *Schema::directive(std::string_view name) const
{
    return findByName(std::span<const DirectiveDef>(directives), name);
}

const FieldDef *Schema::field(const TypeDef &type, std::string_view name) const
{
    return findByName(fieldsOf(type), name);
}

const InputValueDef *Schema::argument(const FieldDef &field, std::string_view name) const
{
    return findByName(argsOf(field), name);
}

const InputValueDef *Schema::inputField(const TypeDef &type, std::string_view name) const
{
    return findByName(inputFieldsOf(type), name);
}

bool isSpecifiedScalar(std::string_view name)
{
    return name == "Int" || name == "Float" || name == "String" || name == "Boolean"
        || name == "ID";
}

bool isIntrospectionType(std::string_view name)
{
    static constexpr std::array<std::string_view, 8> Names{
        "__Schema", "__Directive",  "__DirectiveLocation", "__Type",
        "__Field",  "__InputValue", "__EnumValue",         "__TypeKind",
    };
    return name.starts_with("__") && std::find(Names.begin(), Names.end(), name) != Names.end();
}

bool isSpecifiedDirective(std::string_view name)
{
    return name == "skip" || name == "include" || name == "deprecated" || name == "specifiedBy"
        || name == "oneOf";
}

bool isGraphQlName(std::string_view name)
{
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    if (name.empty() || !letter(name.front()))
        return false;
    return std::all_of(name.begin(), name.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

} // namespace angee
