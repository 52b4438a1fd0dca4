// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace angee {

//! \brief Something that stands in the way of a whole stack or of one service, as it was recognised
//! in the words of the daemon or of a tool behind it.
struct StuckCause
{
    enum class Kind {
        SecretNotResolved, //!< object: the secret
        WorkspaceNotDeclared, //!< object: the workspace
        SourceNotDeclared, //!< object: the source
        SecretBreaksStack, //!< compose cannot read the secrets: one holds an open "${"
        DependsOnUndefined, //!< object: what a container depends on and compose does not know
        NameRefused, //!< object: a service whose name compose refuses
        ComposeFileInvalid, //!< any other reason of compose
        ComposeFileMissing, //!< nothing was ever prepared
        ManifestBroken, //!< angee.yaml cannot be read
        EngineUnreachable,
        EngineMissing, //!< there is no docker to ask
        PortTaken, //!< object: the address
        NameInUse, //!< two commands at once
    };

    Kind kind = Kind::EngineUnreachable;
    QString object;
    QString user; //!< the service or job whose entry names the object; may be empty
    QString words; //!< the line that says so, as the daemon gave it

    friend bool operator==(const StuckCause &, const StuckCause &) = default;
};

//! \brief The cause that \a words name, the nearest to their end where there are several; nothing
//! when they name none that is known.
[[nodiscard]] std::optional<StuckCause> findStuckCause(const QString &words);

//! \brief What it is, as a sentence for people.
[[nodiscard]] QString stuckText(const StuckCause &cause);
//! \brief The way out, as a sentence.
[[nodiscard]] QString stuckAdvice(const StuckCause &cause);
//! \brief Where the way out begins; the stack itself when no object of it can be opened.
[[nodiscard]] ObjectRef stuckObject(const StuckCause &cause);
//! \brief True when every build, start, stop and log of the stack fails because of it, and not
//! those of one service alone.
[[nodiscard]] bool blocksStack(StuckCause::Kind kind);

} // namespace angee

Q_DECLARE_METATYPE(angee::StuckCause)
