// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/printsdl.h"

#include <cstdio>

// What `angee-console --print-sdl FILE` does, without the window's libraries to load.
int main(int argc, char *argv[])
{
    if (argc != 2) {
        std::fputs("usage: sdlcold FILE\n", stderr);
        return static_cast<int>(angee::PrintSdlStatus::Failed);
    }
    return static_cast<int>(angee::printSdlFile(argv[1]));
}
