// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/translations.h"

#include <QLocale>
#include <QTranslator>

namespace angee {

using namespace Qt::StringLiterals;

bool loadTranslation(QTranslator *translator)
{
    const QString folder = u":/i18n"_s;
    return translator->load(QLocale(), u"angee-console"_s, u"_"_s, folder)
        || translator->load(u"angee-console_en"_s, folder);
}

} // namespace angee
