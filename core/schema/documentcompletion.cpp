// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/documentcompletion.h"

#include "core/schema/documenttypes.h"
#include "core/schema/tokenizer.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace angee {

namespace {

using Kind = GraphQlTokenKind;
using Item = GraphQlCompletion::Kind;

enum class Place {
    Top,
    Variables, //!< `(` … `)` behind an operation's name
    Selection,
    Arguments,
    Object,
    List,
};

//! An opened bracket and what has been read behind it.
struct Frame
{
    Place place = Place::Top;
    const TypeDef *type = nullptr; //!< Selection: of the object. Top: of the next selection.
    SelectedField last; //!< Selection: the field that a bracket would belong to.
    const TypeDef *condition = nullptr; //!< Selection: of the inline fragment being written.
    std::span<const InputValueDef>
        inputs; //!< Arguments, Object, and of the directive being written.
    std::vector<std::string_view> given; //!< Arguments, Object: names so far.
    std::optional<TypeRef> expected; //!< Of the value that comes next, where it is known.
    bool expectsValue = false; //!< Arguments, Object: behind the colon. List: always.
    Kind before = Kind::EndOfText; //!< The last token that matters in this frame.
    bool afterOn = false;
    bool afterSpread = false;
};

//! Follows a document up to a place; broken text is followed as far as its brackets go.
class Follower final
{
public:
    explicit Follower(const Schema &schema)
        : m_schema(schema)
        , m_frames(1)
    { }

    void take(const GraphQlToken &token, std::string_view text)
    {
        switch (token.kind) {
        case Kind::Name:
            takeName(text);
            break;
        case Kind::ParenLeft:
            open(top().place == Place::Top ? Place::Variables : Place::Arguments);
            return;
        case Kind::BraceLeft:
            open(isValuePlace() ? Place::Object : Place::Selection);
            return;
        case Kind::BracketLeft:
            if (isValuePlace())
                open(Place::List);
            return;
        case Kind::ParenRight:
        case Kind::BraceRight:
        case Kind::BracketRight:
            close(token.kind);
            return;
        case Kind::Colon:
            top().expectsValue = true;
            break;
        case Kind::Int:
        case Kind::Float:
        case Kind::String:
        case Kind::BlockString:
            valueDone();
            break;
        case Kind::Spread:
            top().afterSpread = true;
            top().last = {};
            top().condition = top().type;
            break;
        default:
            break;
        }
        top().before = token.kind;
    }

    [[nodiscard]] const Frame &top() const { return m_frames.back(); }
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>> &variables() const
    {
        return m_variables;
    }

private:
    Frame &top() { return m_frames.back(); }

    [[nodiscard]] bool isValuePlace() const
    {
        const Place place = top().place;
        return place == Place::List || place == Place::Variables
            || ((place == Place::Arguments || place == Place::Object) && top().expectsValue);
    }

    void valueDone()
    {
        if (top().place == Place::Arguments || top().place == Place::Object)
            top().expectsValue = false;
    }

    void takeName(std::string_view name)
    {
        switch (top().place) {
        case Place::Top:
            takeTopName(name);
            break;
        case Place::Variables:
            if (top().before == Kind::Dollar)
                m_variables.emplace_back('$' + std::string(name), std::string());
            else if (!m_variables.empty() && m_variables.back().second.empty())
                m_variables.back().second = name;
            break;
        case Place::Selection:
            takeSelectionName(name);
            break;
        case Place::Arguments:
        case Place::Object:
            takeInputName(name);
            break;
        case Place::List:
            break;
        }
    }

    void takeTopName(std::string_view name)
    {
        Frame &frame = top();
        if (std::exchange(frame.afterOn, false))
            frame.type = m_schema.type(name);
        else if (frame.before == Kind::At)
            takeDirective(name);
        else if (name == "mutation")
            frame.type = rootType(m_schema, GraphQlOperationType::Mutation);
        else if (name == "subscription")
            frame.type = rootType(m_schema, GraphQlOperationType::Subscription);
        else if (name == "query")
            frame.type = rootType(m_schema, GraphQlOperationType::Query);
        else if (name == "on")
            frame.afterOn = true;
    }

    void takeDirective(std::string_view name)
    {
        const DirectiveDef *directive = m_schema.directive(name);
        top().inputs = directive ? m_schema.argsOf(*directive) : std::span<const InputValueDef>();
    }

    void takeSelectionName(std::string_view name)
    {
        Frame &frame = top();
        if (frame.before == Kind::At) {
            takeDirective(name);
        } else if (std::exchange(frame.afterOn, false)) {
            frame.condition = m_schema.type(name);
            frame.afterSpread = false;
        } else if (frame.afterSpread && name == "on") {
            frame.afterOn = true;
        } else {
            const bool fragment = std::exchange(frame.afterSpread, false);
            frame.last = !fragment && frame.type ? selectField(m_schema, *frame.type, name)
                                                 : SelectedField{};
            frame.inputs = frame.last.arguments;
            frame.condition = nullptr;
        }
    }

