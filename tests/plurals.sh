#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Angee Console developers
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# Fails when a counted text of the sources ("%n lines") lacks its plural forms in English:
#   tests/plurals.sh [lupdate]
# With UPDATE=1 the file is brought up to date instead, for the forms to be filled in.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
lupdate=${1:-$(command -v lupdate || echo /usr/lib/qt6/bin/lupdate)}
file=resources/i18n/angee-console_en.ts
work=$file
if [ -z "${UPDATE:-}" ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    work=$folder/$(basename "$file")
    cp "$file" "$work"
fi
"$lupdate" -silent -pluralonly -locations none -I . core ui app -ts "$work" 2>/dev/null
if grep -B2 -E 'type="(unfinished|vanished|obsolete)"' "$work"; then
    echo "$file does not fit the sources: UPDATE=1 tests/plurals.sh, then fill it in." >&2
    exit 1
fi
