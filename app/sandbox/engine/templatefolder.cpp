// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/templatefolder.h"

#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/jinja.h"
#include "app/sandbox/engine/reply.h"
#include "app/sandbox/engine/substitution.h"
#include "app/sandbox/engine/wirejson.h"
#include "app/sandbox/engine/yamljson.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int generatedLength = 32;

bool flag(const QJsonObject &object, const QString &key)
{
    return object.value(key).toString().compare("true"_L1, Qt::CaseInsensitive) == 0;
}

//! \a printed is the same with its values as Go prints them.
TemplateInput readInput(const QJsonObject &object, const QJsonObject &printed)
{
    TemplateInput input;
    input.type = object.value("type"_L1).toString();
    input.required = flag(object, u"required"_s);
    input.immutable = flag(object, u"immutable"_s);
    input.generated = flag(object, u"generated"_s);
    input.length = object.value("length"_L1).toString().toInt();
    if (printed.contains("default"_L1))
        input.defaultValue = goPrinted(printed.value("default"_L1));
    return input;
}

TemplateSlot readSlot(const QJsonObject &object)
{
    const auto text = [&object](const QString &key) { return object.value(key).toString(); };
    return {text(u"source"_s), text(u"kind"_s),    text(u"repo"_s),
            text(u"path"_s),   text(u"mode"_s),    text(u"branch"_s),
            text(u"ref"_s),    text(u"subpath"_s), flag(object, u"optional"_s)};
}

QString generatedValue(int length)
{
    static constexpr char16_t letters[] = u"abcdefghijklmnopqrstuvwxyz0123456789";
    QString out;
    for (int i = 0; i < (length > 0 ? length : generatedLength); ++i)
        out += letters[QRandomGenerator::system()->bounded(int(std::size(letters)) - 1)];
    return out;
}

QString notFoundText(const QString &ref)
{
    return u"template %1 was not found locally or in the template registry"_s.arg(goQuote(ref));
}

} // namespace

void checkServiceName(const QString &name, const QString &subject)
{
    static const QRegularExpression form(u"^[a-z0-9][a-z0-9_-]{0,62}\\z"_s);
    if (!form.match(name).hasMatch())
        throw EngineError::invalid(u"name"_s,
                                   subject + u" must match ^[a-z0-9][a-z0-9_-]{0,62}$"_s);
}

TemplateFolder::TemplateFolder(QString dir, QString ref)
    : m_dir(std::move(dir))
    , m_ref(std::move(ref))
{
    const QString path = m_dir + u"/copier.yml"_s;
    const QByteArray bytes = readWholeFile(path);
    const QJsonObject document = yamlToJson(bytes, path).toObject();
    const QJsonObject printed = yamlToJson(bytes, path, YamlScalars::AsGoPrints).toObject();
    m_subdirectory = document.value("_subdirectory"_L1).toString();
    m_suffix = document.contains("_templates_suffix"_L1)
        ? document.value("_templates_suffix"_L1).toString()
        : u".jinja"_s;
    readMetadata(document.value("_angee"_L1).toObject(), printed.value("_angee"_L1).toObject());
    for (auto it = document.begin(); it != document.end(); ++it) {
        if (it.key().startsWith(u'_') || !it.value().isObject())
            continue;
        // A question wins over the same name under _angee.inputs.
        TemplateInput input = readInput(it.value().toObject(), printed.value(it.key()).toObject());
        input.isQuestion = true;
        m_inputs.insert_or_assign(it.key(), input);
    }
}

