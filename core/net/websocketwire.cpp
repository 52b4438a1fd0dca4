// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/websocketwire.h"

#include <QCryptographicHash>
#include <QUrl>
#include <QtEndian>

#include <cstring>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestControl = 125; // payload
constexpr auto headEnd = "\r\n\r\n";
constexpr qsizetype headEndSize = 4;

QByteArray acceptOf(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11",
                                    QCryptographicHash::Sha1)
        .toBase64();
}

//! The value of a header that stands once; null when it does not.
QByteArray headerIn(const QList<QByteArray> &lines, QByteArrayView name)
{
    QByteArray value;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || QByteArrayView(line).first(colon).compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (!value.isNull())
            return {};
        value = line.mid(colon + 1).trimmed();
    }
    return value;
}

bool isUpgradeOf(const QList<QByteArray> &lines, const QByteArray &key)
{
    bool upgrades = false;
    const QList<QByteArray> options = headerIn(lines, "Connection").split(',');
    for (const QByteArray &option : options)
        upgrades = upgrades || option.trimmed().compare("upgrade", Qt::CaseInsensitive) == 0;
    return upgrades && headerIn(lines, "Upgrade").compare("websocket", Qt::CaseInsensitive) == 0
        && headerIn(lines, "Sec-WebSocket-Accept") == acceptOf(key)
        && headerIn(lines, "Sec-WebSocket-Extensions").isEmpty()
        && headerIn(lines, "Sec-WebSocket-Protocol").isEmpty();
}

//! "HTTP/1.1 101 Switching Protocols"; 0 for anything else.
int statusOf(const QByteArray &line, QString *reason)
{
    constexpr qsizetype digits = 3;
    constexpr qsizetype from = 9;
    const bool isHttp = line.startsWith("HTTP/1.") && line.size() >= from + digits
        && line.at(from - 1) == ' '
        && (line.size() == from + digits || line.at(from + digits) == ' ');
    bool isNumber = false;
    const int status = isHttp ? line.mid(from, digits).toInt(&isNumber) : 0;
    *reason = QString::fromUtf8(line.mid(from + digits).trimmed());
    return isNumber && status >= 100 ? status : 0;
}

} // namespace

QByteArray upgradeRequest(const QUrl &url, const QByteArray &key, const QByteArray &authorization)
{
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':') && !host.startsWith('['))
        host = '[' + host + ']';
    if (url.port() > 0)
        host += ':' + QByteArray::number(url.port());
    QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: " + host
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + key
        + "\r\nSec-WebSocket-Version: 13\r\n";
    if (!authorization.isEmpty())
        request += "Authorization: " + authorization + "\r\n";
    return request + "\r\n";
}

UpgradeAnswer readUpgradeAnswer(QByteArrayView bytes, const QByteArray &key)
{
    using Kind = UpgradeAnswer::Kind;
    UpgradeAnswer answer;
    for (;;) {
        const QByteArrayView rest = bytes.sliced(answer.size);
        const QByteArrayView begin("HTTP/1.");
        const qsizetype known = std::min(rest.size(), begin.size());
        // Frames may come in the same piece as the head: only the head is bounded.
        const QByteArrayView bounded = rest.first(std::min(rest.size(), longestUpgradeHead));
        const qsizetype end = bounded.indexOf(headEnd);
        if (rest.first(known) != begin.first(known) || answer.size > longestUpgradeHead
            || (end < 0 && rest.size() > longestUpgradeHead)) {
            answer.kind = Kind::NotHttp;
            return answer;
        }
        if (end < 0)
            return answer;
        const QList<QByteArray> lines =
            rest.first(end).toByteArray().replace("\r\n", "\n").split('\n');
        answer.size += end + headEndSize;
        answer.status = statusOf(lines.constFirst(), &answer.reason);
        if (answer.status == 0)
            answer.kind = Kind::NotHttp;
        else if (answer.status == 101)
            answer.kind = isUpgradeOf(lines.mid(1), key) ? Kind::Upgraded : Kind::WrongKey;
        else if (answer.status >= 200)
            answer.kind = Kind::Refused;
        else
            continue; // an interim one, and another follows
        return answer;
    }
}

