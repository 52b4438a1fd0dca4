// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/sshtalk.h"

#include "core/base/boundedtext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = qsizetype(16) * 1024;
constexpr qsizetype mostLines = 40;
constexpr qsizetype mostShown = 3;

//! What a failure's own line looks like, which stage it belongs to, and whether trying again helps.
struct Sign
{
    QLatin1StringView words;
    SshStage stage;
    bool needsPerson;
};

// The first that fits decides: those that explain before those that follow from them.
constexpr std::array signs{
    Sign{"REMOTE HOST IDENTIFICATION HAS CHANGED"_L1, SshStage::HostKey, true},
    Sign{"host key is known for"_L1, SshStage::HostKey, true},
    Sign{"Host key verification failed"_L1, SshStage::HostKey, true},
    Sign{"Bad owner or permissions on"_L1, SshStage::Connection, true},
    Sign{"Bad configuration option"_L1, SshStage::Connection, true},
    Sign{"Could not request local forwarding"_L1, SshStage::Forwarding, true},
    Sign{": Permission denied ("_L1, SshStage::Login, true},
    Sign{"Too many authentication failures"_L1, SshStage::Login, true},
    Sign{"no mutual signature"_L1, SshStage::Login, true},
    Sign{"Unable to negotiate with"_L1, SshStage::Connection, true},
    Sign{"Could not resolve hostname"_L1, SshStage::Connection, false},
    Sign{"connect to host"_L1, SshStage::Connection, false},
    Sign{"kex_exchange_identification"_L1, SshStage::Connection, false},
    Sign{"banner exchange"_L1, SshStage::Connection, false},
};

QString adviceFor(SshStage stage, const QString &line)
{
    const auto says = [&line](QLatin1StringView words) { return line.contains(words); };
    if (says("HAS CHANGED"_L1))
        return SshTalk::tr("Either the machine was set up anew or somebody sits in between. Ask "
                           "whoever runs it; the old key goes with ssh-keygen -R.");
    if (says("Could not resolve"_L1))
        return SshTalk::tr("Check the spelling, and whether a VPN or name server is needed.");
    if (says("local forwarding"_L1))
        return SshTalk::tr("A LocalForward of your ssh configuration for this machine may be in "
                           "use by another ssh.");
    switch (stage) {
    case SshStage::Connection:
        return SshTalk::tr("Does \"ssh\" reach this machine from a terminal?");
    case SshStage::HostKey:
        return SshTalk::tr("Compare the fingerprint with the machine's own and accept it, or add "
                           "it to known_hosts.");
    case SshStage::Login:
        return SshTalk::tr("Check the user's name, and whether its key is in the agent or the "
                           "password is right.");
    case SshStage::Forwarding:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

void SshTalk::read(const QByteArray &bytes)
{
    m_rest += bytes;
    qsizetype from = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', from)) {
        readLine(QString::fromUtf8(m_rest.sliced(from, end - from)).trimmed());
        from = end + 1;
    }
    m_rest.remove(0, from);
    if (m_rest.size() > longestLine)
        m_rest.clear();
}

void SshTalk::readLine(const QString &line)
{
    if (line.startsWith("debug"_L1) || line.startsWith("OpenSSH_"_L1)
        || line.startsWith("Authenticated to "_L1))
        return readProgress(line);
    static const QRegularExpression refused(u"^channel \\d+: open failed: (?<why>.*)$"_s);
    if (const auto match = refused.match(line); match.hasMatch()) {
        m_refused = boundedLine(match.captured(u"why"_s), textlimit::cell);
        return;
    }
    // A frame of @ stands round the loudest of its warnings.
    if (line.isEmpty() || line.count(u'@') > line.size() / 2)
        return;
    m_lines.append(boundedLine(line, textlimit::cell));
    m_remarks.append(m_lines.constLast());
    if (m_lines.size() > mostLines)
        m_lines.removeFirst();
    if (m_remarks.size() > mostShown)
        m_remarks.removeFirst();
}

void SshTalk::readProgress(const QString &line)
{
    if (line.startsWith("debug1: Server host key:"_L1))
        m_stage = std::max(m_stage, SshStage::HostKey);
    else if (line.startsWith("debug1: SSH2_MSG_NEWKEYS received"_L1))
        m_stage = std::max(m_stage, SshStage::Login);
    else if (line.startsWith("Authenticated to "_L1))
        m_stage = SshStage::Forwarding;
    else if (line.startsWith("debug1: Local forwarding listening on path"_L1))
        m_listening = true;
}

QString SshTalk::takeRemarks()
{
    return std::exchange(m_remarks, {}).join(u'\n');
}

SshFailure SshTalk::failure() const
{
    for (const Sign &sign : signs) {
        const auto found =
            std::find_if(m_lines.crbegin(), m_lines.crend(),
                         [&sign](const QString &line) { return line.contains(sign.words); });
        if (found != m_lines.crend())
            return {sign.stage, *found, adviceFor(sign.stage, *found), sign.needsPerson};
    }
    const QString last = m_lines.isEmpty()
        ? tr("ssh ended without a word.")
        : m_lines.last(std::min(mostShown, m_lines.size())).join(u' ');
    return {m_stage, last, adviceFor(m_stage, last), false};
}

} // namespace angee
