// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/documentsession.h"
#include "tests/core/filedaemon.h"

#include <QSignalSpy>
#include <QTest>

namespace angee::test {

inline const QString file = QStringLiteral("settings.yaml");

// A client with a connection of its own and one open document.
class Client final
{
public:
    explicit Client(const FileDaemon &server, const QString &path = file)
        : daemon(server.connectTo())
        , transport(std::make_unique<DaemonFileTransport>(daemon.get()))
        , doc(transport.get(), QStringLiteral("app"), path)
        , saves(&doc, &DocumentSession::saveFinished)
        , checks(&doc, &DocumentSession::checkFinished)
        , replaced(&doc, &DocumentSession::contentReplaced)
    { }

    bool open()
    {
        doc.open();
        return QTest::qWaitFor([this] { return !doc.isBusy(); });
    }

    DocumentSession::SaveOutcome finish()
    {
        if (!QTest::qWaitFor([this] { return !saves.isEmpty(); }))
            qFatal("a save did not end");
        return saves.takeFirst().first().value<DocumentSession::SaveOutcome>();
    }

    DocumentSession::SaveOutcome save(const QByteArray &text)
    {
        doc.setContent(text);
        doc.save();
        return finish();
    }

    void check()
    {
        checks.clear();
        doc.checkServer();
        if (!QTest::qWaitFor([this] { return !checks.isEmpty(); }))
            qFatal("a check did not end");
    }

    std::unique_ptr<OperatorDaemon> daemon;
    std::unique_ptr<DaemonFileTransport> transport;
    DocumentSession doc;
    QSignalSpy saves;
    QSignalSpy checks;
    QSignalSpy replaced;
};

// What must hold in every test, whatever happened: no write with an empty etag hit a file.
inline void verifyNoBlindWrite(const FileDaemon &server)
{
    for (const FileDaemon::Write &write : server.writes())
        QVERIFY2(!write.existed || !write.etag.isEmpty(), write.content.constData());
}

} // namespace angee::test
