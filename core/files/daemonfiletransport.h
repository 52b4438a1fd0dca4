// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/filetransport.h"

namespace angee {

class OperatorDaemon;
class OperatorDaemonError;

//! What an error of the daemon means for a file. \a isWrite matters where the reply was lost.
[[nodiscard]] FileReply fileReplyOf(const OperatorDaemonError &error, bool isWrite);

//! \brief The files of an operator daemon. Must not outlive it.
class DaemonFileTransport final : public FileTransport
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DaemonFileTransport)

public:
    explicit DaemonFileTransport(OperatorDaemon *daemon, QObject *parent = nullptr);
    ~DaemonFileTransport() override;

    [[nodiscard]] FileRequest *read(const QString &source, const QString &path) override;
    [[nodiscard]] FileRequest *write(const QString &source, const QString &path,
                                     const QByteArray &content, const QByteArray &etag) override;
    //! Over GraphQL, which can leave the content out; by reading where the daemon does not offer
    //! it.
    [[nodiscard]] FileRequest *probe(const QString &source, const QString &path) override;

private:
    OperatorDaemon *m_daemon;
    bool m_probeByReading = false;
};

} // namespace angee
