# SPDX-FileCopyrightText: 2026 The Angee Console developers
# SPDX-License-Identifier: AGPL-3.0-or-later

# angee_options carries the standard, the warnings and the Qt definitions for every target, so that
# no target can be laxer than another.
add_library(angee_options INTERFACE)
target_compile_features(angee_options INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
target_include_directories(angee_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(angee_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(angee_options INTERFACE
    -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
    -Wswitch -Wimplicit-fallthrough -Wshadow=local -fno-operator-names
    $<$<CXX_COMPILER_ID:Clang>:-Wno-shadow>)
target_compile_options(angee_options INTERFACE $<$<BOOL:${ANGEE_WERROR}>:-Werror>)
if(ANGEE_SANITIZE)
    target_compile_options(angee_options INTERFACE
        -fsanitize=${ANGEE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(angee_options INTERFACE -fsanitize=${ANGEE_SANITIZE})
endif()

# Without -fpch-preprocess a compiler cache cannot see what a precompiled header holds.
if(ANGEE_PCH)
    target_compile_options(angee_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()
function(angee_precompile target header)
    if(ANGEE_PCH)
        target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/${header})
    endif()
endfunction()
# A group costs little more than one of its files, since headers and templates are paid once. Names of anonymous
# namespaces have to differ within a library for it: core, whose grammars and calls each have their own Kind, stays as it is.
function(angee_group target)
    if(ANGEE_UNITY)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
        # The warning takes every file of a group for a header.
        target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
    endif()
endfunction()
# The flags of both targets have to agree; macros that the header never reads may differ.
function(angee_share_precompiled target from)
    if(ANGEE_PCH)
        target_precompile_headers(${target} REUSE_FROM ${from})
    endif()
endfunction()

# Qt Test tells each target where it lies, by macros that its own headers read: with them no two targets
# could share a header. Nothing here asks for them.
function(angee_forget_test_folders target)
    target_compile_options(${target} PRIVATE -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
endfunction()
