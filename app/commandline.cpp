// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commandline.h"

#include "core/base/visibletext.h"
#include "core/model/names.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! For its texts alone.
struct CommandLineWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::CommandLine)
};

constexpr qint64 longestTokenFile = 64 * 1024;

struct Options
{
    QCommandLineOption help{{u"h"_s, u"help"_s}, CommandLineWords::tr("Shows this help.")};
    QCommandLineOption version{{u"v"_s, u"version"_s}, CommandLineWords::tr("Shows the version.")};
    QCommandLineOption url{u"url"_s, CommandLineWords::tr("The daemon's address."), u"URL"_s};
    QCommandLineOption tokenFile{
        u"token-file"_s, CommandLineWords::tr("Reads the daemon's admin bearer from a file."),
        u"FILE"_s};
    QCommandLineOption token{
        u"token"_s,
        CommandLineWords::tr(
            "The admin bearer itself. Other users of this machine can see it in the list of "
            "processes: prefer --token-file or ANGEE_OPERATOR_TOKEN."),
        u"TOKEN"_s};
    QCommandLineOption actor{
        u"actor"_s, CommandLineWords::tr("Works as this actor on minted short-lived tokens."),
        u"NAME"_s};
    QCommandLineOption scope{
        u"scope"_s, CommandLineWords::tr("Scopes of the minted token, separated by commas."),
        u"LIST"_s};
    QCommandLineOption ttl{u"ttl"_s,
                           CommandLineWords::tr("How long a minted token lives, for example 30m."),
                           u"TIME"_s};
    QCommandLineOption profile{
        u"profile"_s,
        CommandLineWords::tr("Connects with this saved profile, and with nothing beside it."),
        u"NAME"_s};
    QCommandLineOption newWindow{u"new-window"_s,
                                 CommandLineWords::tr("Opens another window in any case.")};
    QCommandLineOption theme{u"theme"_s, CommandLineWords::tr("light, dark or system."),
                             u"THEME"_s};
    QCommandLineOption sandbox{u"sandbox"_s,
                               CommandLineWords::tr("Opens the window on the bundled daemon.")};
    QCommandLineOption sandboxOnly{
        u"sandbox-only"_s,
        CommandLineWords::tr(
            "Runs the bundled daemon alone, without a window, and prints its address and token.")};
    QCommandLineOption root{
        u"root"_s,
        CommandLineWords::tr("The stack's folder for the bundled daemon; laid out when empty."),
        u"DIR"_s};
    QCommandLineOption port{
        u"port"_s, CommandLineWords::tr("The bundled daemon's port; any free one by default."),
        u"N"_s};
    QCommandLineOption write{
        u"write"_s,
        CommandLineWords::tr(
            "Lets the bundled daemon change a stack folder in which another one keeps its state; "
            "without this it only reads there.")};
    QCommandLineOption printSdl{
        u"print-sdl"_s,
        CommandLineWords::tr(
            "Prints the schema as SDL: of the daemon, or of an introspection answer in FILE.")};
    QCommandLineOption screenshots{
        u"screenshots"_s,
        CommandLineWords::tr("Visits every pane and writes a picture of each into DIR."), u"DIR"_s};

    void addTo(QCommandLineParser &parser) const
    {
        parser.addOptions({help, version, url, tokenFile, token, actor, scope, ttl, profile,
                           newWindow, theme, sandbox, sandboxOnly, root, port, write, printSdl,
                           screenshots});
        parser.addPositionalArgument(
            u"DIR"_s,
            CommandLineWords::tr("A folder with a stack: connects to its daemon on this machine. "
                                 "An address that was copied: shows that object. "
                                 "With --print-sdl a file with an introspection answer, \"-\" for "
                                 "standard input."),
            u"[DIR | FILE | ADDRESS]"_s);
    }
};

CommandLine failed(const QString &message)
{
    CommandLine line;
    line.mode = CommandLine::Mode::Error;
    line.message = message;
    return line;
}

std::optional<QString> valueOf(const QCommandLineParser &parser, const QCommandLineOption &option)
{
    return parser.isSet(option) ? std::optional(parser.value(option)) : std::nullopt;
}

