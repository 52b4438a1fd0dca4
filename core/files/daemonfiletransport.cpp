// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/daemonfiletransport.h"

#include "core/daemon/operatordaemon.h"
#include "core/files/probefilecall.h"

#include <QPointer>

namespace angee {

using namespace Qt::StringLiterals;

using Kind = OperatorDaemonError::Kind;
using Outcome = FileReply::Outcome;

namespace {

// One call at a time; a probe may be followed by a read.
class DaemonFileRequest final : public FileRequest
{
public:
    explicit DaemonFileRequest(QObject *parent)
        : FileRequest(parent)
    { }

    template <typename Call, typename Receiver>
    void follow(Call *call, Receiver receiver)
    {
        m_call = call;
        call->whenDone(this, std::move(receiver));
        // A call dies unfinished only with its daemon.
        connect(call, &QObject::destroyed, this, [this] {
            if (m_call == nullptr && !m_ended)
                lose();
        });
    }

    void end(const FileReply &reply)
    {
        if (std::exchange(m_ended, true))
            return;
        deleteLater();
        emit finished(reply);
    }

    void cancel() override
    {
        if (m_call)
            m_call->abort();
    }

    void lose()
    {
        FileReply reply;
        reply.outcome = isWrite ? Outcome::OutcomeUnknown : Outcome::Unreachable;
        end(reply);
    }

    bool isWrite = false;

private:
    QPointer<DaemonCall> m_call;
    bool m_ended = false;
};

FileReply okReply(const QByteArray &content, const QString &etag)
{
    FileReply reply;
    reply.outcome = Outcome::Ok;
    reply.content = content;
    reply.etag = etag.toLatin1();
    return reply;
}

Outcome outcomeOfInvalidInput(const OperatorDaemonError &error)
{
    if (error.field == "content"_L1 && error.reason.contains("UTF-8"_L1))
        return Outcome::NotText;
    if (error.field == "content"_L1 && error.reason.contains("cap"_L1))
        return Outcome::TooLarge;
    // net/http's words for a body over the cap; there is no field and no other sign.
    if (error.field.isEmpty() && error.words.contains("request body too large"_L1))
        return Outcome::TooLarge;
    return Outcome::Refused;
}

Outcome outcomeOf(const OperatorDaemonError &error, bool isWrite)
{
    switch (error.kind) {
    case Kind::NotFound:
        return error.objectKind == "file"_L1 ? Outcome::NotFound : Outcome::Refused;
    case Kind::Conflict:
        return Outcome::Conflict;
    case Kind::InvalidInput:
        return outcomeOfInvalidInput(error);
    case Kind::Unauthorized:
        return Outcome::Unauthorized;
    case Kind::NoSuchRoute:
    case Kind::Refused:
    case Kind::Redirected:
    case Kind::Blocked:
        return Outcome::Refused;
    case Kind::Unreachable:
    case Kind::Tls:
    case Kind::Timeout:
        return Outcome::Unreachable;
    case Kind::Cancelled:
        return Outcome::Cancelled;
    case Kind::OutcomeUnknown:
        return Outcome::OutcomeUnknown;
    case Kind::InvalidResponse:
        return isWrite ? Outcome::OutcomeUnknown : Outcome::Refused;
    }
    Q_UNREACHABLE();
}

} // namespace

FileReply fileReplyOf(const OperatorDaemonError &error, bool isWrite)
{
    FileReply reply;
    reply.outcome = outcomeOf(error, isWrite);
    reply.words = error.words.isEmpty() ? error.summary() : error.words;
    reply.field = error.field;
    reply.reason = error.reason;
    return reply;
}

DaemonFileTransport::DaemonFileTransport(OperatorDaemon *daemon, QObject *parent)
    : FileTransport(parent)
    , m_daemon(daemon)
{ }

DaemonFileTransport::~DaemonFileTransport() = default;

FileRequest *DaemonFileTransport::read(const QString &source, const QString &path)
{
    auto *request = new DaemonFileRequest(this);
    request->follow(m_daemon->readFile(source, path), [request](const Result<RemoteFile> &file) {
        request->end(file ? okReply(file.value().content, file.value().etag)
                          : fileReplyOf(file.error(), false));
    });
    return request;
}

FileRequest *DaemonFileTransport::write(const QString &source, const QString &path,
                                        const QByteArray &content, const QByteArray &etag)
{
    auto *request = new DaemonFileRequest(this);
    request->isWrite = true;
    request->follow(m_daemon->writeFile(source, path, content, QString::fromLatin1(etag)),
                    [request](const Result<RemoteFile> &file) {
                        request->end(file ? okReply({}, file.value().etag)
                                          : fileReplyOf(file.error(), true));
                    });
    return request;
}

FileRequest *DaemonFileTransport::probe(const QString &source, const QString &path)
{
    if (m_probeByReading)
        return read(source, path);
    auto *request = new DaemonFileRequest(this);
    const auto readInstead = [this, request, source, path] {
        request->follow(m_daemon->readFile(source, path),
                        [request](const Result<RemoteFile> &file) {
                            request->end(file ? okReply(file.value().content, file.value().etag)
                                              : fileReplyOf(file.error(), false));
                        });
    };
    request->follow(m_daemon->run(new ProbeFileCall(source, path)),
                    [this, request, readInstead](const Result<QString> &etag) {
                        if (etag) {
                            request->end(okReply({}, etag.value()));
                            return;
                        }
                        const Kind kind = etag.error().kind;
                        // Errors of GraphQL say less than those of REST; a daemon without the field
                        // is asked the other way from now on.
                        m_probeByReading = kind == Kind::NoSuchRoute || kind == Kind::InvalidInput;
                        if (m_probeByReading || kind == Kind::InvalidResponse
                            || kind == Kind::Refused)
                            readInstead();
                        else
                            request->end(fileReplyOf(etag.error(), false));
                    });
    return request;
}

} // namespace angee
