// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/filetransport.h"

namespace angee {

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
