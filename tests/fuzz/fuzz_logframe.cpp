// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/boundedtext.h"
#include "core/live/logreader.h"
#include "core/net/logframe.h"
#include "core/net/logsocket.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace angee;

// A frame of the log socket, whatever is in it, is one line of bounded length, and what the reader
// of a container's log makes of it is never longer.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray frame(reinterpret_cast<const char *>(data), qsizetype(size));
    LogNames names;
    LogLine line = LogSocket::readFrame(frame, &names);
    // What is read in the quick way is what the parser reads, where that reads it at all.
    const auto quick = readLogFrame(frame, &names);
    if (quick && frame.isValidUtf8()) {
        const QJsonObject object = QJsonDocument::fromJson(frame).object();
        const auto member = [&object](const char *name) {
            return object.value(QLatin1StringView(name)).toString();
        };
        ANGEE_FUZZ_REQUIRE(quick->message == member("message").toUtf8());
        ANGEE_FUZZ_REQUIRE(quick->service == boundedLine(member("service"), textlimit::cell));
        ANGEE_FUZZ_REQUIRE(quick->runtime == boundedLine(member("runtime"), textlimit::cell));
        ANGEE_FUZZ_REQUIRE(quick->level == daemonsLevel(member("level")));
    }
    const qsizetype longest =
        LogSocket::longestMessage + 64; // and the words that say how much is missing
    ANGEE_FUZZ_REQUIRE(line.message.size() <= longest);
    ANGEE_FUZZ_REQUIRE(line.service.size() <= textlimit::cell + 64);
    const qsizetype before = line.message.size();
    line.runtime = QStringLiteral("container");
    LogReader reader(QStringLiteral("web"));
    const auto read = reader.read(line);
    if (const auto *own = std::get_if<LogLine>(&read))
        ANGEE_FUZZ_REQUIRE(own->message.size() <= before);
    return 0;
}
