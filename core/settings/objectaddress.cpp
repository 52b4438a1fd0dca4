// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/objectaddress.h"

#include <QCoreApplication>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <array>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct ObjectAddressWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::ObjectAddress)
};

constexpr QLatin1StringView Scheme("angee");
constexpr qsizetype LongestAddress = 8192;

// Part of an address that others keep: never translated, never changed.
constexpr std::array<std::pair<ObjectKind, QLatin1StringView>, 10> Segments{{
    {ObjectKind::Service, "services"_L1},
    {ObjectKind::Job, "jobs"_L1},
    {ObjectKind::Source, "sources"_L1},
    {ObjectKind::Workspace, "workspaces"_L1},
    {ObjectKind::Slot, "slots"_L1},
    {ObjectKind::Template, "templates"_L1},
    {ObjectKind::Secret, "secrets"_L1},
    {ObjectKind::File, "files"_L1},
    {ObjectKind::Log, "logs"_L1},
    {ObjectKind::Stack, "stack"_L1},
}};

QString segmentOf(ObjectKind kind)
{
    for (const auto &[each, segment] : Segments) {
        if (each == kind)
            return segment;
    }
    return "stack"_L1;
}

std::optional<ObjectKind> kindOf(const QString &segment)
{
    for (const auto &[kind, each] : Segments) {
        if (each == segment)
            return kind;
    }
    return std::nullopt;
}

struct Place
{
    QString host;
    int port = -1;
    QString base;
};

Place placeOf(const BaseUrl &daemon)
{
    // Behind ssh a daemon is named by its machine, and by the port that it has there.
    if (const auto &ssh = daemon.ssh())
        return {ssh->host.toLower(), ssh->daemonPort, {}};
    const QUrl url(daemon.restBase());
    const int usual = daemon.isTls() ? 443 : 80;
    const int port = url.port(usual);
    return {url.host().toLower(), port == usual ? -1 : port, url.path(QUrl::FullyEncoded)};
}

std::optional<ObjectAddress> refused(QString *reason, const QString &words)
{
    if (reason)
        *reason = words;
    return std::nullopt;
}

} // namespace

ObjectAddress::ObjectAddress(const BaseUrl &daemon, ObjectRef object)
    : m_object(std::move(object))
{
    const Place place = placeOf(daemon);
    m_host = place.host;
    m_port = place.port;
    m_base = place.base;
}

bool ObjectAddress::canName(ObjectKind kind)
{
    return std::any_of(Segments.cbegin(), Segments.cend(),
                       [kind](const auto &each) { return each.first == kind; });
}

bool ObjectAddress::isMeantBy(const QString &text)
{
    return text.startsWith("angee:"_L1, Qt::CaseInsensitive);
}

std::optional<ObjectAddress> ObjectAddress::parse(const QString &text, QString *reason)
{
    const QUrl url(text, QUrl::StrictMode);
    if (text.size() > LongestAddress || !url.isValid() || url.scheme() != Scheme
        || url.host().isEmpty())
        return refused(reason,
                       ObjectAddressWords::tr(
                           "An address of an object reads angee://host:port/services/name."));
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return refused(reason,
                       ObjectAddressWords::tr("An address of an object holds no user, no password "
                                              "and no token."));
    QStringList parts = url.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    if (parts.size() < 2)
        return refused(reason, ObjectAddressWords::tr("The address names no object."));
    ObjectAddress address;
    const QString name = parts.takeLast();
    address.m_object.name = QUrl::fromPercentEncoding(name.toLatin1());
    const auto kind = kindOf(parts.takeLast());
    if (!kind)
        return refused(reason,
                       ObjectAddressWords::tr("The address names no kind of object that there "
                                              "is."));
    address.m_object.kind = *kind;
    address.m_host = url.host().toLower();
    address.m_port = url.port();
    for (const QString &part : std::as_const(parts))
        address.m_base += u'/' + part;
    return address;
}

QString ObjectAddress::display() const
{
    QUrl url;
    url.setScheme(Scheme);
    url.setHost(m_host);
    url.setPort(m_port);
    return url.toString(QUrl::FullyEncoded) + m_base + u'/' + segmentOf(m_object.kind) + u'/'
        + QString::fromLatin1(encodeSegment(m_object.name));
}

bool ObjectAddress::isAt(const BaseUrl &daemon) const
{
    const Place place = placeOf(daemon);
    const bool samePort =
        m_port == place.port || (place.port == -1 && m_port == (daemon.isTls() ? 443 : 80));
    return m_host == place.host && samePort && m_base == place.base;
}

QString ObjectAddress::daemonUrl() const
{
    QUrl url;
    const bool loopback =
        m_host == "localhost"_L1 || m_host == "::1"_L1 || m_host.startsWith("127."_L1);
    url.setScheme(loopback ? u"http"_s : u"https"_s); // plain http takes a bearer nowhere else
    url.setHost(m_host);
    url.setPort(m_port);
    return url.toString(QUrl::FullyEncoded) + m_base;
}

} // namespace angee
