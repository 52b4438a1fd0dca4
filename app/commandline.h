// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/connectionsettings.h"
#include "core/settings/objectaddress.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace angee {

//! \brief What the command line asks for.
struct CommandLine
{
    enum class Mode {
        Window,
        Sandbox, //!< the window, on the bundled daemon
        SandboxOnly,
        PrintSdl,
        Screenshots,
        Help,
        Version,
        Error,
    };

    Mode mode = Mode::Window;
    QString message; //!< for Help, Version and Error
    QStringList warnings; //!< what is not wrong but should be known, each a sentence
    ConnectionFlags connection;
    //! What the flags and the environment make together; nothing for the sandbox's modes.
    GivenConnection given;
    QString profile;
    QString folder; //!< of a stack on this machine, absolute
    std::optional<ObjectAddress> address; //!< of an object that is to be shown
    bool newWindow = false; //!< also where a window shows it already
    QString theme; //!< light, dark, system; empty for the saved choice
    QString screenshotFolder;
    QString sandboxRoot; //!< empty: a folder of the user's data
    QString sandboxToken; //!< in the sandbox's modes alone
    quint16 sandboxPort = 0;
    bool sandboxWrites = false; //!< also into a stack folder that belongs to a daemon
    QString schemaFile; //!< for PrintSdl; empty: ask the daemon

    //! Never exits and never prints. A token file is read here; a file that cannot be read is an
    //! Error, and so are flags that belong to two connections at once.
    static CommandLine parse(const QStringList &arguments, const QProcessEnvironment &environment);
};

} // namespace angee
