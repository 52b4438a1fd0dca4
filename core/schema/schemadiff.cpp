// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/schemadiff.h"

#include "core/schema/defaultvalues.h"
#include "core/schema/literal.h"
#include "core/schema/schematext.h"
#include "core/schema/sdlwriting.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>
#include <unordered_map>

namespace angee {

namespace {

using Action = SchemaChange::Action;
using Subject = SchemaChange::Subject;
using enum SchemaCriticality;

//! For its texts alone.
struct SchemaDiffWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::SchemaDiff)
};

std::string_view nameOf(std::string_view name)
{
    return name;
}

template <typename Def>
std::string_view nameOf(const Def &def)
{
    return def.name;
}

// Walks two lists matched by name: both(old, new) and removed(old) in the order of the first, then
// added(new) in the order of the second.
template <typename Item, typename Both, typename Removed, typename Added>
void match(std::span<const Item> before, std::span<const Item> after, Both &&both,
           Removed &&removed, Added &&added)
{
    std::unordered_map<std::string_view, const Item *> left;
    for (const Item &item : after)
        left.emplace(nameOf(item), &item);
    for (const Item &item : before) {
        const auto found = left.find(nameOf(item));
        if (found == left.end()) {
            removed(item);
            continue;
        }
        both(item, *found->second);
        left.erase(found);
    }
    for (const Item &item : after) {
        if (left.erase(nameOf(item)) > 0)
            added(item);
    }
}

// Every value of the old type is one of the new: "!" may only come, at any level.
bool isSafeResult(const TypeRef &before, const TypeRef &after)
{
    return before.name == after.name && before.lists == after.lists
        && (before.nonNull & ~after.nonNull) == 0;
}

// Every value that the old type took is taken by the new: "!" may only go. A single value is taken
// as a list of one, but graphql-js counts the new list as breaking, as variables have types too.
bool isSafeInput(const TypeRef &before, const TypeRef &after)
{
    return isSafeResult(after, before);
}

bool isRequired(const InputValueDef &input)
{
    return input.type.isNonNull() && !input.defaultValue;
}

// A literal with the fields of its objects in order, so that their order makes no difference.
void appendSorted(OutputBuffer &out, const std::vector<LiteralNode> &nodes, std::uint32_t index)
{
    const LiteralNode &node = nodes[index];
    if (node.kind == LiteralKind::String) {
        appendStringLiteral(out, node.text);
        return;
    }
    if (node.kind != LiteralKind::List && node.kind != LiteralKind::Object) {
        out.append(node.text);
        return;
    }
    std::vector<std::uint32_t> children;
    for (std::uint32_t i = index + 1; i < node.end; i = nodes[i].end)
        children.push_back(i);
    if (node.kind == LiteralKind::Object)
        std::stable_sort(children.begin(), children.end(), [&](std::uint32_t a, std::uint32_t b) {
            return nodes[a].name < nodes[b].name;
        });
    out.append(node.kind == LiteralKind::List ? '[' : '{');
    for (const std::uint32_t child : children) {
        out.append(child == children.front() ? "" : ", ");
        out.append(nodes[child].name);
        out.append(node.kind == LiteralKind::Object ? ": " : "");
        appendSorted(out, nodes, child);
    }
    out.append(node.kind == LiteralKind::List ? ']' : '}');
}

// The coerced default in comparable form; empty if there is none that counts.
std::string comparableDefault(DefaultValues &values, const InputValueDef &input)
{
    OutputBuffer out;
    values.append(out, input);
    Literal literal;
    if (!literal.parse(out.view()))
        return std::string(out.view());
    OutputBuffer sorted;
    appendSorted(sorted, literal.nodes(), 0);
    return std::string(sorted.view());
}

class Comparison final
{
public:
    Comparison(const Schema &before, const Schema &after)
        : m_before(before)
        , m_after(after)
        , m_defaultsBefore(before)
        , m_defaultsAfter(after)
    { }

