// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/filetransport.h"

namespace angee {

ReadAnswer readAnswer(FileReply::Outcome outcome)
{
    switch (outcome) {
    case FileReply::Outcome::Ok:
        return ReadAnswer::Text;
    case FileReply::Outcome::NotFound:
        return ReadAnswer::NoFile;
    case FileReply::Outcome::TooLarge:
    case FileReply::Outcome::NotText:
        return ReadAnswer::NoText;
    case FileReply::Outcome::Conflict:
    case FileReply::Outcome::Refused:
    case FileReply::Outcome::Unauthorized:
    case FileReply::Outcome::Unreachable:
    case FileReply::Outcome::OutcomeUnknown:
    case FileReply::Outcome::Cancelled:
        break;
    }
    return ReadAnswer::Failed;
}

FileRequest::FileRequest(QObject *parent)
    : QObject(parent)
{ }

FileRequest::~FileRequest() = default;

FileTransport::FileTransport(QObject *parent)
    : QObject(parent)
{ }

FileTransport::~FileTransport() = default;

FileRequest *FileTransport::probe(const QString &source, const QString &path)
{
    return read(source, path);
}

} // namespace angee
