// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/composeproject.h"

#include "app/sandbox/engine/reply.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int invalidProject = 15;

QJsonValue orNull(const QStringList &texts)
{
    return texts.isEmpty() ? QJsonValue(QJsonValue::Null)
                           : QJsonValue(QJsonArray::fromStringList(texts));
}

QJsonValue orNull(const QJsonObject &object)
{
    return object.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(object);
}

QJsonObject objectOf(const std::map<QString, QString> &values)
{
    QJsonObject out;
    for (const auto &[key, value] : values)
        out.insert(key, value);
    return out;
}

QJsonObject serviceDocument(const ComposeService &service)
{
    QJsonObject dependencies;
    for (const QString &name : service.dependsOn)
        dependencies.insert(name, QJsonObject{{u"Condition"_s, u"service_started"_s}});
    return {{u"Image"_s, service.image},
            {u"Build"_s, service.isBuilt() ? service.build : QJsonValue(QJsonValue::Null)},
            {u"Command"_s, orNull(service.command)},
            {u"Environment"_s, orNull(objectOf(service.environment))},
            {u"Labels"_s, QJsonValue(QJsonValue::Null)},
            {u"Ports"_s, orNull(service.ports)},
            {u"Volumes"_s, orNull(service.volumes)},
            {u"Networks"_s, orNull(service.networks)},
            {u"WorkingDir"_s, service.workdir},
            {u"DependsOn"_s, orNull(dependencies)}};
}

//! The same in the compose file's own keys, without what is empty.
QJsonObject serviceContent(const ComposeService &service)
{
    static const std::map<QString, QString> keys{
        {u"Image"_s, u"image"_s},       {u"Build"_s, u"build"_s},
        {u"Command"_s, u"command"_s},   {u"Environment"_s, u"environment"_s},
        {u"Ports"_s, u"ports"_s},       {u"Volumes"_s, u"volumes"_s},
        {u"Networks"_s, u"networks"_s}, {u"WorkingDir"_s, u"working_dir"_s}};
    const QJsonObject document = serviceDocument(service);
    QJsonObject out;
    for (const auto &[from, to] : keys) {
        const QJsonValue value = document.value(from);
        if (!value.isNull() && value != QJsonValue(QString()))
            out.insert(to, value);
    }
    if (!service.dependsOn.isEmpty())
        out.insert(u"depends_on"_s, QJsonArray::fromStringList(service.dependsOn));
    return out;
}

} // namespace

QJsonObject ComposeProject::document() const
{
    QJsonObject all;
    for (const auto &[service, content] : services)
        all.insert(service, serviceDocument(content));
    QJsonObject folders;
    for (const QString &volume : volumes)
        folders.insert(volume, QJsonObject{{u"Driver"_s, u"local"_s}, {u"Name"_s, QString()}});
    QJsonObject nets;
    for (const QString &network : networks)
        nets.insert(network, QJsonObject{{u"External"_s, false}});
    return {{u"Name"_s, name},
            {u"Services"_s, all},
            {u"Volumes"_s, folders}, // never null, unlike all else
            {u"Networks"_s, orNull(nets)}};
}

QJsonObject ComposeProject::fileContent() const
{
    QJsonObject all;
    for (const auto &[service, content] : services)
        all.insert(service, serviceContent(content));
    return {{u"name"_s, name}, {u"services"_s, all}};
}

void ComposeProject::validate(const QString &root) const
{
    static const QRegularExpression allowed(u"^[a-zA-Z0-9._-]+\\z"_s);
    for (const auto &[service, content] : services) {
        if (!allowed.match(service).hasMatch())
            throw ToolFailure(invalidProject,
                              u"validating %1/docker-compose.yaml: services Additional property %2 "
                              "is not allowed"_s.arg(root, service));
    }
    for (const auto &[service, content] : services) {
        for (const QString &other : content.dependsOn) {
            if (!services.contains(other))
                throw ToolFailure(invalidProject,
                                  u"service %1 depends on undefined service %2: invalid compose "
                                  "project"_s.arg(goQuote(service), goQuote(other)));
        }
    }
}

QString ComposeProject::containerName(const QString &service) const
{
    return u"%1-%2-1"_s.arg(name, service);
}

QString ComposeProject::imageName(const QString &service) const
{
    return u"%1-%2"_s.arg(name, service);
}

// ---- Variables

