// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/supervisorwords.h"

#include "app/sandbox/engine/reply.h"

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultPort = 8080;

QString portOf(const Manifest &manifest)
{
    const auto port = manifest.ports.find(u"process_compose"_s);
    return QString::number(port == manifest.ports.end() ? defaultPort : port->second.value);
}

QString callOf(const Manifest &manifest, const QString &verb, const QString &names)
{
    const QString what = verb == "down"_L1 ? verb : u"process %1 %2"_s.arg(verb, names);
    return u"process-compose --address 127.0.0.1 --port %1 %2"_s.arg(portOf(manifest), what);
}

//! Time, level, words and reason in the tool's colours.
QString coloured(const Clock *clock, const QString &words, const QString &reason)
{
    const QString now = formatWireTime(clock->now());
    const QString time = now.mid(2, 8) + u' ' + now.mid(11, 8) + u".000"_s;
    return u"\x1b[90m%1\x1b[0m \x1b[31mFTL\x1b[0m \x1b[1m%2\x1b[0m "
           "\x1b[36merror=\x1b[0m\x1b[31m\x1b[1m%3\x1b[0m\x1b[0m"_s.arg(time, words,
                                                                        goQuote(reason));
}

QString failureOf(const QString &verb, const QString &name)
{
    if (verb == "down"_L1)
        return u"failed to stop project"_s;
    if (verb == "logs"_L1)
        return u"Failed to fetch logs for process "_s + name;
    if (verb == "stop"_L1)
        return u"failed to stop processes [%1]"_s.arg(name);
    return u"failed to %1 process %2"_s.arg(verb, name);
}

} // namespace

QString SupervisorWords::sentence() const
{
    return u"%1: exit status 1: %2"_s.arg(call, line);
}

SupervisorWords SupervisorWords::whileDown(const Manifest &manifest, const Clock *clock,
                                           const QString &verb, const QString &names)
{
    const QString name = names.section(u' ', 0, 0);
    const QString at = u"127.0.0.1:%1"_s.arg(portOf(manifest));
    const QString refused = u"dial tcp %1: connect: connection refused"_s.arg(at);
    const auto asked = [&](const QString &method, const QString &path) {
        return u"%1 %2: %3"_s.arg(method, goQuote(u"http://%1/%2"_s.arg(at, path)), refused);
    };
    const QString reason = verb == "down"_L1 ? asked(u"Post"_s, u"project/stop/"_s)
        : verb == "logs"_L1                  ? u"failed to connect to %1: %2"_s.arg(at, refused)
        : verb == "stop"_L1                  ? asked(u"Patch"_s, u"processes/stop"_s)
                                             : asked(u"Post"_s, u"process/%1/%2"_s.arg(verb, name));
    return {callOf(manifest, verb, names), coloured(clock, failureOf(verb, name), reason)};
}

SupervisorWords SupervisorWords::refusal(const Manifest &manifest, const Clock *clock,
                                         const QString &verb, const QString &name,
                                         const QString &reason)
{
    // It puts this one plainly.
    const bool isPlain = verb == "stop"_L1;
    return {callOf(manifest, verb, name),
            isPlain ? reason : coloured(clock, failureOf(verb, name), reason)};
}

} // namespace angee::sandbox
