// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/manifest/manifestreferences.h"

#include "core/manifest/manifestnodes.h"

#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Consequence = ManifestProblem::Consequence;

class References
{
    Q_DECLARE_TR_FUNCTIONS(angee::ManifestReferences)

public:
    References(const YAML::Node &document, const ManifestContext &context)
        : m_document(document)
        , m_context(context)
        , m_secrets(manifestNode(document, "secrets"))
        , m_services(manifestNode(document, "services"))
    { }

    ManifestProblems take()
    {
        checkSources();
        checkRunnables("service", m_services);
        checkRunnables("job", manifestNode(m_document, "jobs"));
        checkCycles();
        return std::move(m_problems);
    }

private:
    // The one that is looked at.
    struct Runnable
    {
        QString who;
        bool isService = true;
        bool isContainer = false;

        // Its texts go through docker compose.
        [[nodiscard]] bool isComposed() const { return isService && isContainer; }
    };

    void add(Consequence consequence, int line, const QString &words)
    {
        m_problems.append({.consequence = consequence,
                           .stage = ManifestProblem::Stage::References,
                           .line = line,
                           .words = words});
    }

    void checkSources()
    {
        const YAML::Node sources = manifestNode(m_document, "sources");
        if (!sources.IsMap())
            return;
        for (const auto &entry : sources) {
            const QString kind = manifestText(entry.second, "kind");
            const QString name = quotedInManifest(manifestText(entry.first));
            const int line = manifestLine(entry.first);
            if (kind != "git"_L1 && kind != "local"_L1)
                add(Consequence::Stuck, line, tr("source %1: kind must be git or local").arg(name));
            else if (kind == "git"_L1 && manifestText(entry.second, "repo").isEmpty())
                add(Consequence::Stuck, line, tr("source %1 has no repo to clone").arg(name));
        }
    }

    void checkRunnables(const char *kind, const YAML::Node &all)
    {
        if (!all.IsMap())
            return;
        static const QRegularExpression composeName(u"\\A[A-Za-z0-9._-]+\\z"_s);
        for (const auto &entry : all) {
            const YAML::Node &node = entry.second;
            const QString name = manifestText(entry.first);
            m_now.who = QLatin1StringView(kind) + u' ' + quotedInManifest(name);
            m_now.isService = qstrcmp(kind, "service") == 0;
            m_now.isContainer = manifestText(node, "runtime") == "container"_L1;
            if (m_now.isComposed() && !composeName.match(name).hasMatch())
                add(Consequence::Stuck, manifestLine(entry.first),
                    tr("%1: docker compose takes letters, digits, \".\", \"_\" and \"-\" in the "
                       "name of a container; with this one it refuses the whole stack")
                        .arg(m_now.who));
            checkTexts(node);
            checkPlaces(manifestNode(node, "mounts"), u"mounts"_s);
            checkPlaces(manifestNode(node, "workdir"), u"workdir"_s);
            for (const char *key : {"depends_on", "after"})
                checkDependencies(manifestNode(node, key));
        }
    }

    void checkTexts(const YAML::Node &node)
    {
        for (const char *key : {"command", "mounts", "ports"}) {
            const YAML::Node list = manifestNode(node, key);
            const QString where = QString::fromLatin1(key);
            if (list.IsScalar())
                checkText(list, where);
            else if (list.IsSequence())
                for (const YAML::Node &item : list)
                    checkText(item, where);
        }
        const YAML::Node env = manifestNode(node, "env");
        if (env.IsMap())
            for (const auto &entry : env)
                checkText(entry.second, u"env "_s + manifestText(entry.first));
        checkText(manifestNode(node, "workdir"), u"workdir"_s);
        // The daemon leaves this one alone; docker compose does not.
        if (m_now.isComposed())
            checkDollars(manifestNode(node, "image"), u"image"_s, manifestText(node, "image"));
    }

