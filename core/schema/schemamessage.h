// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

// The macro that lupdate looks for, the same as Qt's.
#ifndef QT_TRANSLATE_NOOP
#define QT_TRANSLATE_NOOP(scope, x) x
#endif

namespace angee {

//! \brief An error or a notice about a schema: what, and where. Qt-free, so that the command-line
//! printer starts without loading Qt; schematext.h has the translated form.
struct SchemaMessage
{
    const char *text = ""; //!< Marked for translation in context "angee::Schema"; %1, %2 … inside.
    std::vector<std::string> arguments; //!< UTF-8; what %1, %2 … stand for.
    //! A JSON path ("data.__schema.types[3].name") or a coordinate ("Query.node(id:)"); may be
    //! empty.
    std::string place;

    //! The untranslated sentence with the place in front.
    [[nodiscard]] std::string english() const;
};

} // namespace angee
