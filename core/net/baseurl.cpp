// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/baseurl.h"

#include <QCoreApplication>
#include <QHostAddress>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("angee::BaseUrl", text);
}

std::optional<BaseUrl> refuse(QString *reason, const QString &sentence)
{
    if (reason)
        *reason = sentence;
    return std::nullopt;
}

} // namespace

BaseUrl::BaseUrl(QByteArray base)
    : m_base(std::move(base))
{ }

std::optional<BaseUrl> BaseUrl::parse(const QString &text, QString *reason)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return refuse(reason, tr("Give the daemon's address, for example http://127.0.0.1:9000."));
    QUrl url(trimmed, QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (!trimmed.contains("://"_L1) || scheme.isEmpty())
        return refuse(reason, tr("The address needs a scheme: http:// or https://."));
    if (scheme != "http"_L1 && scheme != "https"_L1)
        return refuse(reason, tr("Only http:// and https:// can be used, not %1://.").arg(scheme));
    if (!url.isValid())
        return refuse(reason, tr("This is not a valid address: %1.").arg(url.errorString()));
    if (url.host().isEmpty())
        return refuse(reason, tr("The address names no host."));
    if (!url.userInfo().isEmpty())
        return refuse(reason,
                      tr("Leave user name and password out of the address; the token has "
                         "a field of its own."));
    if (url.hasQuery() || url.hasFragment())
        return refuse(reason, tr("The address must end before any '?' or '#'."));

    QByteArray base = url.toEncoded(QUrl::NormalizePathSegments);
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
    url.setScheme(isTls() ? u"wss"_s : u"ws"_s);
    return url;
}

QString BaseUrl::display() const
{
    return QUrl::fromEncoded(m_base).toDisplayString();
}

QString BaseUrl::host() const
{
    return QUrl::fromEncoded(m_base).host();
}

bool BaseUrl::isTls() const
{
    return m_base.startsWith("https:");
}

bool BaseUrl::isLoopback() const
{
    const QString name = host();
    if (name == "localhost"_L1 || name.endsWith(".localhost"_L1))
        return true;
    const QHostAddress address(name);
    return !address.isNull() && address.isLoopback();
}

QByteArray encodeSegment(const QString &segment)
{
    QByteArray encoded = QUrl::toPercentEncoding(segment);
    if (encoded == "." || encoded == "..")
        encoded.replace('.', "%2E");
    return encoded;
}

QByteArray encodeQueryValue(const QString &value)
{
    return QUrl::toPercentEncoding(value);
}

} // namespace angee