    std::vector<SchemaChange> run()
    {
        schema();
        match(
            std::span<const DirectiveDef>(m_before.directives),
            std::span<const DirectiveDef>(m_after.directives),
            [&](const DirectiveDef &a, const DirectiveDef &b) { directive(a, b); },
            [&](const DirectiveDef &a) {
                if (!isSpecifiedDirective(a.name))
                    note(Breaking, Subject::Directive, Action::Removed, '@' + std::string(a.name),
                         SchemaDiffWords::tr("Directive %1 was removed."));
            },
            [&](const DirectiveDef &b) {
                if (!isSpecifiedDirective(b.name))
                    note(Safe, Subject::Directive, Action::Added, '@' + std::string(b.name),
                         SchemaDiffWords::tr("Directive %1 was added."));
            });
        match(
            std::span<const TypeDef>(m_before.types), std::span<const TypeDef>(m_after.types),
            [&](const TypeDef &a, const TypeDef &b) { type(a, b); },
            [&](const TypeDef &a) {
                if (!isBuiltIn(a))
                    note(Breaking, Subject::Type, Action::Removed, std::string(a.name),
                         SchemaDiffWords::tr("Type %1 was removed."));
            },
            [&](const TypeDef &b) {
                if (!isBuiltIn(b))
                    note(Safe, Subject::Type, Action::Added, std::string(b.name),
                         SchemaDiffWords::tr("Type %1 was added."));
            });
        std::stable_sort(m_changes.begin(), m_changes.end(),
                         [](const SchemaChange &a, const SchemaChange &b) {
                             return a.criticality < b.criticality;
                         });
        return std::move(m_changes);
    }

private:
    static bool isBuiltIn(const TypeDef &type)
    {
        return isSpecifiedScalar(type.name) || isIntrospectionType(type.name);
    }

    // %1 of the sentence becomes the path, %2 … the rest; all at once, as texts may hold "%1" too.
    template <typename... Texts>
    void note(SchemaCriticality criticality, Subject subject, Action action, std::string path,
              const QString &sentence, const Texts &...texts)
    {
        const QString message = sentence.arg(toQString(path), texts...);
        m_changes.push_back({criticality, subject, action, std::move(path), message});
    }

    void schema()
    {
        root(SchemaDiffWords::tr("query"), m_before.queryType, m_after.queryType);
        root(SchemaDiffWords::tr("mutation"), m_before.mutationType, m_after.mutationType);
        root(SchemaDiffWords::tr("subscription"), m_before.subscriptionType,
             m_after.subscriptionType);
        description(Subject::Schema, "schema", m_before.description, m_after.description);
    }

    void root(const QString &operation, OptionalText before, OptionalText after)
    {
        if (before == after)
            return;
        const auto shown = [](OptionalText name) {
            return name ? toQString(*name) : SchemaDiffWords::tr("none");
        };
        note(before ? Breaking : Safe, Subject::Schema, Action::RootChanged, "schema",
             SchemaDiffWords::tr("The %2 type of the %1 changed from %3 to %4."), operation,
             shown(before), shown(after));
    }

    void description(Subject subject, const std::string &path, OptionalText before,
                     OptionalText after)
    {
        if (before == after)
            return;
        note(Safe, subject, Action::DescriptionChanged, path,
             !before      ? SchemaDiffWords::tr("%1 got a description.")
                 : !after ? SchemaDiffWords::tr("The description of %1 was removed.")
                          : SchemaDiffWords::tr("The description of %1 changed."));
    }

    void deprecation(Subject subject, const std::string &path, OptionalText before,
                     OptionalText after)
    {
        if (before == after)
            return;
        // The place of %1 is kept for the path.
        if (!before)
            note(Safe, subject, Action::Deprecated, path,
                 SchemaDiffWords::tr("%1 was deprecated: %2"), toQString(*after));
        else if (!after)
            note(Safe, subject, Action::Undeprecated, path,
                 SchemaDiffWords::tr("%1 is no longer deprecated."));
        else
            note(Safe, subject, Action::DeprecationReasonChanged, path,
                 SchemaDiffWords::tr("The reason for deprecating %1 changed to: %2"),
                 toQString(*after));
    }

    void type(const TypeDef &before, const TypeDef &after)
    {
        if (isBuiltIn(before))
            return;
        const std::string path(before.name);
        if (before.kind != after.kind) {
            note(Breaking, Subject::Type, Action::KindChanged, path,
                 SchemaDiffWords::tr("%1 changed from %2 to %3."), kindName(before.kind),
                 kindName(after.kind));
            return;
        }
        description(Subject::Type, path, before.description, after.description);
        if (before.specifiedByUrl != after.specifiedByUrl)
            note(Dangerous, Subject::Type, Action::SpecificationChanged, path,
                 SchemaDiffWords::tr("Scalar %1 names another specification."));
        if (before.oneOf != after.oneOf)
            note(after.oneOf ? Breaking : Safe, Subject::Type, Action::OneOfChanged, path,
                 after.oneOf ? SchemaDiffWords::tr("Input object %1 now takes exactly one field.")
                             : SchemaDiffWords::tr(
                                 "Input object %1 no longer asks for exactly one field."));
        names(Subject::Interface, path, m_before.interfacesOf(before), m_after.interfacesOf(after),
              SchemaDiffWords::tr("%1 no longer implements %2."),
              SchemaDiffWords::tr("%1 now implements %2."));
        names(Subject::UnionMember, path, m_before.possibleTypesOf(before),
              m_after.possibleTypesOf(after),
              SchemaDiffWords::tr("Member %2 was removed from union %1."),
              SchemaDiffWords::tr("Member %2 was added to union %1."));
        fields(before, after);
        inputFields(before, after);
        enumValues(before, after);
    }

