#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Angee Console developers
# SPDX-License-Identifier: AGPL-3.0-or-later
# Introspection -> SDL against graphql-js 16.15, warm and cold, in one run. From the project's root:
#   cmake --preset release && cmake --build --preset release --target bench_sdl sdlcold
#   tests/bench/sdl/run.sh [build/release]
set -eu
build=${1:-build/release}
here=$(dirname "$0")
version=16.15.0
modules=$(cd "$build" && pwd)/bench-sdl/node_modules
work=$(dirname "$modules")
mkdir -p "$work"

# graphql 17 prints otherwise, so the version is pinned.
if ! grep -q "\"version\": \"$version\"" "$modules/graphql/package.json" 2>/dev/null; then
    npm install --silent --no-save --prefix "$work" "graphql@$version" || true
fi
data=$here/../../data/introspection.json
if command -v node >/dev/null && [ -f "$modules/graphql/package.json" ]; then
    echo "node $(node --version), graphql $version, load $(cut -d' ' -f1 /proc/loadavg)"
    exec "$build/bin/bench_sdl" "$build/bin/sdlcold" "$data" "$work" node "$here" "$modules"
fi
echo "graphql $version could not be installed, or there is no node: own figures only" >&2
exec "$build/bin/bench_sdl" "$build/bin/sdlcold" "$data" "$work"
