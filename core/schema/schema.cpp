// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/schema.h"

#include "core/schema/nameset.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace angee {

namespace {

constexpr std::size_t BlockSize = 16 * 1024;

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
    m_bytes += text.size();
    return {copy, text.size()};
}

void Schema::keep(std::unique_ptr<char[]> buffer, std::size_t size)
{
    m_buffers.push_back(std::move(buffer));
    m_bytes += size;
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
    while (m_slots[slot] != NoType && !sameName(types[m_slots[slot]].name, name))
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

// Fills references, and remembers the first that is wrong.
class Resolver final
{
public:
    explicit Resolver(Schema &schema)
        : m_schema(schema)
    { }

    std::optional<SchemaMessage> run()
    {
        for (const TypeDef &type : m_schema.types) {
            if (!resolveType(type))
                return m_fault;
        }
        m_strict = true;
        for (const DirectiveDef &directive : m_schema.directives) {
            if (!resolveInputs(directive.args, "@", directive.name))
                return m_fault;
        }
        if (resolveRoot(m_schema.queryType, "query")
            && resolveRoot(m_schema.mutationType, "mutation"))
            resolveRoot(m_schema.subscriptionType, "subscription");
        return m_fault;
    }

private:
    bool resolveType(const TypeDef &type)
    {
        m_strict = !isIntrospectionType(type.name);
        for (std::uint32_t i = 0; i < type.fields.count; ++i) {
            FieldDef &field = m_schema.fields[type.fields.first + i];
            const TypeDef *target = find(field.type);
            if (!target || target->kind == TypeKind::InputObject) {
                if (!fault(target, NeedsOutput, field.type.name, {type.name, field.name, {}}))
                    return false;
            }
            if (!resolveInputs(field.args, type.name, field.name))
                return false;
        }
        return resolveInputs(type.inputFields, type.name, {})
            && resolveNames(type.interfaces, TypeKind::Interface, NeedsInterface, type.name)
            && resolveNames(type.possibleTypes, TypeKind::Object, NeedsObject, type.name);
    }

    bool resolveInputs(Range range, std::string_view owner, std::string_view member)
    {
        for (std::uint32_t i = 0; i < range.count; ++i) {
            InputValueDef &input = m_schema.inputValues[range.first + i];
            const TypeDef *target = find(input.type);
            const bool right = target
                && (target->kind == TypeKind::Scalar || target->kind == TypeKind::Enum
                    || target->kind == TypeKind::InputObject);
            if (!right && !fault(target, NeedsInput, input.type.name, {owner, member, input.name}))
                return false;
        }
        return true;
    }

    bool resolveNames(Range range, TypeKind kind, const char *needs, std::string_view owner)
    {
        for (std::uint32_t i = 0; i < range.count; ++i) {
            TypeName &entry = m_schema.typeNames[range.first + i];
            entry.index = m_schema.typeIndex(entry.name);
            const TypeDef *target = entry.index == NoType ? nullptr : &m_schema.types[entry.index];
            if ((!target || target->kind != kind)
                && !fault(target, needs, entry.name, {owner, {}, {}}))
                return false;
        }
        return true;
    }

    bool resolveRoot(OptionalText name, std::string_view operation)
    {
        const TypeDef *target = name ? m_schema.type(*name) : nullptr;
        if (!name || (target && target->kind == TypeKind::Object))
            return true;
        return fault(target, NeedsObject, *name, {operation, {}, {}});
    }

    const TypeDef *find(TypeRef &ref)
    {
        ref.index = m_schema.typeIndex(ref.name);
        return ref.index == NoType ? nullptr : &m_schema.types[ref.index];
    }

    struct Place
    {
        std::string_view owner;
        std::string_view member;
        std::string_view argument;
    };

    // Notes what is wrong and says whether to go on.
    bool fault(const TypeDef *target, const char *needs, std::string_view name, const Place &place)
    {
        if (!m_strict)
            return true;
        m_fault.emplace();
        m_fault->text = target ? needs : Unknown;
        m_fault->arguments.emplace_back(name);
        m_fault->place = place.owner;
        if (!place.member.empty())
            m_fault->place.append(place.owner == "@" ? "" : ".").append(place.member);
        if (!place.argument.empty() && place.member.empty())
            m_fault->place.append(".").append(place.argument);
        else if (!place.argument.empty())
            m_fault->place.append("(").append(place.argument).append(":)");
        return false;
    }

    static constexpr const char *Unknown =
        QT_TRANSLATE_NOOP("angee::Schema", "unknown type \"%1\"; the schema is incomplete");
    static constexpr const char *NeedsOutput =
        QT_TRANSLATE_NOOP("angee::Schema", "\"%1\" is an input type; a field needs an output type");
    static constexpr const char *NeedsInput = QT_TRANSLATE_NOOP(
        "angee::Schema", "\"%1\" is no input type; arguments and input fields need one");
    static constexpr const char *NeedsInterface =
        QT_TRANSLATE_NOOP("angee::Schema", "\"%1\" is no interface");
    static constexpr const char *NeedsObject =
        QT_TRANSLATE_NOOP("angee::Schema", "\"%1\" is no object type");

    Schema &m_schema;
    bool m_strict = true;
    std::optional<SchemaMessage> m_fault;
};

} // namespace

std::optional<SchemaMessage> Schema::resolve()
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