    // Interfaces or members: losing one breaks, a new one may surprise.
    void names(Subject subject, const std::string &path, std::span<const TypeName> before,
               std::span<const TypeName> after, const QString &gone, const QString &come)
    {
        match(
            before, after, [](const TypeName &, const TypeName &) {},
            [&](const TypeName &a) {
                note(Breaking, subject, Action::Removed, path, gone, toQString(a.name));
            },
            [&](const TypeName &b) {
                note(Dangerous, subject, Action::Added, path, come, toQString(b.name));
            });
    }

    void fields(const TypeDef &before, const TypeDef &after)
    {
        const std::string prefix = std::string(before.name) + '.';
        match(
            m_before.fieldsOf(before), m_after.fieldsOf(after),
            [&](const FieldDef &a, const FieldDef &b) {
                field(prefix + std::string(a.name), a, b);
            },
            [&](const FieldDef &a) {
                note(Breaking, Subject::Field, Action::Removed, prefix + std::string(a.name),
                     a.deprecationReason
                         ? SchemaDiffWords::tr("Field %1 was removed; it was deprecated.")
                         : SchemaDiffWords::tr("Field %1 was removed."));
            },
            [&](const FieldDef &b) {
                note(Safe, Subject::Field, Action::Added, prefix + std::string(b.name),
                     SchemaDiffWords::tr("Field %1 was added."));
            });
    }

    void field(const std::string &path, const FieldDef &before, const FieldDef &after)
    {
        typeChange(Subject::Field, path, before.type, after.type,
                   isSafeResult(before.type, after.type));
        description(Subject::Field, path, before.description, after.description);
        deprecation(Subject::Field, path, before.deprecationReason, after.deprecationReason);
        arguments(Subject::Argument, path, m_before.argsOf(before), m_after.argsOf(after));
    }

    void typeChange(Subject subject, const std::string &path, const TypeRef &before,
                    const TypeRef &after, bool safe)
    {
        if (before == after)
            return;
        note(safe ? Safe : Breaking, subject, Action::TypeChanged, path,
             SchemaDiffWords::tr("The type of %1 changed from %2 to %3."),
             toQString(before.toString()), toQString(after.toString()));
    }

    void arguments(Subject subject, const std::string &owner, std::span<const InputValueDef> before,
                   std::span<const InputValueDef> after)
    {
        const auto path = [&](const InputValueDef &arg) {
            return owner + '(' + std::string(arg.name) + ":)";
        };
        match(
            before, after,
            [&](const InputValueDef &a, const InputValueDef &b) { input(subject, path(a), a, b); },
            [&](const InputValueDef &a) {
                note(Breaking, subject, Action::Removed, path(a),
                     SchemaDiffWords::tr("Argument %1 was removed."));
            },
            [&](const InputValueDef &b) {
                // graphql-inspector: an optional argument of a directive surprises nobody.
                const SchemaCriticality optional = subject == Subject::Argument ? Dangerous : Safe;
                note(isRequired(b) ? Breaking : optional, subject, Action::Added, path(b),
                     isRequired(b) ? SchemaDiffWords::tr("Required argument %1 was added.")
                                   : SchemaDiffWords::tr("Optional argument %1 was added."));
            });
    }

    void input(Subject subject, const std::string &path, const InputValueDef &before,
               const InputValueDef &after)
    {
        typeChange(subject, path, before.type, after.type, isSafeInput(before.type, after.type));
        defaultChange(subject, path, before, after);
        description(subject, path, before.description, after.description);
        deprecation(subject, path, before.deprecationReason, after.deprecationReason);
    }

