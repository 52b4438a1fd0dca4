// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/printsdl.h"

#include "core/daemon/operatordaemon.h"
#include "core/schema/introspection.h"
#include "core/schema/printsdl.h"
#include "core/schema/sdlprinter.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

namespace angee {

namespace {

PrintSdlStatus tell(const QString &words, PrintSdlStatus status)
{
    std::fprintf(stderr, "angee-console: %s\n", words.toUtf8().constData());
    return status;
}

PrintSdlStatus printAnswer(const QByteArray &answer)
{
    const IntrospectionResult result =
        readIntrospection(std::string_view(answer.constData(), size_t(answer.size())));
    if (!result.schema)
        return tell(QString::fromStdString(result.error.english()), PrintSdlStatus::NoSchema);
    const PrintedSdl sdl = printSdl(*result.schema);
    for (const SchemaMessage &notice : sdl.notices)
        (void)tell(QString::fromStdString(notice.english()), PrintSdlStatus::Printed);
    const auto write = [](std::string_view text) {
        return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    };
    const bool written = write(sdl.text()) && write(SdlFileEnd) && std::fflush(stdout) == 0;
    return written
        ? PrintSdlStatus::Printed
        : tell(QCoreApplication::translate("angee::printSdl", "The SDL could not be written."),
               PrintSdlStatus::Failed);
}

} // namespace

int printDaemonSdl(const GivenConnection &given)
{
    if (!given.problem.isEmpty()) {
        const PrintSdlStatus status = tell(given.problem, PrintSdlStatus::Failed);
        if (given.state == GivenConnection::State::Unusable)
            return int(status);
    }
    const std::unique_ptr<OperatorDaemon> daemon(OperatorDaemon::fromSettings(given.settings));
    if (!daemon)
        return int(tell(QCoreApplication::translate("angee::printSdl",
                                                    "Name a file, or a daemon by --url or "
                                                    "ANGEE_OPERATOR_URL."),
                        PrintSdlStatus::Failed));
    daemon->introspect()->whenDone(qApp, [](const Result<QByteArray> &answer) {
        const PrintSdlStatus status = answer.ok()
            ? printAnswer(answer.value())
            : tell(answer.error().summary(), PrintSdlStatus::Failed);
        QCoreApplication::exit(int(status));
    });
    // A server that sends a byte now and then, or none at all, has no schema to give.
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, qApp, [] {
        QCoreApplication::exit(
            int(tell(QCoreApplication::translate("angee::printSdl",
                                                 "The daemon did not give its schema in time."),
                     PrintSdlStatus::Failed)));
    });
    limit.start(std::chrono::seconds(60));
    return QCoreApplication::exec();
}

} // namespace angee
