// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/manifest/manifestshape.h"

#include <QRegularExpression>

#include <algorithm>
#include <map>
#include <span>
#include <yaml-cpp/yaml.h>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// Aliases of aliases can make a small file endless.
constexpr int mostNodes = 200'000;

enum class Type {
    Text,
    Number,
    Boolean,
    Time,
    Texts,
    TextOrTexts,
    Any,
    Struct,
    Structs,
    TextMap,
    NumberMap,
    ListMap
};

struct Shape;

struct Field
{
    QLatin1StringView key;
    Type type = Type::Text;
    const Shape *shape = nullptr; // of Struct, Structs (a mapping of them) and ListMap
};

struct Shape
{
    QLatin1StringView name;
    std::span<const Field> fields;
};

constexpr Field poolFields[] = {{"range"_L1}};
constexpr Shape pool{"manifest.PortPool"_L1, poolFields};
constexpr Field operatorFields[] = {{"url"_L1},
                                    {"domain"_L1},
                                    {"token_secret"_L1},
                                    {"port_pool"_L1, Type::Structs, &pool},
                                    {"template_paths"_L1, Type::Texts}};
constexpr Shape operatorShape{"manifest.Operator"_L1, operatorFields};
constexpr Field backendFields[] = {
    {"type"_L1}, {"path"_L1}, {"address"_L1}, {"mount"_L1}, {"token"_L1}};
constexpr Shape backend{"manifest.SecretsBackend"_L1, backendFields};
constexpr Field ingressFields[] = {
    {"type"_L1},  {"routing"_L1}, {"tls"_L1},   {"domain"_L1}, {"port"_L1, Type::Number},
    {"image"_L1}, {"network"_L1}, {"verify"_L1}};
constexpr Shape ingress{"manifest.Ingress"_L1, ingressFields};
constexpr Field secretFields[] = {{"generated"_L1, Type::Boolean},
                                  {"length"_L1, Type::Number},
                                  {"required"_L1, Type::Boolean},
                                  {"import"_L1}};
constexpr Shape secret{"manifest.Secret"_L1, secretFields};
constexpr Field portFields[] = {
    {"value"_L1, Type::Number}, {"export_env"_L1}, {"aliases"_L1, Type::Texts}};
constexpr Shape port{"manifest.Port"_L1, portFields};
constexpr Field volumeFields[] = {{"driver"_L1}, {"path"_L1}};
constexpr Shape volume{"manifest.Volume"_L1, volumeFields};
constexpr Field persistFields[] = {{"subpath"_L1}, {"scope"_L1}};
constexpr Shape persist{"manifest.PersistPath"_L1, persistFields};
constexpr Field authFields[] = {{"mode"_L1}, {"ssh_key_secret"_L1}, {"token_secret"_L1}};
constexpr Shape auth{"manifest.SourceAuth"_L1, authFields};
constexpr Field gitFields[] = {{"user_name"_L1}, {"user_email"_L1}};
constexpr Shape git{"manifest.SourceGit"_L1, gitFields};
constexpr Field sourceFields[] = {{"kind"_L1},
                                  {"repo"_L1},
                                  {"url"_L1},
                                  {"path"_L1},
                                  {"default_ref"_L1},
                                  {"cache_path"_L1},
                                  {"auth"_L1, Type::Struct, &auth},
                                  {"git"_L1, Type::Struct, &git},
                                  {"checksum"_L1}};
constexpr Shape source{"manifest.Source"_L1, sourceFields};
constexpr Field slotFields[] = {
    {"source"_L1}, {"mode"_L1}, {"branch"_L1}, {"ref"_L1}, {"subpath"_L1}};
constexpr Shape slot{"manifest.WorkspaceSource"_L1, slotFields};
constexpr Field resolvedFields[] = {{"chain"_L1, Type::Texts},
                                    {"chain_root"_L1},
                                    {"allocations"_L1, Type::NumberMap},
                                    {"persist_paths"_L1, Type::Structs, &persist}};
constexpr Shape resolved{"manifest.WorkspaceResolved"_L1, resolvedFields};
constexpr Field workspaceFields[] = {{"template"_L1},
                                     {"inputs"_L1, Type::TextMap},
                                     {"sources"_L1, Type::Structs, &slot},
                                     {"resolved"_L1, Type::Struct, &resolved},
                                     {"ttl"_L1},
                                     {"ttl_expires_at"_L1, Type::Time}};