QByteArray clientFrame(FrameKind kind, QByteArrayView payload, quint32 mask)
{
    Q_ASSERT(payload.size() <= longestControl);
    QByteArray frame;
    frame.reserve(payload.size() + 6);
    frame += char(0x80 | int(kind));
    frame += char(0x80 | int(payload.size()));
    char key[4];
    qToBigEndian(mask, key);
    frame.append(key, sizeof key);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame += char(payload[i] ^ key[i % 4]);
    return frame;
}

std::optional<FrameReader::Head> FrameReader::headAt(QByteArrayView bytes, Problem *problem)
{
    if (bytes.size() < 2)
        return std::nullopt;
    const auto first = quint8(bytes[0]);
    const auto second = quint8(bytes[1]);
    const int code = first & 0x0F;
    // Extensions were not offered, and a server does not mask.
    if ((first & 0x70) != 0 || (second & 0x80) != 0 || (code > 2 && code < 8) || code > 10) {
        *problem = Problem::Protocol;
        return std::nullopt;
    }
    Head head{.kind = FrameKind(code), .isLast = (first & 0x80) != 0, .size = 2, .payload = second};
    if (second == 126)
        head.size = 4;
    else if (second == 127)
        head.size = 10;
    if (bytes.size() < head.size)
        return std::nullopt;
    if (second == 126)
        head.payload = qFromBigEndian<quint16>(bytes.data() + 2);
    else if (second == 127)
        head.payload = qFromBigEndian<quint64>(bytes.data() + 2);
    return head;
}

bool FrameReader::fits(const Head &head, Problem *problem) const
{
    if (quint8(head.kind) >= quint8(FrameKind::Close)) {
        if (!head.isLast || head.payload > quint64(longestControl))
            *problem = Problem::Protocol;
    } else if ((head.kind == FrameKind::Continuation) != m_inMessage) {
        *problem = Problem::Protocol;
    } else if (head.payload > quint64(m_largest - m_message.size())) {
        *problem = Problem::TooLarge;
    }
    return *problem == Problem::None;
}

FrameReader::Read FrameReader::read(const QByteArray &more)
{
    Read read;
    read.bytes = m_rest.isEmpty() ? more : m_rest + more;
    m_rest.clear();
    QByteArrayView rest(read.bytes);
    while (!read.isClosed) {
        const std::optional<Head> head = headAt(rest, &read.problem);
        if (!head || !fits(*head, &read.problem)
            || quint64(rest.size() - head->size) < head->payload)
            break;
        const auto size = qsizetype(head->payload);
        take(*head, rest.sliced(head->size, size), &read);
        rest = rest.sliced(head->size + size);
    }
    if (read.problem == Problem::None && !read.isClosed)
        m_rest = rest.size() == read.bytes.size() ? read.bytes : rest.toByteArray();
    return read;
}

void FrameReader::take(const Head &head, QByteArrayView payload, Read *read)
{
    switch (head.kind) {
    case FrameKind::Ping:
        read->ping = payload.toByteArray(); // the latest stands for those before it
        return;
    case FrameKind::Pong:
        return;
    case FrameKind::Close:
        return takeClose(payload, read);
    case FrameKind::Continuation:
    case FrameKind::Text:
    case FrameKind::Binary:
        break;
    }
    if (head.isLast && !m_inMessage) {
        read->messages.append(payload);
        return;
    }
    m_message.append(payload);
    m_inMessage = !head.isLast;
    if (!head.isLast)
        return;
    read->joined.append(std::exchange(m_message, {}));
    read->messages.append(read->joined.constLast());
}

void FrameReader::takeClose(QByteArrayView payload, Read *read)
{
    read->isClosed = true;
    if (payload.size() < 2)
        return;
    read->closeCode = qFromBigEndian<quint16>(payload.data());
    read->closeReason = QString::fromUtf8(payload.sliced(2));
}

} // namespace angee
