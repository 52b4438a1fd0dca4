// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/fileexchange.h"

namespace angee {

FileExchange::FileExchange(FileTransport *transport, QString source, QString path, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_source(std::move(source))
    , m_path(std::move(path))
{ }

FileExchange::~FileExchange()
{
    if (m_kind != Kind::Write)
        abandon();
}

void FileExchange::setTransport(FileTransport *transport)
{
    m_transport = transport;
}

void FileExchange::read(Handler handler)
{
    run(Kind::Read, m_transport ? m_transport->read(m_source, m_path) : nullptr,
        std::move(handler));
}

void FileExchange::probe(Handler handler)
{
    run(Kind::Probe, m_transport ? m_transport->probe(m_source, m_path) : nullptr,
        std::move(handler));
}

void FileExchange::write(const QByteArray &content, const QByteArray &etag, Handler handler)
{
    run(Kind::Write, m_transport ? m_transport->write(m_source, m_path, content, etag) : nullptr,
        std::move(handler));
}

void FileExchange::run(Kind kind, FileRequest *request, Handler handler)
{
    Q_ASSERT(!isRunning() && handler);
    m_kind = kind;
    m_handler = std::move(handler);
    m_request = request;
    ++m_number;
    if (request) {
        connect(request, &FileRequest::finished, this, &FileExchange::answer);
        // If the transport dies with the request in it, no finished() will come.
        connect(request, &QObject::destroyed, this, &FileExchange::onLost);
    } else {
        m_kind = kind == Kind::Write ? Kind::Read : kind; // nothing was sent
        onLost();
    }
    emit started();
}

void FileExchange::onLost()
{
    m_request.clear();
    const auto report = [this, number = m_number] {
        if (number != m_number || !isRunning())
            return;
        FileReply reply;
        reply.outcome = m_kind == Kind::Write ? FileReply::Outcome::OutcomeUnknown
                                              : FileReply::Outcome::Unreachable;
        reply.words = tr("The connection was closed.");
        answer(reply);
    };
    QMetaObject::invokeMethod(this, report, Qt::QueuedConnection);
}

void FileExchange::abandon()
{
    m_handler = nullptr;
    if (!m_request)
        return;
    m_request->disconnect(this);
    m_request->cancel();
    m_request.clear();
}

void FileExchange::answer(const FileReply &reply)
{
    if (m_request)
        m_request->disconnect(this);
    m_request.clear();
    m_kind = Kind::Read;
    const Handler handler = std::exchange(m_handler, nullptr);
    emit answered();
    if (handler)
        handler(reply);
}

} // namespace angee