void TemplateFolder::readMetadata(const QJsonObject &metadata, const QJsonObject &printed)
{
    const auto text = [&metadata](const QString &key) { return metadata.value(key).toString(); };
    m_kind = text(u"kind"_s);
    m_name = text(u"name"_s);
    m_namePattern = text(u"name_pattern"_s);
    m_chainRoot = text(u"chain_root"_s);
    const QJsonObject naming = metadata.value("instance_naming"_L1).toObject();
    m_instancePattern = naming.value("pattern"_L1).toString();
    m_instanceFallback = naming.value("fallback"_L1).toString();
    m_instanceLength = naming.value("max_length"_L1).toString().toInt();
    const QJsonObject inputs = metadata.value("inputs"_L1).toObject();
    const QJsonObject shown = printed.value("inputs"_L1).toObject();
    for (auto it = inputs.begin(); it != inputs.end(); ++it)
        m_inputs.insert_or_assign(
            it.key(), readInput(it.value().toObject(), shown.value(it.key()).toObject()));
    const QJsonObject slotted = metadata.value("sources"_L1).toObject();
    for (auto it = slotted.begin(); it != slotted.end(); ++it)
        m_slots.insert_or_assign(it.key(), readSlot(it.value().toObject()));
    const QJsonObject ensured = metadata.value("ensure"_L1).toObject();
    for (auto it = ensured.begin(); it != ensured.end(); ++it) {
        static const QString prefix = u"operator.port_pool."_s;
        if (!it.key().startsWith(prefix))
            throw EngineError::failed(
                u"ensure: %1: the sandbox can only ensure operator.port_pool"_s.arg(it.key()));
        m_ensuredPools.emplace(it.key().mid(prefix.size()),
                               it.value().toObject().value("range"_L1).toString());
    }
    if (!metadata.value("chain"_L1).toArray().isEmpty())
        throw EngineError::failed(
            u"template %1: the sandbox has no chained templates"_s.arg(goQuote(m_ref)));
}

TemplateFolder TemplateFolder::resolve(const QString &root, const QString &ref, const QString &kind)
{
    if (ref.isEmpty())
        throw EngineError::failed(u"template reference is empty"_s);
    const auto readable = [](const QString &dir) { return pathExists(dir + u"/copier.yml"_s); };
    if (QDir::isAbsolutePath(ref)) {
        if (!readable(ref))
            throw EngineError::failed(u"stat %1: no such file or directory"_s.arg(ref));
        return TemplateFolder(ref, ref);
    }
    // Registries and pinned references are over a network, where the sandbox does not go.
    if (ref.contains("://"_L1) || ref.contains(u'@') || ref.contains("//"_L1))
        throw EngineError::failed(notFoundText(ref));
    const QString family = kind + u"s/"_s;
    const QString full = ref.contains(u'/') ? ref : family + ref;
    if (kind.isEmpty() || !full.startsWith(family))
        throw EngineError::failed(
            u"template %1 does not match kind %2"_s.arg(goQuote(ref), goQuote(kind)));
    for (const QString &base : {u"/.templates/"_s, u"/templates/"_s, u"/"_s}) {
        if (!full.contains(".."_L1) && readable(root + base + full))
            return TemplateFolder(root + base + full, full);
    }
    throw EngineError::failed(notFoundText(ref));
}

std::vector<TemplateFolder> TemplateFolder::list(const QString &root)
{
    constexpr auto foldersOnly =
        QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks | QDir::Hidden;
    std::map<QByteArray, TemplateFolder> found; // by the bytes of the reference, first wins
    for (const QString &base : {root + u"/.templates"_s, root + u"/templates"_s}) {
        for (const QString &kind : QDir(base).entryList(foldersOnly)) {
            for (const QString &name : QDir(base + u'/' + kind).entryList(foldersOnly)) {
                const QString dir = base + u'/' + kind + u'/' + name;
                const QString ref = kind + u'/' + name;
                if (!pathExists(dir + u"/copier.yml"_s) || found.contains(ref.toUtf8()))
                    continue;
                try {
                    found.emplace(ref.toUtf8(), TemplateFolder(dir, ref));
                } catch (const EngineError &) {
                    continue; // what cannot be read is not offered (contract.md, section 5.6)
                }
            }
        }
    }
    std::vector<TemplateFolder> out;
    out.reserve(found.size());
    for (auto &[ref, folder] : found)
        out.push_back(std::move(folder));
    return out;
}

QJsonObject TemplateFolder::descriptor() const
{
    QJsonArray inputs;
    for (const auto &[name, input] : m_inputs) {
        QJsonObject shown{{u"name"_s, name},
                          {u"required"_s, input.required},
                          {u"immutable"_s, input.immutable},
                          {u"generated"_s, input.generated},
                          {u"question"_s, input.isQuestion}};
        if (!input.type.isEmpty())
            shown.insert(u"type"_s, input.type);
        if (!input.defaultValue.value_or(QString()).isEmpty())
            shown.insert(u"default"_s, *input.defaultValue);
        inputs.append(shown);
    }
    QJsonObject out{
        {u"ref"_s, m_ref}, {u"kind"_s, m_kind}, {u"path"_s, m_dir}, {u"inputs"_s, inputs}};
    if (!m_name.isEmpty())
        out.insert(u"name"_s, m_name);
    return out;
}

