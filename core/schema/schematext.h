// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schema.h"
#include "core/schema/schemamessage.h"

#include <QString>

namespace angee {

//! \brief A schema's text for a widget.
[[nodiscard]] inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

//! \brief For people: "object", "input object" … (translated).
[[nodiscard]] QString kindName(TypeKind kind);

//! \brief The translated sentence, without the place.
[[nodiscard]] QString messageText(const SchemaMessage &message);
//! \brief The translated sentence with the place in front, if there is one.
[[nodiscard]] QString messageWithPlace(const SchemaMessage &message);

} // namespace angee
