// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/sshaddress.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const auto scheme = u"ssh://"_s;

//! For its texts alone.
struct SshAddressWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::SshAddress)
};

std::optional<SshAddress> refuse(QString *reason, const QString &sentence)
{
    if (reason)
        *reason = sentence;
    return std::nullopt;
}

//! A port of an address; nothing for what is none.
std::optional<quint16> portOf(const QString &digits)
{
    bool ok = false;
    const quint16 port = digits.toUShort(&ok);
    return ok && port > 0 ? std::optional(port) : std::nullopt;
}

// An ssh configuration may hand both to a shell (ProxyCommand with %h and %r), and ssh itself takes
// what begins with a dash for an option.
bool isPlainName(const QString &name)
{
    static const QRegularExpression plain(u"^[\\p{L}\\p{N}_.][\\p{L}\\p{N}_.+-]*$"_s);
    return plain.match(name).hasMatch();
}

bool isPlainAddress(const QString &address)
{
    static const QRegularExpression plain(u"^[0-9a-fA-F:.]+(%[A-Za-z0-9_.-]+)?$"_s);
    return plain.match(address).hasMatch();
}

} // namespace

bool SshAddress::isMeantBy(const QString &text)
{
    return text.trimmed().startsWith(scheme, Qt::CaseInsensitive);
}

std::optional<SshAddress> SshAddress::parse(const QString &text, QString *reason)
{
    static const QRegularExpression form(
        u"^(?:(?<user>[^@/]*)@)?(?:\\[(?<six>[^\\]/]*)\\]|(?<host>[^:/@]*))"
        "(?::(?<port>[^/]*))?(?:/(?<daemon>[^/]*))?/?$"_s);
    const QString rest = text.trimmed().mid(scheme.size());
    if (rest.contains(u'?') || rest.contains(u'#'))
        return refuse(reason, SshAddressWords::tr("The address must end before any '?' or '#'."));
    const auto match = form.match(rest);
    if (!isMeantBy(text) || !match.hasMatch())
        return refuse(reason,
                      SshAddressWords::tr("This is not an ssh address. After the host comes the "
                                          "daemon's port alone: ssh://user@host/9000."));
    SshAddress address;
    address.user = match.captured(u"user"_s);
    const QString six = match.captured(u"six"_s).replace("%25"_L1, "%"_L1);
    address.host = six.isEmpty() ? match.captured(u"host"_s) : six;
    if (address.user.contains(u':'))
        return refuse(reason,
                      SshAddressWords::tr("Leave the password out of the address: ssh asks for it "
                                          "when it is needed."));
    if (address.host.isEmpty())
        return refuse(reason, SshAddressWords::tr("The address names no host."));
    const bool plainHost = six.isEmpty() ? isPlainName(address.host) : isPlainAddress(six);
    if (!plainHost || (match.hasCaptured(u"user"_s) && !isPlainName(address.user)))
        return refuse(reason,
                      SshAddressWords::tr("User and host may hold letters, digits and . _ + - "
                                          "alone, and begin with none of the last two."));
    if (match.hasCaptured(u"port"_s)) {
        address.port = portOf(match.captured(u"port"_s));
        if (!address.port)
            return refuse(reason, SshAddressWords::tr("The ssh port is a number from 1 to 65535."));
    }
    if (const QString digits = match.captured(u"daemon"_s); !digits.isEmpty()) {
        const auto port = portOf(digits);
        if (!port)
            return refuse(reason,
                          SshAddressWords::tr("After the host comes the daemon's port, a number "
                                              "from 1 to 65535: ssh://user@host/9000."));
        address.daemonPort = *port;
    }
    return address;
}

QString SshAddress::machine() const
{
    return user.isEmpty() ? host : user + u'@' + host;
}

QString SshAddress::display() const
{
    QString text = scheme;
    if (!user.isEmpty())
        text += user + u'@';
    text += host.contains(u':') ? u'[' + host + u']' : host;
    if (port)
        text += u':' + QString::number(*port);
    return text + u'/' + QString::number(daemonPort);
}

} // namespace angee
