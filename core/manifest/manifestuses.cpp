// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/manifest/manifestuses.h"

#include "core/manifest/manifestnodes.h"

#include <QRegularExpression>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

void addOnce(QStringList *list, const QString &text)
{
    if (!text.isEmpty() && !list->contains(text))
        list->append(text);
}

// Aliases of aliases can make a small file endless.
constexpr int MostNodes = 20'000; // of one entry
constexpr int DeepestNode = 50;

//! Every text below \a node, at any depth.
void collectTexts(const YAML::Node &node, QStringList *texts, int depth = 0)
{
    if (depth > DeepestNode || texts->size() > MostNodes)
        return;
    if (node.IsScalar()) {
        texts->append(manifestText(node));
    } else if (node.IsSequence()) {
        for (const YAML::Node &item : node)
            collectTexts(item, texts, depth + 1);
    } else if (node.IsMap()) {
        texts->append(QString()); // counts as well
        for (const auto &item : node)
            collectTexts(item.second, texts, depth + 1);
    }
}

//! The same for all ways to write the same: the daemon writes the file anew with each change.
QByteArray canonicalText(const YAML::Node &node, int *left, int depth = 0)
{
    if (--*left < 0 || depth > DeepestNode)
        return {};
    if (node.IsScalar())
        return '"' + QByteArray::fromStdString(node.Scalar()).toPercentEncoding() + '"';
    QByteArrayList parts;
    if (node.IsSequence()) {
        for (const YAML::Node &item : node)
            parts.append(canonicalText(item, left, depth + 1));
        return '[' + parts.join(',') + ']';
    }
    if (!node.IsMap())
        return {};
    for (const auto &item : node)
        parts.append(canonicalText(item.first, left, depth + 1) + ':'
                     + canonicalText(item.second, left, depth + 1));
    std::sort(parts.begin(), parts.end());
    return '{' + parts.join(',') + '}';
}

class Entries
{
public:
    explicit Entries(const YAML::Node &document)
        : m_ports(manifestNode(document, "ports"))
        , m_sources(manifestNode(document, "sources"))
    { }

    [[nodiscard]] ManifestEntry read(const QString &name, const YAML::Node &node,
                                     bool isService) const
    {
        ManifestEntry entry;
        entry.name = name;
        entry.isService = isService;
        entry.isContainer = manifestText(node, "runtime") == "container"_L1;
        int left = MostNodes;
        entry.text = canonicalText(node, &left);
        QStringList texts;
        collectTexts(node, &texts);
        for (const QString &text : std::as_const(texts))
            readReferences(text, &entry);
        QStringList command;
        collectTexts(manifestNode(node, "command"), &command);
        entry.command = withPorts(command.join(u' ')).simplified();
        readPorts(node, &entry);
        readBuild(manifestNode(node, "build"), &entry);
        return entry;
    }

private:
    static void readReferences(const QString &text, ManifestEntry *entry)
    {
        static const QRegularExpression filled(
            u"\\$\\{\\s*(secret|workspace|source)\\.([^{}|]+?)(?:\\.path)?\\s*(?:\\|[^{}]*)?\\}"_s);
        static const QRegularExpression place(u"\\b(workspace|source)://([^/:$\\s]+)"_s);
        for (const QRegularExpression &expression : {filled, place}) {
            for (auto it = expression.globalMatch(text); it.hasNext();) {
                const QRegularExpressionMatch match = it.next();
                const QString space = match.captured(1);
                addOnce(space == "secret"_L1          ? &entry->secrets
                            : space == "workspace"_L1 ? &entry->workspaces
                                                      : &entry->sources,
                        match.captured(2));
            }
        }
    }

    //! With the values of ports.
    [[nodiscard]] QString withPorts(QString text) const
    {
        if (m_ports.IsMap()) {
            for (const auto &port : m_ports)
                text.replace(u"${ports."_s + manifestText(port.first) + u'}',
                             manifestText(port.second, "value"));
        }
        return text;
    }

    void readPorts(const YAML::Node &node, ManifestEntry *entry) const
    {
        QStringList published;
        collectTexts(manifestNode(node, "ports"), &published);
        for (const QString &text : std::as_const(published)) {
            const QStringList parts = withPorts(text).split(u':'); // address:host:container
            if (parts.size() > 1)
                addOnce(&entry->ports, parts.at(parts.size() - 2));
        }
        static const QRegularExpression option(u"--port[ =](\\d+)\\b"_s);
        for (auto it = option.globalMatch(entry->command); it.hasNext();)
            addOnce(&entry->ports, it.next().captured(1));
    }

    //! A folder of the stack, which may be that of a source.
    void readBuild(const YAML::Node &build, ManifestEntry *entry) const
    {
        entry->isBuilt = isPresent(build);
        const QString context =
            build.IsScalar() ? manifestText(build) : manifestText(build, "context");
        if (context.isEmpty() || !m_sources.IsMap())
            return;
        for (const auto &source : m_sources) {
            const QString path = manifestText(source.second, "path");
            if (!path.isEmpty() && (context == path || context.startsWith(path + u'/')))
                addOnce(&entry->sources, manifestText(source.first));
        }
    }

    YAML::Node m_ports;
    YAML::Node m_sources;
};

} // namespace

QStringList secretsIn(const QString &text)
{
    static const QRegularExpression secret(u"\\$\\{\\s*secret\\.([^{}|]+?)\\s*(?:\\|[^{}]*)?\\}"_s);
    QStringList names;
    for (auto it = secret.globalMatch(text); it.hasNext();)
        addOnce(&names, it.next().captured(1));
    return names;
}

QList<ManifestEntry> manifestEntries(QByteArrayView text)
{
    QList<ManifestEntry> list;
    try {
        const YAML::Node document = YAML::Load(std::string(text.data(), size_t(text.size())));
        const Entries entries(document);
        for (const char *section : {"services", "jobs"}) {
            const YAML::Node all = manifestNode(document, section);
            if (!all.IsMap())
                continue;
            for (const auto &entry : all)
                list.append(entries.read(manifestText(entry.first), entry.second,
                                         qstrcmp(section, "services") == 0));
        }
    } catch (const YAML::Exception &) {
        list.clear(); // whoever checks it says why
    }
    return list;
}

QStringList redeclaredServices(const QList<ManifestEntry> &before,
                               const QList<ManifestEntry> &after)
{
    QStringList names;
    for (const ManifestEntry &entry : after) {
        const auto old = std::find_if(before.cbegin(), before.cend(), [&](const auto &other) {
            return other.isService && other.name == entry.name;
        });
        if (entry.isService && old != before.cend() && old->text != entry.text)
            names.append(entry.name);
    }
    return names;
}

QString ownServiceOf(const QList<ManifestEntry> &entries, int port)
{
    static const QRegularExpression command(u"(?:\\bangee\\s+operator|\\bangee-operator)\\b"_s);
    for (const ManifestEntry &entry : entries) {
        const bool isOperator = command.match(entry.command).hasMatch();
        if (entry.isService
            && (isOperator || (port > 0 && entry.ports.contains(QString::number(port)))))
            return entry.name;
    }
    return {};
}

} // namespace angee