constexpr Shape workspace{"manifest.Workspace"_L1, workspaceFields};
constexpr Field routeFields[] = {{"port"_L1, Type::Number}, {"host"_L1}, {"path"_L1}, {"auth"_L1}};
constexpr Shape route{"manifest.Route"_L1, routeFields};
constexpr Field serviceFields[] = {{"runtime"_L1},
                                   {"image"_L1},
                                   {"build"_L1, Type::Any},
                                   {"command"_L1, Type::Texts},
                                   {"env"_L1, Type::TextMap},
                                   {"env_file"_L1},
                                   {"ports"_L1, Type::TextOrTexts},
                                   {"mounts"_L1, Type::TextOrTexts},
                                   {"workdir"_L1},
                                   {"after"_L1, Type::Texts},
                                   {"depends_on"_L1, Type::Texts},
                                   {"route"_L1, Type::Struct, &route}};
constexpr Shape service{"manifest.Service"_L1, serviceFields};
constexpr Field jobFields[] = {{"runtime"_L1},
                               {"image"_L1},
                               {"build"_L1, Type::Any},
                               {"command"_L1, Type::Texts},
                               {"env"_L1, Type::TextMap},
                               {"env_file"_L1},
                               {"mounts"_L1, Type::TextOrTexts},
                               {"workdir"_L1},
                               {"depends_on"_L1, Type::Texts},
                               {"run_on"_L1, Type::Texts}};
constexpr Shape job{"manifest.Job"_L1, jobFields};
constexpr Field leaseFields[] = {
    {"port"_L1, Type::Number}, {"owner"_L1}, {"created_at"_L1, Type::Time}};
constexpr Shape lease{"manifest.PortLease"_L1, leaseFields};
constexpr Field templateFields[] = {{"active"_L1}, {"answers_file"_L1}};
constexpr Shape activeTemplate{"manifest.Template"_L1, templateFields};
constexpr Field stackFields[] = {{"version"_L1, Type::Number},
                                 {"kind"_L1},
                                 {"name"_L1},
                                 {"template"_L1, Type::Struct, &activeTemplate},
                                 {"operator"_L1, Type::Struct, &operatorShape},
                                 {"secrets_backend"_L1, Type::Struct, &backend},
                                 {"ingress"_L1, Type::Struct, &ingress},
                                 {"secrets"_L1, Type::Structs, &secret},
                                 {"ports"_L1, Type::Structs, &port},
                                 {"volumes"_L1, Type::Structs, &volume},
                                 {"persist"_L1, Type::Structs, &persist},
                                 {"sources"_L1, Type::Structs, &source},
                                 {"workspaces"_L1, Type::Structs, &workspace},
                                 {"services"_L1, Type::Structs, &service},
                                 {"jobs"_L1, Type::Structs, &job},
                                 {"port_leases"_L1, Type::ListMap, &lease}};
constexpr Shape stack{"manifest.Stack"_L1, stackFields};

bool matches(const char16_t *pattern, const QString &text)
{
    return QRegularExpression(QString::fromUtf16(pattern)).match(text).hasMatch();
}

// The tag that the daemon's parser gives a value.
QLatin1StringView tagOf(const YAML::Node &node)
{
    if (node.IsSequence())
        return "!!seq"_L1;
    if (node.IsMap())
        return "!!map"_L1;
    if (node.IsNull())
        return "!!null"_L1;
    // "?" stands before a plain scalar, "!" before one in quotes.
    if (node.Tag() != "?")
        return "!!str"_L1;
    const QString text = QString::fromStdString(node.Scalar());
    if (matches(uR"(\A(~|null|Null|NULL|)\z)", text))
        return "!!null"_L1;
    if (matches(uR"(\A(true|True|TRUE|false|False|FALSE)\z)", text))
        return "!!bool"_L1;
    if (matches(uR"(\A[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*)\z)", text))
        return "!!int"_L1;
    if (matches(uR"(\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z)", text))
        return "!!float"_L1;
    return "!!str"_L1;
}

QString described(const YAML::Node &node)
{
    const QLatin1StringView tag = tagOf(node);
    if (!node.IsScalar())
        return tag;
    constexpr qsizetype most = 40;
    const QString text = QString::fromStdString(node.Scalar());
    return u"%1 `%2`"_s.arg(tag, text.size() > most ? text.left(most) + u'…' : text);
}

bool isTime(const QString &text)
{
    return matches(uR"(\A\d{4}-\d\d-\d\d[Tt ]\d\d?:\d\d:\d\d(\.\d+)?([Zz]|[-+]\d\d:\d\d)\z)", text);
}

