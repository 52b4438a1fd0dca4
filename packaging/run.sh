#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Angee Console developers
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# Installs what is needed, builds, starts the console:  packaging/run.sh [options of angee-console]
# With no daemon configured the console opens its own sandbox.
# With no display:  packaging/run.sh --screenshots DIR  writes a picture of every pane.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=packaging/dependencies.sh
. "$root/packaging/dependencies.sh"

install_packages "${build_packages[@]}" "${run_packages[@]}"
use_ccache
say "Building"
cd "$root"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { cmake --preset release -DBUILD_TESTING=OFF && cmake --build --preset release; } >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "The build failed; its last lines are above." >&2
    exit 1
fi

needs_display=1
for argument in "$@"; do
    case $argument in
        --screenshots | --screenshots=* | --print-sdl | --sandbox-only | --help | -h | --version | -v) needs_display=0 ;;
    esac
done
if [ $needs_display -eq 1 ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ] \
    && [ -z "${QT_QPA_PLATFORM:-}" ]; then
    echo "There is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set)." >&2
    echo "To see every pane all the same: packaging/run.sh --screenshots DIR" >&2
    exit 1
fi
say "Starting"
exec "$root/build/release/bin/angee-console" "$@"
