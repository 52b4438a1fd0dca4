// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/ansi.h"

#include <QRegularExpression>

namespace angee {

using namespace Qt::StringLiterals;

QString withoutAnsi(const QString &text)
{
    // CSI sequences, strings up to BEL or ST (titles, links), two-character escapes, lone controls.
    static const QRegularExpression sequences(u"\\x1b\\[[0-?]*[ -/]*[@-~]"
                                              u"|\\x1b[\\]PX^_][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?"
                                              u"|\\x1b[ -/]*[0-~]"
                                              u"|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]"_s);
    QString plain = text;
    plain.remove(sequences);
    plain.replace("\r\n"_L1, "\n"_L1);
    return plain;
}

} // namespace angee
