#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Angee Console developers
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# Installs what is needed, builds, and runs every test headless:  tests/run.sh [preset] [ctest options]
# Presets: dev (default), asan, tsan, core-only, release.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=packaging/dependencies.sh
. "$root/packaging/dependencies.sh"

preset=${1:-dev}
[ $# -gt 0 ] && shift
install_packages "${build_packages[@]}" "${test_packages[@]}"
use_ccache
cd "$root"
say "Configuring ($preset)"
cmake --preset "$preset" >/dev/null
say "Building ($preset)"
cmake --build --preset "$preset"
say "Testing ($preset)"
exec ctest --preset "$preset" "$@"
