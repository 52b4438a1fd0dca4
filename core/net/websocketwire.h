// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

QT_BEGIN_NAMESPACE
class QUrl;
QT_END_NAMESPACE

namespace angee {

//! \brief The bytes that ask \a url (ws or wss) for the upgrade of RFC 6455. \a authorization is
//! the value of that header; none is sent when it is empty.
[[nodiscard]] QByteArray upgradeRequest(const QUrl &url, const QByteArray &key,
                                        const QByteArray &authorization);

//! \brief What the other side said to upgradeRequest(), as far as it is there.
struct UpgradeAnswer
{
    enum class Kind {
        Unfinished, //!< more bytes are needed
        NotHttp, //!< it is none, or one without an end
        Refused, //!< another status than the upgrade
        WrongKey, //!< an upgrade that answers somebody else, or asks for what was not offered
        Upgraded,
    };

    Kind kind = Kind::Unfinished;
    int status = 0;
    QString reason; //!< as it stands beside the status
    qsizetype size = 0; //!< bytes of the head, with those of interim answers before it
};

//! \brief Reads the head of the answer to the \a key that was sent. Linear, and bounded by
//! longestUpgradeHead.
[[nodiscard]] UpgradeAnswer readUpgradeAnswer(QByteArrayView bytes, const QByteArray &key);
constexpr qsizetype longestUpgradeHead = qsizetype(64) * 1024;

//! Kinds of frames (RFC 6455, 5.2).
enum class FrameKind : quint8 {
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
};

//! \brief A whole frame of a client, masked with \a mask. \a payload is at most 125 bytes: a client
//! of ours sends control frames alone.
[[nodiscard]] QByteArray clientFrame(FrameKind kind, QByteArrayView payload, quint32 mask);

//! \brief Takes apart what a server sends after the upgrade, in whatever pieces it comes.
//!
//! Holds at most one message that is not whole yet, of the size given. Messages are bytes: whether
//! they are UTF-8 is for whoever shows them. Any thread, one at a time.
class FrameReader final
{
public:
    //! What ends a connection from our side.
    enum class Problem : quint8 { None, TooLarge, Protocol };
    //! \brief What one piece held. Views are good as long as it is.
    struct Read
    {
        QList<QByteArrayView> messages; //!< whole ones, in order
        std::optional<QByteArray> ping; //!< what the last ping wants to have back
        bool isClosed = false; //!< nothing behind it was read
        quint16 closeCode = 0; //!< 0: none was given
        QString closeReason;
        Problem problem = Problem::None; //!< nothing behind it was read

        QByteArray bytes; //!< what most messages are in
        QList<QByteArray> joined; //!< what came in several frames
    };

    //! Messages of more than \a largest bytes are a problem.
    explicit FrameReader(qsizetype largest)
        : m_largest(largest)
    { }

    [[nodiscard]] Read read(const QByteArray &more);

private:
    struct Head
    {
        FrameKind kind = FrameKind::Text;
        bool isLast = true;
        qsizetype size = 0; // of the head
        quint64 payload = 0;
    };

    [[nodiscard]] static std::optional<Head> headAt(QByteArrayView bytes, Problem *problem);
    [[nodiscard]] bool fits(const Head &head, Problem *problem) const;
    void take(const Head &head, QByteArrayView payload, Read *read);
    static void takeClose(QByteArrayView payload, Read *read);

    qsizetype m_largest;
    QByteArray m_rest; // of a frame that is not whole
    QByteArray m_message; // frames of a message so far
    bool m_inMessage = false;
};

} // namespace angee
