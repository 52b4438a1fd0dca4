// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/manifest/manifestrules.h"

#include "core/manifest/manifestnodes.h"

#include <QRegularExpression>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

class Rules
{
public:
    explicit Rules(const YAML::Node &document)
        : m_document(document)
    { }

    ManifestProblems take()
    {
        checkStack();
        checkIngress();
        for (const char *const kind : {"service", "job"})
            checkRunnables(kind);
        return std::move(m_problems);
    }

private:
    void add(int line, const QString &words)
    {
        m_problems.append({.stage = ManifestProblem::Stage::Rules, .line = line, .words = words});
    }

    void checkOneOf(const QString &where, const YAML::Node &node, const QStringList &allowed)
    {
        const QString value = manifestText(node);
        if (!value.isEmpty() && !allowed.contains(value))
            add(manifestLine(node),
                u"manifest validation: %1 must be one of %2, not %3"_s.arg(
                    where, allowed.join(u", "_s), quotedInManifest(value)));
    }

    void checkStack()
    {
        const YAML::Node name = manifestNode(m_document, "name");
        if (manifestText(name).trimmed().isEmpty())
            add(isPresent(name) ? manifestLine(name) : 1, u"manifest name is required"_s);
        const YAML::Node version = manifestNode(m_document, "version");
        const QString number = manifestText(version);
        if (isPresent(version) && number.toDouble() != 0 && int(number.toDouble()) != 1
            && number.toInt(nullptr, 0) != 1)
            add(manifestLine(version), u"manifest validation: version must be 1"_s);
        checkOneOf(u"kind"_s, manifestNode(m_document, "kind"), {u"stack"_s});
        checkOneOf(u"secrets_backend.type"_s,
                   manifestNode(manifestNode(m_document, "secrets_backend"), "type"),
                   {u"env-file"_s, u"openbao"_s});
    }

    void checkIngress()
    {
        const YAML::Node ingress = manifestNode(m_document, "ingress");
        checkOneOf(u"ingress.type"_s, manifestNode(ingress, "type"), {u"none"_s, u"caddy"_s});
        checkOneOf(u"ingress.routing"_s, manifestNode(ingress, "routing"), {u"host"_s, u"path"_s});
        checkOneOf(u"ingress.tls"_s, manifestNode(ingress, "tls"), {u"auto"_s, u"off"_s});
        m_routes = manifestText(ingress, "type") == "caddy"_L1;
        m_byPath = manifestText(ingress, "routing") == "path"_L1;
        const YAML::Node port = manifestNode(ingress, "port");
        const bool hasPort = isPresent(port) && manifestText(port) != "0"_L1;
        if (hasPort && !m_routes)
            add(manifestLine(port), u"ingress.port requires ingress.type: caddy"_s);
        else if (hasPort && manifestText(ingress, "tls") != "off"_L1)
            add(manifestLine(port),
                u"ingress.port requires ingress.tls: off (the tls: auto edge uses 443/80)"_s);
        const QString domain = manifestText(ingress, "domain")
            + manifestText(manifestNode(m_document, "operator"), "domain");
        if (m_byPath && domain.isEmpty())
            add(manifestLine(manifestNode(ingress, "routing")),
                u"ingress.routing: path requires ingress.domain or operator.domain"_s);
    }

    void checkRunnables(const char *kind)
    {
        const bool isService = qstrcmp(kind, "service") == 0;
        const YAML::Node all = manifestNode(m_document, isService ? "services" : "jobs");
        if (!all.IsMap())
            return;
        for (const auto &entry : all) {
            const QString name = manifestText(entry.first);
            const QString who = QLatin1StringView(kind) + u' ' + quotedInManifest(name);
            checkRunnable(manifestLine(entry.first), who, entry.second);
            if (isService && m_routes && isPresent(manifestNode(entry.second, "route")))
                checkRoute(who, name, entry.second);
        }
    }

    void checkRunnable(int line, const QString &who, const YAML::Node &node)
    {
        const YAML::Node runtime = manifestNode(node, "runtime");
        const YAML::Node image = manifestNode(node, "image");
        const YAML::Node route = manifestNode(node, "route");
        const QString kind = manifestText(runtime);
        if (kind.isEmpty()) {
            add(line, u"%1 requires runtime"_s.arg(who));
        } else if (kind == "container"_L1) {
            if (manifestText(image).isEmpty() && !isPresent(manifestNode(node, "build")))
                add(line, u"%1 with runtime container requires image or build"_s.arg(who));
        } else if (kind == "local"_L1) {
            if (!manifestText(image).isEmpty())
                add(manifestLine(image), u"%1 with runtime local must not set image"_s.arg(who));
            const YAML::Node command = manifestNode(node, "command");
            if (!isPresent(command) || command.size() == 0)
                add(line, u"%1 with runtime local requires command"_s.arg(who));
            if (isPresent(route))
                add(manifestLine(route), u"%1: route requires runtime: container"_s.arg(who));
        } else {
            add(manifestLine(runtime),
                u"%1 has unsupported runtime %2"_s.arg(who, quotedInManifest(kind)));
        }
    }

    void checkRoute(const QString &who, const QString &name, const YAML::Node &node)
    {
        static const QRegularExpression routable(u"\\A[a-z0-9][a-z0-9_-]{0,62}\\z"_s);
        const YAML::Node route = manifestNode(node, "route");
        const int line = manifestLine(route);
        const bool host = !manifestText(route, "host").isEmpty();
        const bool path = !manifestText(route, "path").isEmpty();
        if (name == "edge"_L1)
            add(line, u"%1: name is reserved for the ingress edge"_s.arg(who));
        else if (!routable.match(name).hasMatch())
            add(line,
                u"%1: name not allowed for ingress routing (must match %2)"_s.arg(
                    who, u"^[a-z0-9][a-z0-9_-]{0,62}$"_s));
        else if (host && path)
            add(line, u"%1: route.host and route.path are mutually exclusive"_s.arg(who));
        else if (path && !m_byPath)
            add(line, u"%1: route.path requires ingress.routing: path"_s.arg(who));
        else if (host && m_byPath)
            add(line, u"%1: route.host requires ingress.routing: host"_s.arg(who));
    }

    YAML::Node m_document;
    ManifestProblems m_problems;
    bool m_routes = false; // through an edge
    bool m_byPath = false;
};

} // namespace

ManifestProblems checkManifestRules(const YAML::Node &document)
{
    return Rules(document).take();
}

} // namespace angee
