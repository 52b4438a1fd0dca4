// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Types lines into a document for ever, telling each on standard output before the session has it.
// tst_draft kills it and looks at what is on the disk.
#include "core/files/documentsession.h"
#include "core/files/draftrecorder.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimer>

#include <cstdio>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

class Answer final : public FileRequest
{
public:
    using FileRequest::FileRequest;
    void cancel() override { }
};

// The file that the document is opened from; nothing is ever saved here.
class OneFile final : public FileTransport
{
public:
    using FileTransport::FileTransport;

    FileRequest *read(const QString &, const QString &) override
    {
        auto *request = new Answer(this);
        QTimer::singleShot(0, request, [request] {
            FileReply reply;
            reply.outcome = FileReply::Outcome::Ok;
            reply.content = "base\n"_ba;
            reply.etag = "etag"_ba;
            request->deleteLater();
            emit request->finished(reply);
        });
        return request;
    }

    FileRequest *write(const QString &source, const QString &path, const QByteArray &,
                       const QByteArray &) override
    {
        return read(source, path);
    }
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    OneFile transport;
    DraftJournal journal(app.arguments().at(1));
    DocumentSession doc(&transport, u"app"_s, u"notes.txt"_s);
    DraftRecorder recorder(&journal, &doc, u"profile"_s);
    QTimer typing;
    int count = 0;
    QByteArray text;
    QObject::connect(&typing, &QTimer::timeout, &doc, [&] {
        const QByteArray line = QByteArray::number(++count) + ' '
            + QByteArray::number(QDateTime::currentMSecsSinceEpoch()) + '\n';
        std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
        std::fflush(stdout);
        text += line;
        doc.setContent(text);
    });
    QObject::connect(&doc, &DocumentSession::contentReplaced, &typing, [&] {
        text = doc.content();
        typing.start(7);
    });
    doc.open();
    return app.exec();
}