    void takeInputName(std::string_view name)
    {
        Frame &frame = top();
        if (frame.expectsValue) {
            frame.expectsValue = false;
            return;
        }
        frame.given.push_back(name);
        const auto found = std::find_if(frame.inputs.begin(), frame.inputs.end(),
                                        [name](const InputValueDef &i) { return i.name == name; });
        frame.expected = found == frame.inputs.end() ? std::nullopt : std::optional(found->type);
    }

    void open(Place place)
    {
        Frame frame;
        frame.place = place;
        switch (place) {
        case Place::Selection:
            frame.type = selectionType();
            break;
        case Place::Arguments:
            frame.inputs = top().inputs;
            break;
        case Place::Object:
            if (const TypeDef *type = expectedType())
                frame.inputs = m_schema.inputFieldsOf(*type);
            break;
        case Place::List:
            frame.expectsValue = true;
            if (top().expected)
                frame.expected =
                    top().expected->isList() ? top().expected->item() : *top().expected;
            break;
        case Place::Top:
        case Place::Variables:
            break;
        }
        m_frames.push_back(std::move(frame));
    }

    const TypeDef *selectionType() const
    {
        const Frame &frame = top();
        if (frame.place == Place::Top)
            return frame.type ? frame.type : rootType(m_schema, GraphQlOperationType::Query);
        if (frame.condition)
            return frame.condition;
        return frame.last ? namedType(m_schema, frame.last.definition->type) : nullptr;
    }

    const TypeDef *expectedType() const
    {
        return top().expected ? namedType(m_schema, *top().expected) : nullptr;
    }

    void close(Kind bracket)
    {
        const Place place = top().place;
        const bool fits = bracket == Kind::ParenRight
            ? place == Place::Arguments || place == Place::Variables
            : bracket == Kind::BraceRight ? place == Place::Selection || place == Place::Object
                                          : place == Place::List;
        if (!fits)
            return;
        m_frames.pop_back();
        Frame &frame = top();
        valueDone();
        frame.before = bracket;
        if (place == Place::Selection) {
            frame.last = {};
            frame.condition = nullptr;
            frame.afterSpread = false;
            frame.inputs = {};
            if (frame.place == Place::Top) {
                frame.type = nullptr;
                m_variables.clear();
            }
        }
    }

    const Schema &m_schema;
    std::vector<Frame> m_frames;
    std::vector<std::pair<std::string, std::string>> m_variables; // with the name of their type
};

//! Collects what fits the place.
class Collector final
{
public:
    Collector(const Schema &schema, std::string_view prefix)
        : m_schema(schema)
        , m_prefix(prefix)
    { }

    std::vector<GraphQlCompletion> items;

    void add(GraphQlCompletion item)
    {
        const auto lower = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        };
        const bool fits = item.text.size() >= m_prefix.size()
            && std::equal(m_prefix.begin(), m_prefix.end(), item.text.begin(),
                          [&](char a, char b) { return lower(a) == lower(b); });
        if (fits)
            items.push_back(std::move(item));
    }

    void addWord(Item kind, std::string_view word, OptionalText description = {})
    {
        add({kind, std::string(word), {}, std::string(description.valueOr({})), false, false});
    }

    void fields(const TypeDef &type)
    {
        if (type.kind == TypeKind::Object || type.kind == TypeKind::Interface) {
            for (const FieldDef &field : m_schema.fieldsOf(type)) {
                if (!field.name.starts_with("__"))
                    addField(field);
            }
        }
        for (const std::string_view name : {"__typename", "__schema", "__type"}) {
            if (const SelectedField meta = selectField(m_schema, type, name))
                addField(*meta.definition);
        }
    }

    void inputs(const Frame &frame)
    {
        const Item kind = frame.place == Place::Arguments ? Item::Argument : Item::InputField;
        for (const InputValueDef &input : frame.inputs) {
            if (std::find(frame.given.begin(), frame.given.end(), input.name) != frame.given.end())
                continue;
            add({kind, std::string(input.name), input.type.toString(),
                 std::string(input.description.valueOr({})), input.deprecationReason.hasValue(),
                 input.type.isNonNull() && !input.defaultValue});
        }
    }

    void values(const Frame &frame,
                const std::vector<std::pair<std::string, std::string>> &variables)
    {
        const TypeDef *type = frame.expected ? namedType(m_schema, *frame.expected) : nullptr;
        if (type && type->kind == TypeKind::Enum) {
            for (const EnumValueDef &value : m_schema.enumValuesOf(*type))
                add({Item::EnumValue, std::string(value.name), std::string(type->name),
                     std::string(value.description.valueOr({})), value.deprecationReason.hasValue(),
                     false});
        } else if (type && type->name == "Boolean") {
            addWord(Item::EnumValue, "true");
            addWord(Item::EnumValue, "false");
        }
        for (const auto &[variable, typeName] : variables) {
            if (!type || typeName == type->name)
                add({Item::Variable, variable, typeName, {}, false, false});
        }
    }

