// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/defaultvalues.h"

#include "core/schema/sdlwriting.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace angee {

namespace {

// Enough for every real schema hundreds of times over.
constexpr std::size_t MaxWork = 64U * 1024 * 1024;
constexpr std::size_t ManyFields = 16;
constexpr unsigned MaxDepth = 500; // of literals, and of defaults that use other defaults
constexpr std::uint32_t NoNode = 0xffffffffU;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// An IntValue as the grammar has it: "-"? and no leading zeros.
bool isIntText(std::string_view text)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    return !text.empty() && (text == "0" || text[0] != '0')
        && std::all_of(text.begin(), text.end(), isDigit);
}

// JavaScript's parseFloat of a well-formed number: out of range is infinite or zero.
double toDouble(std::string_view text)
{
    double value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc::result_out_of_range)
        return value;
    // from_chars does not say on which side; the power of ten of the first digit does.
    const std::size_t e = std::min(text.find_first_of("eE"), text.size());
    long power = 0;
    if (e < text.size()) {
        const std::size_t plus = text.substr(e + 1, 1) == "+" ? 1 : 0;
        const auto read =
            std::from_chars(text.data() + e + 1 + plus, text.data() + text.size(), power);
        if (read.ec == std::errc::result_out_of_range)
            power = text.substr(e + 1, 1) == "-" ? std::numeric_limits<int>::min()
                                                 : std::numeric_limits<int>::max();
    }
    const std::string_view mantissa = text.substr(0, e);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos)
        return 0;
    const long place = static_cast<long>(point) - static_cast<long>(first);
    return power + place > 0 ? std::numeric_limits<double>::infinity() : 0;
}

// The last child with that name, as a map built from the list would have it.
std::uint32_t childNamed(const std::vector<LiteralNode> &nodes, std::uint32_t parent,
                         std::string_view name)
{
    std::uint32_t found = NoNode;
    for (std::uint32_t i = parent + 1; i < nodes[parent].end; i = nodes[i].end) {
        if (nodes[i].name == name)
            found = i;
    }
    return found;
}

} // namespace

DefaultValues::DefaultValues(const Schema &schema)
    : m_schema(schema)
    , m_scalars(schema.types.size(), Scalar::None)
{
    for (std::size_t i = 0; i < schema.types.size(); ++i) {
        if (schema.types[i].kind != TypeKind::Scalar)
            continue;
        const std::string_view name = schema.types[i].name;
        m_scalars[i] = name == "Int" ? Scalar::Int
            : name == "Float"        ? Scalar::Float
            : name == "String"       ? Scalar::String
            : name == "Boolean"      ? Scalar::Boolean
            : name == "ID"           ? Scalar::Id
                                     : Scalar::Custom;
    }
}

DefaultValues::Outcome DefaultValues::append(OutputBuffer &out, const InputValueDef &input)
{
    if (!input.defaultValue)
        return Outcome::None;
    const std::string_view source = *input.defaultValue;
    Outcome outcome = Outcome::Printed;
    if (appendSimple(out, source, input.type, &outcome))
        return outcome;
    if (!m_literal.parse(source))
        return Outcome::Unreadable;
    const std::size_t begin = out.size();
    Job job{m_literal.nodes(), out};
    if (!coerce(job, 0, input.type)) {
        out.truncate(begin);
        return Outcome::Dropped;
    }
    if (!job.throws)
        return Outcome::Printed;
    out.truncate(begin);
    return keep(out, m_literal, source);
}

// The literals that most defaults are, without parsing: null, booleans, small integers, plain
// strings, enum values. False when it is something else.
bool DefaultValues::appendSimple(OutputBuffer &out, std::string_view literal, const TypeRef &type,
                                 Outcome *outcome) const
{
    if (literal == "null") {
        *outcome = type.isNonNull() ? Outcome::Dropped : Outcome::Printed;
        if (*outcome == Outcome::Printed)
            out.append(literal);
        return true;
    }
    if (type.isList() || type.index >= m_scalars.size() || literal.empty())
        return false;
    const auto print = [&] {
        out.append(literal);
        return true;
    };
    const TypeDef &def = m_schema.types[type.index];
    switch (m_scalars[type.index]) {
    case Scalar::Boolean:
        return (literal == "true" || literal == "false") && print();
    case Scalar::Int:
        return literal.size() < 10 && literal != "-0" && isIntText(literal) && print();
    case Scalar::String: {
        const bool quoted = literal.size() >= 2 && literal.front() == '"' && literal.back() == '"';
        const std::string_view body = quoted ? literal.substr(1, literal.size() - 2) : literal;
        const auto plain = [](char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; };
        return quoted && std::all_of(body.begin(), body.end(), plain) && print();
    }
    case Scalar::None:
        return def.kind == TypeKind::Enum && def.enumValues.count < 64 && hasEnumValue(def, literal)
            && print();
    default:
        return false;
    }
}