    void checkText(const YAML::Node &node, const QString &where)
    {
        if (!node.IsScalar())
            return;
        static const QRegularExpression expression(u"\\$\\{([^{}]+)\\}"_s);
        const QString text = manifestText(node);
        for (auto it = expression.globalMatch(text); it.hasNext();) {
            const QString problem = problemWith(it.next().captured(1));
            if (!problem.isEmpty())
                add(Consequence::Stuck, manifestLine(node),
                    u"%1 %2: %3"_s.arg(m_now.who, where, problem));
        }
        if (m_now.isComposed())
            checkDollars(node, where, QString(text).remove(expression));
    }

    // What docker compose does with the signs that the daemon leaves.
    void checkDollars(const YAML::Node &node, const QString &where, const QString &text)
    {
        static const QRegularExpression dollar(u"\\$(\\$|\\{|[A-Za-z_][A-Za-z0-9_]*)"_s);
        for (auto it = dollar.globalMatch(text); it.hasNext();) {
            const QString what = it.next().captured(1);
            if (what == u'$')
                continue;
            if (what == u'{') {
                add(Consequence::Stuck, manifestLine(node),
                    tr("%1 %2: docker compose cannot read \"${\" here and refuses the whole stack; "
                       "write \"$$\" for a \"$\"")
                        .arg(m_now.who, where));
            } else {
                add(Consequence::Trap, manifestLine(node),
                    tr("%1 %2: docker compose replaces $%3 before the container starts, as a rule "
                       "by nothing; write $$%3 for the container's own variable")
                        .arg(m_now.who, where, what));
            }
            return;
        }
    }

    // In ${…}; empty for what the daemon can fill in.
    QString problemWith(const QString &expression) const
    {
        static const QStringList filters{
            u"slug"_s,     u"lower"_s,   u"upper"_s,    u"trim"_s,      u"local_part"_s,
            u"truncate"_s, u"default"_s, u"required"_s, u"b64encode"_s, u"replace"_s};
        const QStringList parts = expression.split(u'|');
        for (const QString &part : parts.mid(1)) {
            const QString filter = part.section(u'(', 0, 0).trimmed();
            if (!filters.contains(filter))
                return tr("there is no filter %1").arg(quotedInManifest(filter));
        }
        return problemWithValue(parts.first().trimmed(), expression);
    }

    QString problemWithValue(const QString &path, const QString &expression) const
    {
        if (path == "name"_L1)
            return {};
        const QString space = path.section(u'.', 0, 0);
        const QString rest = path.section(u'.', 1);
        if (space == "secret"_L1)
            return problemWithSecret(rest);
        if (space == "ports"_L1)
            return isPresentIn("ports", rest)
                ? QString()
                : tr("port %1 is not declared").arg(quotedInManifest(rest));
        if (space == "operator"_L1 && !rest.isEmpty())
            return rest == "url"_L1 || rest == "domain"_L1
                ? QString()
                : tr("the operator has no field %1").arg(quotedInManifest(rest));
        if (space == "workspace"_L1 || space == "source"_L1)
            return problemWithPath(space, rest);
        if (space == "inputs"_L1 && !rest.isEmpty())
            return !m_now.isService || expression.contains("default"_L1)
                ? QString()
                : tr("only a job has inputs, and %1 is none").arg(quotedInManifest(rest));
        return tr("${%1} means nothing to the daemon; write a shell variable without braces")
            .arg(path);
    }

    QString problemWithSecret(const QString &name) const
    {
        if (!manifestKeys(m_secrets).contains(name))
            return tr("secret %1 is not declared").arg(quotedInManifest(name));
        return m_context.unsetSecrets.contains(name)
            ? tr("secret %1 has no value").arg(quotedInManifest(name))
            : QString();
    }

    QString problemWithPath(const QString &space, const QString &rest) const
    {
        const qsizetype dot = rest.lastIndexOf(u'.');
        const QString name = rest.left(dot);
        if (!isPresentIn(space == "source"_L1 ? "sources" : "workspaces", name))
            return tr("%1 %2 is not declared").arg(space, quotedInManifest(name));
        return rest.mid(dot + 1) == "path"_L1
            ? QString()
            : tr("a %1 has a path and nothing else to fill in").arg(space);
    }

    bool isPresentIn(const char *section, const QString &name) const
    {
        return manifestKeys(manifestNode(m_document, section)).contains(name);
    }

