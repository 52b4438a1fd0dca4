// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/stuckcause.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using StuckKind = StuckCause::Kind;

// Words of a tool can be megabytes; what it failed of stands at their end, or alone.
constexpr qsizetype LongestCauseWords = qsizetype(64) * 1024;
constexpr qsizetype LongestCauseLine = 2000;

struct CausePattern
{
    StuckKind kind;
    const char *expression; // captures "object" and "user" by name
};

// The nearest comes first: a compose file is invalid for a reason, which says more.
constexpr std::array causePatterns{
    CausePattern{
        StuckKind::SecretNotResolved,
        R"re((?:(?:service|job) (?<user>\S+) \S+: )?(?:\S+: )?secret "(?<object>[^"]*)" is not resolved)re"},
    CausePattern{
        StuckKind::WorkspaceNotDeclared,
        R"re((?:(?:service|job) (?<user>\S+) \S+: )?(?:\S+: )?workspace "(?<object>[^"]*)" is not declared)re"},
    CausePattern{
        StuckKind::SourceNotDeclared,
        R"re((?:(?:service|job) (?<user>\S+) \S+: )?(?:\S+: )?source "(?<object>[^"]*)" is not declared)re"},
    CausePattern{StuckKind::SecretBreaksStack, R"re(failed to read \S+\.env: Invalid template)re"},
    CausePattern{StuckKind::DependsOnUndefined,
                 R"re(service "(?<user>[^"]*)" depends on undefined service "(?<object>[^"]*)")re"},
    CausePattern{StuckKind::NameRefused,
                 R"re(services Additional property (?<object>.+?) is not allowed)re"},
    CausePattern{StuckKind::PortTaken,
                 R"re(Bind for (?<object>\S+) failed: port is already allocated)re"},
    CausePattern{
        StuckKind::PortTaken,
        R"re((?:listen|bind)[^:]* (?<object>[\d.:\[\]]+): bind: address already in use)re"},
    CausePattern{StuckKind::NameInUse,
                 R"re(The container name "/?(?<object>[^"]*)" is already in use)re"},
    CausePattern{
        StuckKind::EngineUnreachable,
        R"re(Cannot connect to the Docker daemon at (?<object>\S+?)\. Is the docker daemon running)re"},
    CausePattern{StuckKind::EngineUnreachable, R"re(Cannot connect to the Docker daemon)re"},
    CausePattern{StuckKind::EngineUnreachable,
                 R"re(permission denied while trying to connect to the Docker)re"},
    CausePattern{StuckKind::EngineMissing,
                 R"re(exec: "(?<object>docker)": executable file not found)re"},
    CausePattern{StuckKind::EngineMissing, R"re('(?<object>compose)' is not a docker command)re"},
    CausePattern{StuckKind::ManifestBroken,
                 R"re(yaml: (?:unmarshal errors|line \d+|.*cannot unmarshal))re"},
    CausePattern{StuckKind::ComposeFileMissing,
                 R"re(stat (?<object>\S+compose\.ya?ml): no such file)re"},
    CausePattern{StuckKind::ComposeFileInvalid, R"re(: invalid compose project)re"},
    CausePattern{StuckKind::ComposeFileInvalid, R"re(docker compose .*: exit status 15: )re"},
};

const QRegularExpression &causeExpression(size_t index)
{
    static const auto made = [] {
        std::array<QRegularExpression, causePatterns.size()> list;
        for (size_t i = 0; i < causePatterns.size(); ++i)
            list.at(i).setPattern(QString::fromLatin1(causePatterns.at(i).expression));
        return list;
    }();
    return made.at(index);
}

QString causeLine(const QString &words, qsizetype from, qsizetype to)
{
    const qsizetype begin = from == 0 ? 0 : words.lastIndexOf(u'\n', from - 1) + 1;
    qsizetype end = words.indexOf(u'\n', to);
    if (end < 0)
        end = words.size();
    return words.mid(begin, std::min(end - begin, LongestCauseLine)).trimmed();
}

struct Stuck
{
    Q_DECLARE_TR_FUNCTIONS(angee::StuckCause)
};

QString userOf(const StuckCause &cause)
{
    return cause.user.isEmpty() ? Stuck::tr("an entry of the stack")
                                : Stuck::tr("\"%1\"").arg(cause.user);
}

} // namespace

std::optional<StuckCause> findStuckCause(const QString &words)
{
    const QString end = words.right(LongestCauseWords);
    for (size_t i = 0; i < causePatterns.size(); ++i) {
        QRegularExpressionMatch last;
        QRegularExpressionMatchIterator matches = causeExpression(i).globalMatch(end);
        while (matches.hasNext())
            last = matches.next();
        if (!last.hasMatch())
            continue;
        StuckCause cause;
        cause.kind = causePatterns.at(i).kind;
        cause.object = last.captured(u"object"_s);
        cause.user = last.captured(u"user"_s);
        cause.words = causeLine(end, last.capturedStart(), last.capturedEnd());
        return cause;
    }
    return std::nullopt;
}

QString stuckText(const StuckCause &cause)
{
    switch (cause.kind) {
    case StuckKind::SecretNotResolved:
        return Stuck::tr("Secret \"%1\" has no value, and %2 uses it.")
            .arg(cause.object, userOf(cause));
    case StuckKind::WorkspaceNotDeclared:
        return Stuck::tr("There is no workspace \"%1\", and %2 needs it.")
            .arg(cause.object, userOf(cause));
    case StuckKind::SourceNotDeclared:
        return Stuck::tr("There is no source \"%1\", and %2 needs it.")
            .arg(cause.object, userOf(cause));
    case StuckKind::SecretBreaksStack:
        return Stuck::tr("The value of a secret holds \"${\" that is no variable, so compose can "
                         "read none of them.");
    case StuckKind::DependsOnUndefined:
        return Stuck::tr("The container \"%1\" depends on \"%2\", which is no container.")
            .arg(cause.user, cause.object);
    case StuckKind::NameRefused:
        return Stuck::tr("A container service cannot have the name \"%1\".").arg(cause.object);
    case StuckKind::ComposeFileInvalid:
        return Stuck::tr("Docker compose refuses the stack as it is declared.");
    case StuckKind::ComposeFileMissing:
        return Stuck::tr("The stack was never prepared: it has no compose file yet.");
    case StuckKind::ManifestBroken:
        return Stuck::tr("The stack's manifest, angee.yaml, cannot be read.");
    case StuckKind::EngineUnreachable:
        return Stuck::tr("The container engine cannot be reached.");
    case StuckKind::EngineMissing:
        return Stuck::tr("There is no docker on the daemon's machine, or not where it looks.");
    case StuckKind::PortTaken:
        return Stuck::tr("The address %1 is taken by something else.").arg(cause.object);
    case StuckKind::NameInUse:
        return Stuck::tr("The container \"%1\" was being made by another command.")
            .arg(cause.object);
    }
    Q_UNREACHABLE();
}

QString stuckAdvice(const StuckCause &cause)
{
    switch (cause.kind) {
    case StuckKind::SecretNotResolved:
        return Stuck::tr("Set the secret, or take its use out of the stack.");
    case StuckKind::WorkspaceNotDeclared:
        return Stuck::tr("Create a workspace of that name, or destroy what needs it.");
    case StuckKind::SourceNotDeclared:
        return Stuck::tr("Declare a source of that name, or destroy what needs it.");
    case StuckKind::SecretBreaksStack:
        return Stuck::tr("Set that secret to a value without it, or with \"$${\" where only "
                         "containers use it.");
    case StuckKind::DependsOnUndefined:
        return Stuck::tr("Take \"%1\" out of its depends_on in angee.yaml: a "
                         "container can depend "
                         "on containers alone.")
            .arg(cause.object);
    case StuckKind::NameRefused:
        return Stuck::tr("Rename it in angee.yaml: letters, digits, \"_\", \"-\" and \".\".");
    case StuckKind::ComposeFileInvalid:
        return Stuck::tr("Mend what its words name in angee.yaml.");
    case StuckKind::ComposeFileMissing:
        return Stuck::tr("Prepare the stack, or bring it up.");
    case StuckKind::ManifestBroken:
        return Stuck::tr("It can only be mended on the daemon's machine.");
    case StuckKind::EngineUnreachable:
        return Stuck::tr("Start the engine on the daemon's machine, or let the daemon's user "
                         "reach it.");
    case StuckKind::EngineMissing:
        return Stuck::tr("Install docker with its compose plugin there.");
    case StuckKind::PortTaken:
        return Stuck::tr("Stop what listens there, or give the service another port. The other "
                         "services were started all the same.");
    case StuckKind::NameInUse:
        return Stuck::tr("Try again once the other one is done.");
    }
    Q_UNREACHABLE();
}

ObjectRef stuckObject(const StuckCause &cause)
{
    switch (cause.kind) {
    case StuckKind::SecretNotResolved:
        return {ObjectKind::Secret, cause.object};
    case StuckKind::WorkspaceNotDeclared:
    case StuckKind::SourceNotDeclared:
    case StuckKind::DependsOnUndefined:
        if (!cause.user.isEmpty())
            return {ObjectKind::Service, cause.user};
        break;
    case StuckKind::NameRefused:
        return {ObjectKind::Service, cause.object};
    case StuckKind::SecretBreaksStack:
    case StuckKind::ComposeFileInvalid:
    case StuckKind::ComposeFileMissing:
    case StuckKind::ManifestBroken:
    case StuckKind::EngineUnreachable:
    case StuckKind::EngineMissing:
    case StuckKind::PortTaken:
    case StuckKind::NameInUse:
        break;
    }
    return {ObjectKind::Stack, {}};
}

bool blocksStack(StuckKind kind)
{
    return kind != StuckKind::PortTaken && kind != StuckKind::NameInUse
        && kind != StuckKind::ComposeFileMissing;
}

} // namespace angee