    void defaultChange(Subject subject, const std::string &path, const InputValueDef &before,
                       const InputValueDef &after)
    {
        if (!before.defaultValue && !after.defaultValue)
            return;
        const std::string from = comparableDefault(m_defaultsBefore, before);
        const std::string to = comparableDefault(m_defaultsAfter, after);
        if (from == to)
            return;
        if (from.empty())
            note(Dangerous, subject, Action::DefaultChanged, path,
                 SchemaDiffWords::tr("%1 got the default %2."), toQString(to));
        else if (to.empty())
            note(Dangerous, subject, Action::DefaultChanged, path,
                 SchemaDiffWords::tr("%1 lost its default %2."), toQString(from));
        else
            note(Dangerous, subject, Action::DefaultChanged, path,
                 SchemaDiffWords::tr("The default of %1 changed from %2 to %3."), toQString(from),
                 toQString(to));
    }

    void inputFields(const TypeDef &before, const TypeDef &after)
    {
        const auto path = [&](const InputValueDef &field) {
            return std::string(before.name) + '.' + std::string(field.name);
        };
        match(
            m_before.inputFieldsOf(before), m_after.inputFieldsOf(after),
            [&](const InputValueDef &a, const InputValueDef &b) {
                input(Subject::InputField, path(a), a, b);
            },
            [&](const InputValueDef &a) {
                note(Breaking, Subject::InputField, Action::Removed, path(a),
                     SchemaDiffWords::tr("Input field %1 was removed."));
            },
            [&](const InputValueDef &b) {
                note(isRequired(b) ? Breaking : Dangerous, Subject::InputField, Action::Added,
                     path(b),
                     isRequired(b) ? SchemaDiffWords::tr("Required input field %1 was added.")
                                   : SchemaDiffWords::tr("Optional input field %1 was added."));
            });
    }

    void enumValues(const TypeDef &before, const TypeDef &after)
    {
        const auto path = [&](const EnumValueDef &value) {
            return std::string(before.name) + '.' + std::string(value.name);
        };
        match(
            m_before.enumValuesOf(before), m_after.enumValuesOf(after),
            [&](const EnumValueDef &a, const EnumValueDef &b) {
                description(Subject::EnumValue, path(a), a.description, b.description);
                deprecation(Subject::EnumValue, path(a), a.deprecationReason, b.deprecationReason);
            },
            [&](const EnumValueDef &a) {
                note(Breaking, Subject::EnumValue, Action::Removed, path(a),
                     SchemaDiffWords::tr("Enum value %1 was removed."));
            },
            [&](const EnumValueDef &b) {
                note(Dangerous, Subject::EnumValue, Action::Added, path(b),
                     SchemaDiffWords::tr("Enum value %1 was added."));
            });
    }

    void directive(const DirectiveDef &before, const DirectiveDef &after)
    {
        if (isSpecifiedDirective(before.name))
            return;
        const std::string path = '@' + std::string(before.name);
        description(Subject::Directive, path, before.description, after.description);
        deprecation(Subject::Directive, path, before.deprecationReason, after.deprecationReason);
        if (before.repeatable != after.repeatable)
            note(after.repeatable ? Safe : Breaking, Subject::Directive, Action::RepeatableChanged,
                 path,
                 after.repeatable ? SchemaDiffWords::tr("Directive %1 may now be repeated.")
                                  : SchemaDiffWords::tr("Directive %1 may no longer be repeated."));
        arguments(Subject::DirectiveArgument, path, m_before.argsOf(before), m_after.argsOf(after));
        match(
            m_before.locationsOf(before), m_after.locationsOf(after),
            [](std::string_view, std::string_view) {},
            [&](std::string_view location) {
                note(Breaking, Subject::DirectiveLocation, Action::Removed, path,
                     SchemaDiffWords::tr("Directive %1 may no longer stand at %2."),
                     toQString(location));
            },
            [&](std::string_view location) {
                note(Safe, Subject::DirectiveLocation, Action::Added, path,
                     SchemaDiffWords::tr("Directive %1 may now stand at %2."), toQString(location));
            });
    }

    const Schema &m_before;
    const Schema &m_after;
    DefaultValues m_defaultsBefore;
    DefaultValues m_defaultsAfter;
    std::vector<SchemaChange> m_changes;
};

} // namespace

std::vector<SchemaChange> schemaChanges(const Schema &before, const Schema &after)
{
    return Comparison(before, after).run();
}

QString criticalityName(SchemaCriticality criticality)
{
    switch (criticality) {
    case Breaking:
        return SchemaDiffWords::tr("breaking");
    case Dangerous:
        return SchemaDiffWords::tr("dangerous");
    case Safe:
        return SchemaDiffWords::tr("safe");
    }
    return {};
}

} // namespace angee
