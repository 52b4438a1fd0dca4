// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/baseurl.h"

#include <QCoreApplication>
#include <QHostAddress>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! For its texts alone.
struct BaseUrlWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::BaseUrl)
};

std::optional<BaseUrl> refuse(QString *reason, const QString &sentence)
{
    if (reason)
        *reason = sentence;
    return std::nullopt;
}

// QUrl turns "%2E" into "." whatever one does, and both the daemon's router and a proxy before it
// clean "..", "." and empty segments away: the request would reach another route.
bool survives(const QByteArray &path)
{
    if (!path.startsWith('/'))
        return false;
    const QByteArrayList segments = path.split('/');
    for (qsizetype i = 1; i < segments.size(); ++i) {
        const QByteArray name = QByteArray::fromPercentEncoding(segments.at(i));
        if (name == "." || name == ".." || (name.isEmpty() && i + 1 < segments.size()))
            return false;
    }
    return true;
}

} // namespace

BaseUrl::BaseUrl(QByteArray base)
    : m_base(std::move(base))
{ }

std::optional<BaseUrl> BaseUrl::parse(const QString &text, QString *reason)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return refuse(
            reason,
            BaseUrlWords::tr("Give the daemon's address, for example http://127.0.0.1:9000."));
    if (SshAddress::isMeantBy(trimmed)) {
        const auto ssh = SshAddress::parse(trimmed, reason);
        if (!ssh)
            return std::nullopt;
        BaseUrl base = BaseUrl({}).through(ssh->daemonPort);
        base.m_ssh = ssh;
        return base;
    }
    QUrl url(trimmed, QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (!trimmed.contains("://"_L1) || scheme.isEmpty())
        return refuse(reason,
                      BaseUrlWords::tr("The address needs a scheme: http://, https:// or ssh://."));
    if (scheme != "http"_L1 && scheme != "https"_L1)
        return refuse(reason,
                      BaseUrlWords::tr("Only http://, https:// and ssh:// can be used, not %1://.")
                          .arg(scheme));
    if (!url.isValid()) // the words end before Qt repeats the whole text, which may hold a password
        return refuse(reason,
                      BaseUrlWords::tr("This is not a valid address: %1.")
                          .arg(url.errorString().section(u';', 0, 0)));
    if (url.host().isEmpty())
        return refuse(reason, BaseUrlWords::tr("The address names no host."));
    if (!url.userInfo().isEmpty())
        return refuse(
            reason,
            BaseUrlWords::tr("Leave user name and password out of the address; the token has "
                             "a field of its own."));
    if (url.hasQuery() || url.hasFragment())
        return refuse(reason, BaseUrlWords::tr("The address must end before any '?' or '#'."));

    if (url.port() == 0)
        return refuse(reason, BaseUrlWords::tr("Port 0 cannot be connected to."));

    if (url.port() == (scheme == "https"_L1 ? 443 : 80))
        url.setPort(-1);
    QByteArray base = url.toEncoded(QUrl::NormalizePathSegments | QUrl::RemoveUserInfo);
    while (base.endsWith('/'))
        base.chop(1);
    if (base.endsWith("/graphql"))
        base.chop(8);
    while (base.endsWith('/'))
        base.chop(1);
    return BaseUrl(base);
}

QUrl BaseUrl::rest(const QByteArray &path, const QByteArray &query) const
{
    if (!survives(path))
        return {};
    QByteArray encoded = m_base + path;
    if (!query.isEmpty())
        encoded += '?' + query;
    return QUrl::fromEncoded(encoded, QUrl::StrictMode);
}

QUrl BaseUrl::graphQl() const
{
    return rest("/graphql"_ba);
}

QUrl BaseUrl::webSocket(const QByteArray &path, const QByteArray &query) const
{
    QUrl url = rest(path, query);
    if (url.isValid())
        url.setScheme(isTls() ? u"wss"_s : u"ws"_s);
    return url;
}

QString BaseUrl::display() const
{
    return m_ssh ? m_ssh->display() : restBase();
}

QString BaseUrl::restBase() const
{
    return QString::fromLatin1(m_base);
}

BaseUrl BaseUrl::through(quint16 localPort) const
{
    return BaseUrl("http://127.0.0.1:" + QByteArray::number(localPort));
}

QString BaseUrl::host() const
{
    return m_ssh ? m_ssh->host : QUrl::fromEncoded(m_base).host();
}

bool BaseUrl::isTls() const
{
    return m_base.startsWith("https:");
}

bool BaseUrl::isLoopback() const
{
    if (m_ssh)
        return false;
    QString name = host();
    if (name.endsWith(u'.')) // the name from the root on
        name.chop(1);
    if (name == "localhost"_L1)
        return true;
    const QHostAddress address(name);
    return !address.isNull() && address.isLoopback();
}

QByteArray encodeSegment(const QString &segment)
{
    return QUrl::toPercentEncoding(segment);
}

QByteArray encodeQueryValue(const QString &value)
{
    return QUrl::toPercentEncoding(value);
}

} // namespace angee