CommandLine::Mode modeOf(const QCommandLineParser &parser, const Options &options)
{
    if (parser.isSet(options.help))
        return CommandLine::Mode::Help;
    if (parser.isSet(options.version))
        return CommandLine::Mode::Version;
    if (parser.isSet(options.sandboxOnly))
        return CommandLine::Mode::SandboxOnly;
    if (parser.isSet(options.printSdl))
        return CommandLine::Mode::PrintSdl;
    if (parser.isSet(options.screenshots))
        return CommandLine::Mode::Screenshots;
    if (parser.isSet(options.sandbox))
        return CommandLine::Mode::Sandbox;
    return CommandLine::Mode::Window;
}

bool isSandbox(CommandLine::Mode mode)
{
    return mode == CommandLine::Mode::Sandbox || mode == CommandLine::Mode::SandboxOnly
        || mode == CommandLine::Mode::Screenshots;
}

bool hasFlags(const ConnectionFlags &flags)
{
    return flags.url || flags.token || flags.actor || flags.scope || flags.ttl;
}

//! The bearer of a file: one line, however it ends, with or without a byte order mark.
QString readTokenFile(const QString &name, CommandLine &line)
{
    QFile file(name);
    // A bearer is short; /dev/zero is not.
    if (!file.open(QIODevice::ReadOnly))
        return CommandLineWords::tr("The token file %1 cannot be read: %2")
            .arg(file.fileName(), file.errorString());
    const QByteArray bytes = file.read(longestTokenFile + 1);
    if (bytes.size() > longestTokenFile)
        return CommandLineWords::tr("The token file %1 is too long for a token.")
            .arg(file.fileName());
    const QString token = QString::fromUtf8(bytes).trimmed();
    if (token.isEmpty())
        return CommandLineWords::tr("The token file %1 is empty.").arg(file.fileName());
    if (const QString problem = problemWithToken(token); !problem.isEmpty())
        return CommandLineWords::tr("The token file %1: %2").arg(file.fileName(), problem);
    if (file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther))
        line.warnings.append(
            CommandLineWords::tr(
                "The token file %1 can be read by others: chmod 600 takes that away.")
                .arg(file.fileName()));
    line.connection.token = token;
    return {};
}

//! Fills the flags of the connection; an empty text when they are good.
QString readConnection(const QCommandLineParser &parser, const Options &options, CommandLine &line)
{
    line.connection.url = valueOf(parser, options.url);
    line.connection.token = valueOf(parser, options.token);
    line.connection.actor = valueOf(parser, options.actor);
    line.connection.scope = valueOf(parser, options.scope);
    line.connection.ttl = valueOf(parser, options.ttl);
    if (line.connection.token) {
        const QString problem = problemWithToken(line.connection.token->trimmed());
        if (!problem.isEmpty())
            return CommandLineWords::tr("--token: %1").arg(problem);
    }
    if (parser.isSet(options.tokenFile)) {
        if (line.connection.token)
            return CommandLineWords::tr("Give --token or --token-file, not both.");
        if (const QString problem = readTokenFile(parser.value(options.tokenFile), line);
            !problem.isEmpty())
            return problem;
    }
    if (line.connection.url) {
        QString reason;
        if (!BaseUrl::parse(*line.connection.url, &reason))
            return CommandLineWords::tr("--url: %1").arg(reason);
    }
    const QString problem =
        problemWithTtl(line.connection.ttl.value_or(QString()), longestTokenTtl);
    return problem.isEmpty() ? QString() : CommandLineWords::tr("--ttl: %1").arg(problem);
}

//! Takes the address of an object out of \a positional, where it is one.
QString readAddress(QStringList *positional, CommandLine &line)
{
    if (line.mode != CommandLine::Mode::Window || positional->size() != 1
        || !ObjectAddress::isMeantBy(positional->first()))
        return {};
    QString reason;
    line.address = ObjectAddress::parse(positional->takeFirst(), &reason);
    return reason;
}

