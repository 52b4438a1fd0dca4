// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

namespace angee {

//! \brief How one read or write of a remote file ended.
struct FileReply
{
    enum class Outcome {
        Ok, //!< A read carries content and etag, a write the new etag, a probe the etag alone.
        NotFound, //!< No such file; a missing source is Refused.
        Conflict, //!< The etag no longer names what is on the server. Nothing was written.
        TooLarge, //!< The file, or the request, is over the daemon's cap.
        NotText, //!< The bytes on the server are not valid UTF-8.
        Refused, //!< Any other refusal, in the daemon's own words.
        Unauthorized,
        Unreachable, //!< Nothing reached the daemon; a write has certainly not happened.
        OutcomeUnknown, //!< A write was sent and its reply lost: it may have happened.
        Cancelled, //!< By cancel(); a cancelled write may have happened.
    };

    Outcome outcome = Outcome::Unreachable;
    QByteArray content; //!< Exact bytes of the file.
    QByteArray etag; //!< Opaque; by contract the lower-case hex SHA-256 of the bytes.
    QString words; //!< What the daemon, or the network, said.
    QString field; //!< Of a refusal that names one.
    QString reason;

    [[nodiscard]] bool isOk() const { return outcome == Outcome::Ok; }
};

//! \brief What the answer to a read says about the file.
enum class ReadAnswer {
    Text, //!< Content and etag came.
    NoFile,
    NoText, //!< Too large or not text: it is there and cannot be read.
    Failed, //!< Nothing was learned.
};
[[nodiscard]] ReadAnswer readAnswer(FileReply::Outcome outcome);

//! \brief One running read, probe or write. Belongs to its transport and deletes itself after
//! finished().
class FileRequest : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileRequest)

public:
    explicit FileRequest(QObject *parent = nullptr);
    ~FileRequest() override;

    //! Ends the request early; finished() still follows, with Cancelled unless it had ended.
    virtual void cancel() = 0;

signals:
    //! Exactly once, never from inside the call that started the request or cancelled it.
    void finished(const angee::FileReply &reply);
};

//! \brief The way to the files of one daemon. Asynchronous, single-threaded.
//!
//! An implementation reports what happened and decides nothing: no retries of writes, no etag of
//! its own making.
class FileTransport : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileTransport)

public:
    explicit FileTransport(QObject *parent = nullptr);
    ~FileTransport() override;

    [[nodiscard]] virtual FileRequest *read(const QString &source, const QString &path) = 0;
    //! An empty \a etag is an unconditional write on the wire (contract.md, section 6): only
    //! DocumentSession decides when that is allowed.
    [[nodiscard]] virtual FileRequest *write(const QString &source, const QString &path,
                                             const QByteArray &content, const QByteArray &etag) = 0;
    //! Asks for the etag only. The default reads the whole file.
    [[nodiscard]] virtual FileRequest *probe(const QString &source, const QString &path);
};

} // namespace angee

Q_DECLARE_METATYPE(angee::FileReply)
