// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/localcall.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace angee {

#ifdef Q_OS_UNIX
namespace {

constexpr qsizetype longestAnswer = qsizetype(64) * 1024;

class Socket final
{
public:
    explicit Socket(const QByteArray &path)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.size() >= qsizetype(sizeof(address.sun_path)))
            return;
        std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
        m_file = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        m_connected = m_file >= 0
            && ::connect(m_file, reinterpret_cast<sockaddr *>(&address), sizeof(address)) == 0;
    }
    ~Socket()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    Q_DISABLE_COPY_MOVE(Socket)

    [[nodiscard]] bool isConnected() const { return m_connected; }

    void setPatience(std::chrono::seconds patience) const
    {
        const timeval limit{.tv_sec = time_t(patience.count()), .tv_usec = 0};
        ::setsockopt(m_file, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
        ::setsockopt(m_file, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
    }

    [[nodiscard]] bool write(const QByteArray &bytes) const
    {
        qsizetype done = 0;
        while (done < bytes.size()) {
            const ssize_t count =
                ::send(m_file, bytes.constData() + done, size_t(bytes.size() - done), MSG_NOSIGNAL);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                return false;
            done += count;
        }
        return true;
    }

    [[nodiscard]] std::optional<QByteArray> readAll() const
    {
        QByteArray all;
        std::array<char, 4096> piece{};
        while (all.size() < longestAnswer) {
            const ssize_t count = ::read(m_file, piece.data(), piece.size());
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return std::nullopt;
            if (count == 0)
                break;
            all.append(piece.data(), count);
        }
        ::explicit_bzero(piece.data(), piece.size()); // it may have been a secret
        return all;
    }

private:
    int m_file = -1;
    bool m_connected = false;
};

} // namespace

std::optional<QByteArray> callLocal(const QString &path, const QByteArray &message,
                                    std::chrono::seconds patience)
{
    const Socket socket(QFile::encodeName(path));
    if (!socket.isConnected())
        return std::nullopt;
    if (patience.count() > 0)
        socket.setPatience(patience);
    return socket.write(message) ? socket.readAll() : std::nullopt;
}
#else
std::optional<QByteArray> callLocal(const QString &, const QByteArray &, std::chrono::seconds)
{
    return std::nullopt;
}
#endif

} // namespace angee