//! A profile and the sandbox are connections of their own: a flag of another one beside them is a
//! mistake, and which of the two was meant cannot be guessed.
QString conflictIn(const CommandLine &line)
{
    if (!line.profile.isEmpty() && hasFlags(line.connection))
        return CommandLineWords::tr(
            "A profile has its own address, token and identity: --profile cannot stand "
            "beside --url, --token, --token-file, --actor, --scope or --ttl.");
    if (!line.folder.isEmpty() && (hasFlags(line.connection) || !line.profile.isEmpty()))
        return CommandLineWords::tr(
            "A stack's folder tells its daemon's address and token itself: it cannot stand beside "
            "--profile, --url, --token, --token-file, --actor, --scope or --ttl.");
    if (line.address && (hasFlags(line.connection) || !line.profile.isEmpty()))
        return CommandLineWords::tr(
            "The address of an object tells which daemon is meant: it cannot stand beside "
            "--profile, --url, --token, --token-file, --actor, --scope or --ttl.");
    if (isSandbox(line.mode) && (line.connection.url || !line.profile.isEmpty()))
        return CommandLineWords::tr(
            "The sandbox has its own address: --url and --profile cannot stand beside it.");
    if (line.mode == CommandLine::Mode::PrintSdl && !line.profile.isEmpty())
        return CommandLineWords::tr(
            "--print-sdl takes a file, --url or ANGEE_OPERATOR_URL, but no profile.");
    return {};
}

QString helpOf(const QCommandLineParser &parser)
{
    // There is no application object yet, so the parser does not know its own name.
    return parser.helpText().replace("<executable_name>"_L1, "angee-console"_L1);
}

} // namespace

CommandLine CommandLine::parse(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(CommandLineWords::tr(
        "Desktop console for the operators of an Angee stack.\n"
        "Without a saved profile, --url or ANGEE_OPERATOR_URL it opens its own sandbox."));
    const Options options;
    options.addTo(parser);
    if (!parser.parse(arguments))
        return failed(parser.errorText());

    CommandLine line;
    line.mode = modeOf(parser, options);
    if (line.mode == Mode::Help)
        line.message = helpOf(parser);
    else if (line.mode == Mode::Version)
        line.message = u"angee-console " ANGEE_VERSION "\n"_s;

    if (QString problem = readConnection(parser, options, line); !problem.isEmpty())
        return failed(problem);
    line.profile = parser.value(options.profile);
    line.newWindow = parser.isSet(options.newWindow);
    QStringList positional = parser.positionalArguments();
    if (const QString problem = readAddress(&positional, line); !problem.isEmpty())
        return failed(problem);
    if (line.mode == Mode::Window && positional.size() == 1 && !QFileInfo(positional.at(0)).isDir())
        return failed(
            CommandLineWords::tr("There is no folder %1.").arg(quotedName(positional.at(0))));
    if (line.mode == Mode::Window && positional.size() <= 1)
        line.folder =
            positional.isEmpty() ? QString() : QFileInfo(positional.at(0)).absoluteFilePath();
    else if (line.mode == Mode::PrintSdl && positional.size() <= 1)
        line.schemaFile = positional.value(0);
    else if (!positional.isEmpty())
        return failed(CommandLineWords::tr("Unexpected argument: %1").arg(positional.last()));
    if (const QString problem = conflictIn(line); !problem.isEmpty())
        return failed(problem);
    if (line.mode == Mode::Window || line.mode == Mode::PrintSdl)
        line.given = ConnectionSettings::given(line.connection, environment);
    if (line.given.state == GivenConnection::State::None && hasFlags(line.connection)
        && (line.mode == Mode::Window || line.mode == Mode::PrintSdl))
        return failed(line.given.problem);
    line.theme = parser.value(options.theme);
    if (!line.theme.isEmpty() && line.theme != "light"_L1 && line.theme != "dark"_L1
        && line.theme != "system"_L1)
        return failed(CommandLineWords::tr("--theme takes light, dark or system."));
    line.screenshotFolder = parser.value(options.screenshots);
    line.sandboxRoot = parser.value(options.root);
    if (isSandbox(line.mode))
        line.sandboxToken = line.connection.token.value_or(QString());
    line.sandboxWrites = parser.isSet(options.write);
    if (parser.isSet(options.port)) {
        bool ok = false;
        const uint port = parser.value(options.port).toUInt(&ok);
        if (!ok || port > 65535)
            return failed(CommandLineWords::tr("--port takes a number from 0 to 65535."));
        line.sandboxPort = quint16(port);
    }
    return line;
}

} // namespace angee