    // "source://app/sub:/x:ro" and the like, one or many.
    void checkPlaces(const YAML::Node &node, const QString &where)
    {
        if (node.IsScalar())
            checkPlace(node, where);
        else if (node.IsSequence())
            for (const YAML::Node &item : node)
                checkPlace(item, where);
    }

    void checkPlace(const YAML::Node &node, const QString &where)
    {
        static const QRegularExpression place(u"\\A([A-Za-z]+)://([^/:]*)"_s);
        const QRegularExpressionMatch match = place.match(manifestText(node));
        if (!match.hasMatch())
            return;
        const QString scheme = match.captured(1);
        const QString name = match.captured(2);
        static const QMap<QString, const char *> sections{
            {u"source"_s, "sources"}, {u"workspace"_s, "workspaces"}, {u"volume"_s, "volumes"}};
        const bool isVolumeOfLocal = scheme == "volume"_L1 && !m_now.isContainer;
        if (scheme == "bind"_L1 || isVolumeOfLocal
            || (where == "workdir"_L1 && scheme == "volume"_L1))
            return;
        if (!sections.contains(scheme))
            add(Consequence::Stuck, manifestLine(node),
                tr("%1 %2: unknown scheme %3").arg(m_now.who, where, quotedInManifest(scheme)));
        else if (!name.contains(u'$') && !isPresentIn(sections.value(scheme), name))
            add(Consequence::Stuck, manifestLine(node),
                tr("%1 %2: %3 %4 is not declared")
                    .arg(m_now.who, where, scheme, quotedInManifest(name)));
    }

    void checkDependencies(const YAML::Node &list)
    {
        if (!list.IsSequence())
            return;
        for (const YAML::Node &item : list) {
            const QString name = manifestText(item);
            const YAML::Node service = serviceNamed(name);
            const bool isThere = isPresent(service) || isPresentIn("jobs", name);
            if (m_now.isComposed() && manifestText(service, "runtime") != "container"_L1) {
                const QString why = !isThere ? tr("there is no %1").arg(quotedInManifest(name))
                    : isPresent(service) ? tr("%1 is a local service").arg(quotedInManifest(name))
                                         : tr("%1 is a job").arg(quotedInManifest(name));
                add(Consequence::Stuck, manifestLine(item),
                    tr("%1 depends on what is no container (%2): docker compose refuses the whole "
                       "stack, and no container has a state any more")
                        .arg(m_now.who, why));
            } else if (!isThere) {
                add(Consequence::Trap, manifestLine(item),
                    tr("%1 depends on %2, which is not declared")
                        .arg(m_now.who, quotedInManifest(name)));
            }
        }
    }

    YAML::Node serviceNamed(const QString &name) const
    {
        return manifestNode(m_services, name.toStdString().c_str());
    }

    // Containers that wait for each other.
    void checkCycles()
    {
        const QStringList names = manifestKeys(m_services);
        for (const QString &name : names) {
            QStringList way;
            if (!m_done.contains(name))
                follow(name, &way);
        }
    }

    void follow(const QString &name, QStringList *way)
    {
        const YAML::Node service = serviceNamed(name);
        if (manifestText(service, "runtime") != "container"_L1)
            return;
        if (const qsizetype at = way->indexOf(name); at >= 0) {
            add(Consequence::Stuck, manifestLine(service),
                tr("these containers wait for each other: %1; docker compose refuses the whole "
                   "stack")
                    .arg((way->mid(at) << name).join(u" → "_s)));
            return;
        }
        if (m_done.contains(name))
            return;
        way->append(name);
        for (const char *key : {"depends_on", "after"}) {
            const YAML::Node list = manifestNode(service, key);
            if (list.IsSequence())
                for (const YAML::Node &item : list)
                    follow(manifestText(item), way);
        }
        way->removeLast();
        m_done.append(name);
    }

    YAML::Node m_document;
    const ManifestContext &m_context;
    YAML::Node m_secrets;
    YAML::Node m_services;
    Runnable m_now;
    QStringList m_done; // services whose dependencies were followed to their ends
    ManifestProblems m_problems;
};

} // namespace

ManifestProblems checkManifestReferences(const YAML::Node &document, const ManifestContext &context)
{
    return References(document, context).take();
}

} // namespace angee