NameMap<QString> TemplateFolder::mergedInputs(const NameMap<QString> &given,
                                              bool withQuestions) const
{
    NameMap<QString> out;
    for (const auto &[name, input] : m_inputs) {
        if (input.defaultValue && (withQuestions || !input.isQuestion))
            out.emplace(name, *input.defaultValue);
        else if (withQuestions && input.generated)
            out.emplace(name, generatedValue(input.length));
    }
    for (const auto &[name, value] : given)
        out.insert_or_assign(name, value);
    return out;
}

QString TemplateFolder::workspaceName(const NameMap<QString> &inputs) const
{
    QString pattern = m_instancePattern.isEmpty() ? m_instanceFallback : m_instancePattern;
    if (pattern.isEmpty())
        pattern = u"${inputs.name | slug}"_s;
    SubstitutionScope scope;
    scope.inputs = inputs;
    QString name = substitute(pattern, scope);
    if (m_instanceLength > 0 && name.size() > m_instanceLength) {
        name.truncate(m_instanceLength);
        while (name.endsWith(u'-') || name.endsWith(u'_'))
            name.chop(1);
    }
    if (name.isEmpty())
        throw EngineError::failed(u"workspace name resolved empty"_s);
    return name;
}

QString TemplateFolder::serviceName(const NameMap<QString> &inputs, const QString &workspace) const
{
    QString pattern = m_namePattern.isEmpty() ? m_instancePattern : m_namePattern;
    if (pattern.isEmpty())
        pattern = u"agent-${workspace.name}"_s;
    SubstitutionScope scope;
    scope.inputs = inputs;
    scope.values = {{u"name"_s, workspace}, {u"workspace.name"_s, workspace}};
    QString name = substitute(pattern, scope).trimmed().toLower();
    checkServiceName(name, u"resolved service name %1"_s.arg(goQuote(name)));
    return name;
}

void TemplateFolder::ensure(Manifest *manifest) const
{
    for (const auto &[name, range] : m_ensuredPools) {
        const auto [it, isNew] = manifest->operatorSection.portPool.emplace(name, PortPool{range});
        if (!isNew && it->second.range != range)
            throw EngineError::failed(
                u"ensure: operator.port_pool.%1: existing value %2 conflicts with required value %3"_s
                    .arg(name, it->second.range, range));
    }
}

std::vector<RenderedFile> TemplateFolder::render(const NameMap<QString> &variables) const
{
    const QString base = m_subdirectory.isEmpty() ? m_dir : m_dir + u'/' + m_subdirectory;
    std::vector<RenderedFile> out;
    QDirIterator it(base, QDir::Files | QDir::Hidden | QDir::NoSymLinks,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString source = it.next();
        QString relative = QDir(base).relativeFilePath(source);
        if (m_subdirectory.isEmpty() && relative == "copier.yml"_L1)
            continue;
        RenderedFile file;
        file.bytes = readWholeFile(source);
        file.isExecutable = it.fileInfo().isExecutable();
        if (relative.endsWith(m_suffix) && !m_suffix.isEmpty()) {
            relative.chop(m_suffix.size());
            file.bytes = renderJinja(textOfUtf8(file.bytes), variables).toUtf8();
        }
        file.path = QDir::cleanPath(renderJinja(relative, variables));
        if (file.path.startsWith(".."_L1) || file.path.startsWith(u'/'))
            throw EngineError::failed(
                u"rendered path %1 escapes the target"_s.arg(goQuote(file.path)));
        if (!file.path.endsWith(u'/') && file.path != "."_L1)
            out.push_back(std::move(file));
    }
    std::sort(out.begin(), out.end(),
              [](const RenderedFile &a, const RenderedFile &b) { return a.path < b.path; });
    return out;
}

} // namespace angee::sandbox
