// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/manifest/manifestfailure.h"

#include <QRegularExpression>

namespace angee {

using namespace Qt::StringLiterals;

bool saysManifestIsBroken(const QString &words)
{
    // As the running daemon says it, for every manifest of tests/data/manifest that it refuses.
    static const QRegularExpression said(
        u"\\A(yaml: "
        u"|manifest validation: "
        u"|manifest name is required\\z"
        u"|EOF\\z"
        u"|expected string list\\z"
        u"|parsing time \""
        u"|ingress\\.(port|routing): ?\\S* requires |ingress\\.port requires "
        u"|(service|job) \"[^\"]*\"(: (route|name)| requires runtime| with runtime "
        u"| has unsupported runtime ))"_s);
    return said.match(words.trimmed()).hasMatch();
}

} // namespace angee