    template <typename Accept>
    void types(Accept accept)
    {
        for (const TypeDef &type : m_schema.types) {
            if (accept(type) && !type.name.starts_with("__"))
                addWord(Item::Type, type.name, type.description);
        }
    }

    void directives(std::string_view location)
    {
        for (const DirectiveDef &directive : m_schema.directives) {
            const auto places = m_schema.locationsOf(directive);
            if (std::find(places.begin(), places.end(), location) != places.end())
                addWord(Item::Directive, directive.name, directive.description);
        }
    }

private:
    void addField(const FieldDef &field)
    {
        add({Item::Field, std::string(field.name), field.type.toString(),
             std::string(field.description.valueOr({})), field.deprecationReason.hasValue(),
             false});
    }

    const Schema &m_schema;
    std::string_view m_prefix;
};

void addFragments(std::string_view text, Collector &collector)
{
    GraphQlTokenizer tokenizer(text);
    bool afterKeyword = false;
    int depth = 0;
    for (GraphQlToken token = tokenizer.nextSignificant(); token.kind != Kind::EndOfText;
         token = tokenizer.nextSignificant()) {
        depth += token.kind == Kind::BraceLeft ? 1 : token.kind == Kind::BraceRight ? -1 : 0;
        const std::string_view word = tokenizer.text(token);
        if (afterKeyword && token.kind == Kind::Name)
            collector.addWord(Item::Fragment, word);
        afterKeyword = depth == 0 && token.kind == Kind::Name && word == "fragment";
    }
}

void collectAt(const Follower &follower, std::string_view text, const Schema &schema,
               Collector &collector)
{
    const Frame &frame = follower.top();
    switch (frame.place) {
    case Place::Top:
        if (frame.afterOn)
            collector.types(isCompositeType);
        else if (frame.before == Kind::EndOfText || frame.before == Kind::BraceRight)
            for (const std::string_view word : {"query", "mutation", "subscription", "fragment"})
                collector.addWord(Item::Keyword, word);
        break;
    case Place::Variables:
        if (frame.before == Kind::Colon)
            collector.types(isInputType);
        break;
    case Place::Selection:
        if (frame.before == Kind::At) {
            collector.directives(frame.condition ? "INLINE_FRAGMENT" : "FIELD");
        } else if (frame.afterOn) {
            collector.types([&](const TypeDef &type) {
                return isCompositeType(type)
                    && (!frame.type || typesOverlap(schema, *frame.type, type));
            });
        } else if (frame.afterSpread) {
            collector.addWord(Item::Keyword, "on");
            addFragments(text, collector);
        } else if (frame.type) {
            collector.fields(*frame.type);
        }
        break;
    case Place::Arguments:
    case Place::Object:
        if (frame.expectsValue)
            collector.values(frame, follower.variables());
        else
            collector.inputs(frame);
        break;
    case Place::List:
        collector.values(frame, follower.variables());
        break;
    }
}

} // namespace

GraphQlCompletions completionsAt(std::string_view text, std::size_t offset, const Schema &schema)
{
    offset = std::min(offset, text.size());
    const std::string_view before = text.substr(0, offset);
    Follower follower(schema);
    GraphQlTokenizer tokenizer(before);
    GraphQlCompletions result{offset, {}};
    GraphQlToken held; // the last token is the word being written, unless something follows it
    std::optional<std::size_t> dollar;
    for (GraphQlToken token = tokenizer.next();; token = tokenizer.next()) {
        if (token.kind == Kind::EndOfText)
            break;
        if (held.kind != Kind::EndOfText && held.kind != Kind::Comment)
            follower.take(held, tokenizer.text(held));
        dollar = held.kind == Kind::Dollar && held.end() == token.offset
            ? std::optional(held.offset)
            : std::nullopt;
        held = token;
    }
    // What is being written there is for people, or no text of a query at all.
    const bool unfinishedText = (held.kind == Kind::String || held.kind == Kind::BlockString)
        && held.error == GraphQlTokenError::UnterminatedString;
    if (held.end() == offset && (held.kind == Kind::Comment || unfinishedText))
        return result;
    std::string_view prefix;
    if (held.kind == Kind::Name && held.end() == offset) {
        result.replaceFrom = dollar.value_or(held.offset);
        prefix = before.substr(result.replaceFrom);
    } else if (held.kind == Kind::Dollar && held.end() == offset) {
        result.replaceFrom = held.offset;
        prefix = before.substr(held.offset);
    } else if (held.kind != Kind::EndOfText && held.kind != Kind::Comment) {
        follower.take(held, tokenizer.text(held));
    }
    Collector collector(schema, prefix);
    collectAt(follower, text, schema, collector);
    result.items = std::move(collector.items);
    return result;
}

} // namespace angee