class Walk
{
public:
    void structure(const YAML::Node &node, const Shape &shape)
    {
        if (!node.IsMap()) {
            refuse(node, QString(shape.name));
            return;
        }
        std::map<std::string, int> seen;
        for (const auto &entry : node) {
            if (!mayGoOn())
                return;
            const QString key = keyOf(entry.first, &seen);
            if (key.isNull())
                continue;
            if (key == "<<"_L1 && entry.second.IsMap()) {
                structure(entry.second, shape);
                continue;
            }
            const auto field =
                std::find_if(shape.fields.begin(), shape.fields.end(),
                             [&key](const Field &known) { return known.key == key; });
            if (field == shape.fields.end())
                add(entry.first, u"field %1 not found in type %2"_s.arg(key, shape.name));
            else
                value(entry.second, *field);
        }
    }

    [[nodiscard]] ManifestProblems take() { return std::move(m_problems); }

private:
    // Null for what is no key or was one before.
    QString keyOf(const YAML::Node &node, std::map<std::string, int> *seen)
    {
        if (!node.IsScalar()) {
            refuse(node, u"string"_s);
            return {};
        }
        const auto [before, isNew] = seen->emplace(node.Scalar(), node.Mark().line + 1);
        const QString key = QString::fromStdString(node.Scalar());
        if (!isNew) {
            add(node,
                u"mapping key \"%1\" already defined at line %2"_s.arg(key).arg(before->second));
            return {};
        }
        return key.isNull() ? u""_s : key;
    }

    void value(const YAML::Node &node, const Field &field)
    {
        if (!mayGoOn() || tagOf(node) == "!!null"_L1)
            return;
        const QLatin1StringView tag = tagOf(node);
        switch (field.type) {
        case Type::Any:
            break;
        case Type::Text:
            if (!node.IsScalar())
                refuse(node, u"string"_s);
            break;
        case Type::Number:
            if (tag != "!!int"_L1 && tag != "!!float"_L1)
                refuse(node, u"int"_s);
            break;
        case Type::Boolean:
            if (tag != "!!bool"_L1 && !isOldBoolean(node))
                refuse(node, u"bool"_s);
            break;
        case Type::Time:
            if (!node.IsScalar() || !isTime(QString::fromStdString(node.Scalar())))
                refuse(node, u"time.Time"_s);
            break;
        case Type::Texts:
            list(node, {{}, Type::Text}, u"[]string"_s);
            break;
        case Type::TextOrTexts:
            if (node.IsMap())
                add(node, u"expected string list"_s);
            break;
        case Type::Struct:
            structure(node, *field.shape);
            break;
        case Type::Structs:
            map(node, {{}, Type::Struct, field.shape}, QString(field.shape->name));
            break;
        case Type::TextMap:
            map(node, {{}, Type::Text}, u"string"_s);
            break;
        case Type::NumberMap:
            map(node, {{}, Type::Number}, u"int"_s);
            break;
        case Type::ListMap:
            lists(node, *field.shape);
            break;
        }
    }

    // What YAML 1.1 took for true and false, where one of them is wanted.
    static bool isOldBoolean(const YAML::Node &node)
    {
        return node.IsScalar() && node.Tag() == "?"
            && matches(uR"(\A(y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)\z)",
                       QString::fromStdString(node.Scalar()));
    }

    void list(const YAML::Node &node, const Field &element, const QString &type)
    {
        if (!node.IsSequence())
            return refuse(node, type);
        for (const YAML::Node &item : node)
            value(item, element);
    }

    void map(const YAML::Node &node, const Field &element, const QString &type)
    {
        if (!node.IsMap())
            return refuse(node, u"map[string]"_s + type);
        std::map<std::string, int> seen;
        for (const auto &entry : node) {
            const QString key = keyOf(entry.first, &seen);
            if (key == "<<"_L1 && entry.second.IsMap())
                map(entry.second, element, type);
            else if (!key.isNull())
                value(entry.second, element);
        }
    }

    void lists(const YAML::Node &node, const Shape &shape)
    {
        if (!node.IsMap())
            return refuse(node, u"map[string][]"_s + shape.name);
        for (const auto &entry : node)
            list(entry.second, {{}, Type::Struct, &shape}, u"[]"_s + shape.name);
    }

    bool mayGoOn() { return ++m_nodes < mostNodes; }

    void refuse(const YAML::Node &node, const QString &type)
    {
        add(node, u"cannot unmarshal %1 into %2"_s.arg(described(node), type));
    }

    void add(const YAML::Node &node, const QString &words)
    {
        m_problems.append(
            {.stage = ManifestProblem::Stage::Shape, .line = node.Mark().line + 1, .words = words});
    }

    ManifestProblems m_problems;
    int m_nodes = 0;
};

} // namespace

ManifestProblems checkManifestShape(const YAML::Node &document)
{
    Walk walk;
    walk.structure(document, stack);
    return walk.take();
}

} // namespace angee