// Variables cannot stand in a schema, and line ends or comments not between the arguments of one
// line: the first are left out, the others printed from the nodes.
DefaultValues::Outcome DefaultValues::keep(OutputBuffer &out, const Literal &literal,
                                           std::string_view source) const
{
    const std::vector<LiteralNode> &nodes = literal.nodes();
    if (std::any_of(nodes.begin(), nodes.end(),
                    [](const LiteralNode &node) { return node.kind == LiteralKind::Variable; }))
        return Outcome::Unreadable;
    if (source.find_first_of("\n\r#") == std::string_view::npos) {
        out.append(source);
        return Outcome::Kept;
    }
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const LiteralNode &node = nodes[i];
        if (i > 0 && i > open.back() + 1)
            out.append(", ");
        if (!node.name.empty()) {
            out.append(node.name);
            out.append(": ");
        }
        if (node.kind == LiteralKind::List || node.kind == LiteralKind::Object) {
            out.append(node.kind == LiteralKind::List ? '[' : '{');
            open.push_back(i);
        } else if (node.kind == LiteralKind::String) {
            appendStringLiteral(out, node.text);
        } else {
            out.append(node.text);
        }
        while (!open.empty() && nodes[open.back()].end == i + 1) {
            out.append(nodes[open.back()].kind == LiteralKind::List ? ']' : '}');
            open.pop_back();
        }
    }
    return Outcome::Kept;
}

// False for what graphql-js calls undefined: the literal does not fit the type. What makes it throw
// only later, when it prints, is noted in the job.
bool DefaultValues::coerce(Job &job, std::uint32_t node, const TypeRef &type)
{
    if (!spend(job, 1))
        return true;
    const LiteralNode &literal = job.nodes[node];
    if (literal.kind == LiteralKind::Variable)
        return false;
    if (literal.kind == LiteralKind::Null) {
        job.out.append("null");
        return !type.isNonNull();
    }
    if (type.isList())
        return coerceList(job, node, type.item());
    if (type.index >= m_scalars.size())
        return false;
    const TypeDef &def = m_schema.types[type.index];
    if (def.kind == TypeKind::Scalar)
        return coerceScalar(job, literal, m_scalars[type.index]);
    if (def.kind == TypeKind::Enum)
        return coerceEnum(job, literal, def);
    if (def.kind != TypeKind::InputObject || literal.kind != LiteralKind::Object)
        return false;
    if (m_depth == MaxDepth) {
        job.throws = true;
        return true;
    }
    ++m_depth;
    const bool fits = coerceObject(job, node, def);
    --m_depth;
    return fits;
}

bool DefaultValues::coerceList(Job &job, std::uint32_t node, const TypeRef &item)
{
    job.out.append('[');
    if (job.nodes[node].kind != LiteralKind::List) {
        if (!coerce(job, node, item))
            return false;
    } else {
        for (std::uint32_t i = node + 1; i < job.nodes[node].end; i = job.nodes[i].end) {
            if (i > node + 1)
                job.out.append(", ");
            if (job.nodes[i].kind == LiteralKind::Variable && !item.isNonNull())
                job.out.append("null");
            else if (!coerce(job, i, item))
                return false;
        }
    }
    job.out.append(']');
    return true;
}

bool DefaultValues::coerceObject(Job &job, std::uint32_t node, const TypeDef &type)
{
    const auto fields = m_schema.inputFieldsOf(type);
    std::size_t children = 0;
    for (std::uint32_t i = node + 1; i < job.nodes[node].end; i = job.nodes[i].end)
        ++children;
    std::unordered_map<std::string_view, std::uint32_t> byName;
    if (children > ManyFields) {
        for (std::uint32_t i = node + 1; i < job.nodes[node].end; i = job.nodes[i].end)
            byName[job.nodes[i].name] = i;
    }
    const auto childOf = [&](std::string_view name) {
        if (children <= ManyFields)
            return childNamed(job.nodes, node, name);
        const auto found = byName.find(name);
        return found == byName.end() ? NoNode : found->second;
    };

    job.out.append('{');
    std::size_t count = 0;
    bool hasNull = false;
    for (const InputValueDef &field : fields) {
        if (!spend(job, 1))
            return true;
        const std::size_t before = job.out.size();
        if (count > 0)
            job.out.append(", ");
        job.out.append(field.name);
        job.out.append(": ");
        bool present = false;
        bool isNull = false;
        if (!coerceField(job, childOf(field.name), field, &present, &isNull))
            return false;
        if (!present)
            job.out.truncate(before);
        count += present ? 1 : 0;
        hasNull = hasNull || isNull;
    }
    job.out.append('}');
    return !type.oneOf || (count == 1 && !hasNull);
}

