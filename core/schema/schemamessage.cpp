// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/schemamessage.h"

#include <string_view>

namespace angee {

std::string SchemaMessage::english() const
{
    std::string result = place.empty() ? std::string() : place + ": ";
    const std::string_view source(text);
    for (std::size_t i = 0; i < source.size(); ++i) {
        const bool marker = source[i] == '%' && i + 1 < source.size() && source[i + 1] >= '1'
            && source[i + 1] <= '9';
        const std::size_t number = marker ? static_cast<std::size_t>(source[i + 1] - '1') : 0;
        if (marker && number < arguments.size()) {
            result += arguments[number];
            ++i;
        } else {
            result += source[i];
        }
    }
    return result;
}

} // namespace angee
