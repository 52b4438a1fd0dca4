// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/substitution.h"

#include "app/sandbox/engine/reply.h"

#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

[[noreturn]] void refuse(const QString &text)
{
    throw EngineError::failed(text);
}

template <typename T>
const T *lookUp(const std::map<QString, T> &values, const QString &key)
{
    const auto it = values.find(key);
    return it == values.end() ? nullptr : &it->second;
}

//! "N.path" in a namespace of paths.
QString pathOf(const QString &kind, const QString &rest, const std::map<QString, QString> &paths)
{
    const qsizetype dot = rest.lastIndexOf(u'.');
    const QString name = dot < 0 ? rest : rest.left(dot);
    const QString field = dot < 0 ? QString() : rest.mid(dot + 1);
    const QString *path = lookUp(paths, name);
    if (!path)
        refuse(u"%1 %2 is not known"_s.arg(kind, goQuote(name)));
    if (field != "path"_L1)
        refuse(u"unknown %1 field %2"_s.arg(kind, goQuote(field)));
    return *path;
}

QString valueOf(const QString &path, const SubstitutionScope &scope)
{
    if (const QString *value = lookUp(scope.values, path))
        return *value;
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0)
        refuse(u"unknown substitution %1"_s.arg(goQuote(path)));
    const QString ns = path.left(dot);
    const QString rest = path.mid(dot + 1);
    if (ns == "secret"_L1) {
        if (const QString *value = lookUp(scope.secrets, rest))
            return *value;
        refuse(u"secret %1 is not resolved"_s.arg(goQuote(rest)));
    }
    if (ns == "ports"_L1) {
        if (const int *value = lookUp(scope.ports, rest))
            return QString::number(*value);
        refuse(u"port %1 is not declared"_s.arg(goQuote(rest)));
    }
    if (ns == "alloc"_L1) {
        if (const int *value = lookUp(scope.allocations, rest))
            return QString::number(*value);
        refuse(u"allocation %1 is not declared"_s.arg(goQuote(rest)));
    }
    if (ns == "persist"_L1) {
        if (const QString *value = lookUp(scope.persistPaths, rest))
            return *value;
        refuse(u"persist path %1 is not known"_s.arg(goQuote(rest)));
    }
    if (ns == "inputs"_L1) {
        if (const QString *value = lookUp(scope.inputs, rest))
            return *value;
        refuse(u"input %1 is not set"_s.arg(goQuote(rest)));
    }
    if (ns == "workspace"_L1)
        return pathOf(ns, rest, scope.workspacePaths);
    if (ns == "source"_L1)
        return pathOf(ns, rest, scope.sourcePaths);
    if (ns == "operator"_L1)
        refuse(u"unknown operator field %1"_s.arg(goQuote(rest)));
    refuse(u"unknown substitution namespace %1"_s.arg(goQuote(ns)));
}

QString expand(const QString &expression, const SubstitutionScope &scope)
{
    const QStringList parts = expression.split(u'|');
    QString value = valueOf(parts.first().trimmed(), scope);
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const FilterCall call = parseFilterCall(parts.at(i).trimmed());
        value = applyFilter(call.name, call.arguments, value);
    }
    return value;
}

} // namespace

QString slug(const QString &text)
{
    static const QRegularExpression others(u"[^a-z0-9]+"_s);
    QString out = text.toLower().replace(others, u"-"_s);
    while (out.startsWith(u'-'))
        out.remove(0, 1);
    while (out.endsWith(u'-'))
        out.chop(1);
    return out;
}

FilterCall parseFilterCall(const QString &text)
{
    const qsizetype open = text.indexOf(u'(');
    if (open < 0 || !text.endsWith(u')'))
        return {text, {}};
    FilterCall call{text.left(open).trimmed(), {}};
    const QString inside = text.mid(open + 1, text.size() - open - 2);
    if (inside.trimmed().isEmpty())
        return call;
    for (const QString &part : inside.split(u',')) {
        QString argument = part.trimmed();
        if (argument.size() >= 2 && argument.front() == argument.back()
            && (argument.front() == u'"' || argument.front() == u'\''))
            argument = argument.mid(1, argument.size() - 2);
        call.arguments += argument;
    }
    return call;
}

QString applyFilter(const QString &name, const QStringList &arguments, const QString &value)
{
    if (name == "slug"_L1)
        return slug(value);
    if (name == "lower"_L1)
        return value.toLower();
    if (name == "upper"_L1)
        return value.toUpper();
    if (name == "trim"_L1)
        return value.trimmed();
    if (name == "local_part"_L1)
        return value.section(u'@', 0, 0);
    if (name == "truncate"_L1) {
        bool ok = false;
        const int length = arguments.value(0).toInt(&ok);
        if (!ok || length < 0)
            refuse(u"invalid truncate length %1"_s.arg(goQuote(arguments.value(0))));
        return value.left(length);
    }
    if (name == "default"_L1)
        return value.isEmpty() ? arguments.value(0) : value;
    if (name == "required"_L1) {
        if (value.isEmpty())
            refuse(arguments.value(0, u"required value is empty"_s));
        return value;
    }
    if (name == "b64encode"_L1)
        return QString::fromLatin1(value.toUtf8().toBase64());
    if (name == "replace"_L1)
        return QString(value).replace(arguments.value(0), arguments.value(1));
    refuse(u"unknown filter %1"_s.arg(goQuote(name)));
}

QString substitute(const QString &text, const SubstitutionScope &scope)
{
    static const QRegularExpression form(u"\\$\\{([^}]*)\\}"_s);
    QString out;
    qsizetype from = 0;
    for (auto it = form.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        out += QStringView(text).mid(from, match.capturedStart() - from);
        out += expand(match.captured(1), scope);
        from = match.capturedEnd();
    }
    out += QStringView(text).mid(from);
    return out;
}

QStringList substituteAll(const QStringList &texts, const SubstitutionScope &scope)
{
    QStringList out;
    for (const QString &text : texts) {
        try {
            out += substitute(text, scope);
        } catch (const EngineError &e) {
            refuse(u"index %1: %2"_s.arg(QString::number(out.size()), e.error));
        }
    }
    return out;
}

} // namespace angee::sandbox
