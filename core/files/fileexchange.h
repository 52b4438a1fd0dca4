// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/filetransport.h"

#include <QPointer>

#include <functional>

namespace angee {

//! \brief The one request that may be running for a file, and who waits for its answer.
//!
//! Each handler is called exactly once, never from inside the call that started it, unless
//! abandon() or the end of this object comes first. Without a transport, or when it dies, the
//! answer says that the connection was closed.
class FileExchange final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileExchange)

public:
    using Handler = std::function<void(const FileReply &)>;

    FileExchange(FileTransport *transport, QString source, QString path, QObject *parent = nullptr);
    //! A write that is under way is left alone: closing its connection would only make its outcome
    //! unknown.
    ~FileExchange() override;

    //! For the requests to come; what runs on the old one ends there.
    void setTransport(FileTransport *transport);
    [[nodiscard]] bool isRunning() const { return m_handler != nullptr; }

    //! None of these while another one runs.
    void read(Handler handler);
    void probe(Handler handler);
    void write(const QByteArray &content, const QByteArray &etag, Handler handler);
    //! Nobody waits for the answer any more.
    void abandon();

signals:
    void started();
    //! An answer is there and goes to its handler next.
    void answered();

private:
    enum class Kind { Read, Probe, Write };

    void run(Kind kind, FileRequest *request, Handler handler);
    void onLost();
    void answer(const FileReply &reply);

    QPointer<FileTransport> m_transport;
    QString m_source;
    QString m_path;
    QPointer<FileRequest> m_request;
    Handler m_handler;
    Kind m_kind = Kind::Read;
    int m_number = 0; // of the request, so that an old loss is not taken for a new one
};

} // namespace angee
