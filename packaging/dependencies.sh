# SPDX-FileCopyrightText: 2026 The Angee Console developers
# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# Sourced by run.sh and by tests/run.sh: what a bare Debian 12 needs.

# shellcheck disable=SC2034 # used where this is sourced
build_packages=(
    g++ cmake ninja-build pkg-config git
    qt6-base-dev qt6-svg-dev libqt6svg6
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libsimdjson-dev libgit2-dev libpcre2-dev libqscintilla2-qt6-dev libgraphviz-dev
    qtkeychain-qt6-dev libyaml-cpp-dev libboost1.81-dev
    fonts-dejavu-core
)
# shellcheck disable=SC2034
run_packages=(libsecret-1-0 openssh-client)
# shellcheck disable=SC2034
test_packages=(qt6-base-private-dev desktop-file-utils appstream mandoc shellcheck clang-format curl openssl python3
    openssh-client openssh-server libnss-wrapper util-linux)

say() { printf '==> %s\n' "$*"; }

# Installs what is missing. Without root it names the command instead of failing half-way.
install_packages()
{
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' \
            || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        echo "These are needed and this is not a Debian system: ${missing[*]}" >&2
        return 1
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            echo "Run as root: apt-get install ${missing[*]}" >&2
            return 1
        }
        as_root=(sudo)
    fi
    say "Installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Uses ccache where somebody has it; nobody needs it. Paths are kept relative, so that build trees share what is
# the same in them, and precompiled headers are trusted by their content.
use_ccache()
{
    if command -v ccache >/dev/null; then
        export CMAKE_CXX_COMPILER_LAUNCHER=ccache
        export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$root} CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
        export CCACHE_SLOPPINESS=pch_defines,time_macros
    fi
}