namespace {

//! The escapes that an env file knows between double quotes; all others stay as they are.
QString withoutEscapes(const QString &text)
{
    static const QRegularExpression form(u"\\\\([abcfnrtv$\"\\\\])"_s);
    static const QString letters = u"abfnrtv\"\\"_s;
    static const QString meanings = u"\a\b\f\n\r\t\v\"\\"_s;
    QString out;
    qsizetype from = 0;
    for (auto it = form.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        out += QStringView(text).mid(from, match.capturedStart() - from);
        const QString letter = match.captured(1);
        if (letter == "$"_L1)
            out += u"$$"_s; // a dollar that is no variable
        else if (const qsizetype at = letters.indexOf(letter); at >= 0)
            out += meanings.at(at);
        else
            out += match.captured();
        from = match.capturedEnd();
    }
    out += QStringView(text).mid(from);
    return out;
}

//! Where a quoted value ends: its closing quote that is not escaped, or the end.
qsizetype closingQuote(const QString &text, QChar quote)
{
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text.at(i) == u'\\' && quote == u'"')
            ++i;
        else if (text.at(i) == quote)
            return i;
    }
    return text.size();
}

} // namespace

Interpolation Interpolation::withEnvFile(const QByteArray &text, Environment process)
{
    Interpolation known(std::move(process));
    for (const QString &raw : QString::fromUtf8(text).split(u'\n')) {
        const QString line = raw.trimmed();
        const qsizetype at = line.indexOf(u'=');
        if (at <= 0 || line.startsWith(u'#'))
            continue;
        const QString value = line.mid(at + 1).trimmed();
        const QString key = line.left(at).trimmed();
        QString meant;
        if (value.startsWith(u'\''))
            meant = value.mid(1, closingQuote(value, u'\'') - 1);
        else if (value.startsWith(u'"'))
            meant = known.expand(withoutEscapes(value.mid(1, closingQuote(value, u'"') - 1)));
        else
            meant = known.expand(value.section(u" #"_s, 0, 0).trimmed());
        known.m_variables.try_emplace(key, meant);
    }
    const QStringList once = known.m_unset;
    known.m_unset += once; // the tool reads the file twice, and says everything twice
    return known;
}

QString Interpolation::valueOf(const QString &name)
{
    const auto it = m_variables.find(name);
    if (it != m_variables.end())
        return it->second;
    m_unset += name;
    return {};
}

QString Interpolation::braced(const QString &inside)
{
    static const QRegularExpression form(u"^([_a-zA-Z][_a-zA-Z0-9]*)(?:(:?)([-+?])(.*))?\\z"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(inside);
    if (!match.hasMatch())
        return u"${%1}"_s.arg(inside);
    const QString name = match.captured(1);
    const QString kind = match.captured(3);
    if (kind.isEmpty())
        return valueOf(name);
    const auto it = m_variables.find(name);
    const bool there =
        it != m_variables.end() && (match.captured(2).isEmpty() || !it->second.isEmpty());
    if (kind == "+"_L1)
        return there ? expand(match.captured(4)) : QString();
    if (there)
        return it->second;
    if (kind == "?"_L1)
        throw ToolFailure(
            invalidProject,
            u"required variable %1 is missing a value: %2"_s.arg(name, match.captured(4)));
    return expand(match.captured(4));
}

QString Interpolation::expand(const QString &text)
{
    static const QRegularExpression form(u"\\$(?:(\\$)|([_a-zA-Z][_a-zA-Z0-9]*)|\\{([^{}]*)\\})"_s);
    QString out;
    qsizetype from = 0;
    for (auto it = form.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        out += QStringView(text).mid(from, match.capturedStart() - from);
        if (match.hasCaptured(1))
            out += u'$';
        else if (match.hasCaptured(2))
            out += valueOf(match.captured(2));
        else
            out += braced(match.captured(3));
        from = match.capturedEnd();
    }
    out += QStringView(text).mid(from);
    return out;
}

std::map<QString, ComposeService> expandedServices(const ComposeProject &project,
                                                   Interpolation *variables)
{
    std::map<QString, ComposeService> out;
    const auto expandAll = [variables](QStringList *texts) {
        for (QString &text : *texts)
            text = variables->expand(text);
    };
    for (const auto &[name, service] : project.services) {
        ComposeService meant = service;
        expandAll(&meant.command);
        for (auto &[key, value] : meant.environment)
            value = variables->expand(value);
        expandAll(&meant.ports);
        expandAll(&meant.volumes);
        out.emplace(name, meant);
    }
    return out;
}

} // namespace angee::sandbox
