#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Angee Console developers
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# Reads sources with clang-tidy; anything found is a failure:  tests/lint.sh [file.cpp …]
# Without files it reads all of core, ui and app, which takes a processor about 10 s a file.
# The dev build has to be there: generated headers are read too.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=packaging/dependencies.sh
. "$root/packaging/dependencies.sh"

install_packages clang-tidy
cd "$root"
[ -f build/dev/compile_commands.json ] || {
    echo "Build first: tests/run.sh" >&2
    exit 1
}
files=("$@")
[ $# -gt 0 ] || mapfile -t -d "" files < <(git ls-files -z 'core/*.cpp' 'ui/*.cpp' 'app/*.cpp')
say "Reading ${#files[@]} files"
found=$(mktemp)
trap 'rm -f "$found"' EXIT
# A finding inside a library's header is not ours; that something does not compile always is.
printf '%s\0' "${files[@]}" \
    | xargs -0 -n 1 -P "$(nproc)" clang-tidy -quiet -p build/dev 2>/dev/null | tee "$found" || true
if grep -qE "^$root/.*: (warning|error): |clang-diagnostic-error" "$found"; then
    exit 1
fi
say "Nothing found"