bool DefaultValues::coerceField(Job &job, std::uint32_t node, const InputValueDef &field,
                                bool *present, bool *isNull)
{
    if (node != NoNode && job.nodes[node].kind != LiteralKind::Variable) {
        *present = true;
        *isNull = job.nodes[node].kind == LiteralKind::Null;
        return coerce(job, node, field.type);
    }
    if (!field.defaultValue)
        return !field.type.isNonNull();
    const Memo &memo = defaultOf(field);
    if (memo.state == Memo::Absent)
        return !field.type.isNonNull();
    *present = true;
    *isNull = memo.isNull;
    // A default that leads back to itself makes graphql-js recurse without end.
    if (memo.state != Memo::Value)
        job.throws = true;
    else if (spend(job, memo.text.size()))
        job.out.append(memo.text);
    return true;
}

const DefaultValues::Memo &DefaultValues::defaultOf(const InputValueDef &field)
{
    const auto index = static_cast<std::uint32_t>(&field - m_schema.inputValues.data());
    const auto [entry, isNew] = m_memos.try_emplace(index);
    Memo &memo = entry->second; // stays where it is when the map grows
    if (!isNew)
        return memo;
    Literal literal;
    if (!literal.parse(*field.defaultValue)) {
        memo.state = Memo::Throws;
        return memo;
    }
    OutputBuffer out;
    Job job{literal.nodes(), out};
    const bool fits = coerce(job, 0, field.type);
    memo.state = !fits ? Memo::Absent : job.throws ? Memo::Throws : Memo::Value;
    memo.isNull = literal.nodes().front().kind == LiteralKind::Null;
    if (memo.state == Memo::Value)
        memo.text = out.view();
    return memo;
}

bool DefaultValues::hasEnumValue(const TypeDef &type, std::string_view name) const
{
    const auto values = m_schema.enumValuesOf(type);
    return std::any_of(values.begin(), values.end(),
                       [&](const EnumValueDef &value) { return value.name == name; });
}

bool DefaultValues::coerceEnum(Job &job, const LiteralNode &node, const TypeDef &type)
{
    if (node.kind != LiteralKind::Enum)
        return false;
    if (!spend(job, type.enumValues.count))
        return true;
    job.out.append(node.text);
    return hasEnumValue(type, node.text);
}

bool DefaultValues::coerceScalar(Job &job, const LiteralNode &node, Scalar scalar) const
{
    const bool isNumber = node.kind == LiteralKind::Int || node.kind == LiteralKind::Float;
    switch (scalar) {
    case Scalar::Int:
        return node.kind == LiteralKind::Int && coerceNumber(job, node, true);
    case Scalar::Float:
        return isNumber && coerceNumber(job, node, false);
    case Scalar::String:
        if (node.kind == LiteralKind::String)
            appendStringLiteral(job.out, node.text);
        return node.kind == LiteralKind::String;
    case Scalar::Boolean:
        job.out.append(node.text);
        return node.kind == LiteralKind::Boolean;
    case Scalar::Id:
        if (node.kind == LiteralKind::Int
            || (node.kind == LiteralKind::String && isIntText(node.text)))
            job.out.append(node.text);
        else if (node.kind == LiteralKind::String)
            appendStringLiteral(job.out, node.text);
        return node.kind == LiteralKind::Int || node.kind == LiteralKind::String;
    case Scalar::Custom:
    case Scalar::None:
        break;
    }
    // A custom scalar takes anything; lists and objects cannot be printed again.
    if (isNumber)
        return coerceNumber(job, node, false);
    if (node.kind == LiteralKind::String || node.kind == LiteralKind::Enum)
        appendStringLiteral(job.out, node.text);
    else if (node.kind == LiteralKind::Boolean)
        job.out.append(node.text);
    else
        job.throws = true;
    return true;
}

bool DefaultValues::coerceNumber(Job &job, const LiteralNode &node, bool asInt) const
{
    const double number = toDouble(node.text);
    if (asInt && (number > 2147483647.0 || number < -2147483648.0))
        return false;
    if (std::isfinite(number))
        appendJsNumber(job.out, number);
    else
        job.throws = true;
    return true;
}

// Stops a job, by noting that the literal is to be kept, when the schema has cost too much.
bool DefaultValues::spend(Job &job, std::size_t work)
{
    m_work += work;
    if (m_work <= MaxWork)
        return true;
    job.throws = true;
    return false;
}

} // namespace angee
