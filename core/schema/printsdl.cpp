// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/printsdl.h"

#include "core/schema/introspection.h"
#include "core/schema/sdlprinter.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace angee {

namespace {

constexpr std::size_t FirstGuess = std::size_t(256) * 1024;

// Closes what open() gave; standard input stays open.
class InputFile final
{
public:
    explicit InputFile(const char *path)
        : m_isStandard(std::strcmp(path, "-") == 0)
        , m_descriptor(m_isStandard ? STDIN_FILENO : ::open(path, O_RDONLY | O_CLOEXEC))
    { }
    InputFile(const InputFile &) = delete;
    InputFile &operator=(const InputFile &) = delete;
    ~InputFile()
    {
        if (!m_isStandard && m_descriptor >= 0)
            ::close(m_descriptor);
    }

    //! Everything there is, up to one byte more than is ever accepted; nothing on an error, which
    //! errno then names.
    [[nodiscard]] std::optional<PaddedBytes> readAll() const
    {
        if (m_descriptor < 0)
            return std::nullopt;
        constexpr std::size_t Limit = MaxIntrospectionBytes + 1;
        PaddedBytes bytes(std::min(expectedSize() + 1, Limit));
        std::size_t used = 0;
        while (true) {
            const ssize_t got = ::read(m_descriptor, bytes.data() + used, bytes.size() - used);
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return std::nullopt;
            used += static_cast<std::size_t>(got);
            if (got == 0 || used == Limit)
                break;
            if (used == bytes.size()) {
                PaddedBytes larger(std::min(used * 2, Limit));
                std::memcpy(larger.data(), bytes.data(), used);
                bytes = std::move(larger);
            }
        }
        bytes.truncate(used);
        return bytes;
    }

private:
    [[nodiscard]] std::size_t expectedSize() const
    {
        struct stat status = {};
        if (::fstat(m_descriptor, &status) != 0 || status.st_size <= 0)
            return FirstGuess;
        return static_cast<std::size_t>(status.st_size);
    }

    bool m_isStandard;
    int m_descriptor;
};

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// What standard error does not take is lost: there is nowhere else to say it.
void complain(const std::string &line)
{
    static_cast<void>(writeAll(STDERR_FILENO, "angee-console: " + line + '\n'));
}

} // namespace

PrintSdlStatus printSdlFile(const char *path)
{
    std::optional<PaddedBytes> bytes = InputFile(path).readAll();
    if (!bytes) {
        complain(std::string(path) + ": " + std::strerror(errno));
        return PrintSdlStatus::Failed;
    }
    const IntrospectionResult read = readIntrospection(std::move(*bytes));
    for (const SchemaMessage &notice : read.notices)
        complain("note: " + notice.english());
    if (!read.schema) {
        complain(std::string(path) + ": " + read.error.english());
        return PrintSdlStatus::NoSchema;
    }
    const PrintedSdl sdl = printSdl(*read.schema);
    for (const SchemaMessage &notice : sdl.notices)
        complain("note: " + notice.english());
    if (!writeAll(STDOUT_FILENO, sdl.text()) || !writeAll(STDOUT_FILENO, SdlFileEnd)) {
        complain(std::string("standard output: ") + std::strerror(errno));
        return PrintSdlStatus::Failed;
    }
    return PrintSdlStatus::Printed;
}

} // namespace angee
