// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/manifest/manifestcheck.h"

#include "core/manifest/manifestreferences.h"
#include "core/manifest/manifestrules.h"
#include "core/manifest/manifestshape.h"

#include <algorithm>
#include <string>
#include <yaml-cpp/yaml.h>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Consequence = ManifestProblem::Consequence;

// The daemon's parser takes no control characters, not even in a comment; ours does.
std::optional<ManifestProblem> controlCharacter(QByteArrayView text)
{
    int line = 1;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == '\n')
            ++line;
        else if ((byte < 0x20 && byte != '\t' && byte != '\r') || byte == 0x7F)
            return ManifestProblem{.line = line, .words = u"control characters are not allowed"_s};
    }
    return std::nullopt;
}

bool isLocking(const ManifestProblem &problem)
{
    return problem.consequence == Consequence::Locked;
}

} // namespace

ManifestProblems checkManifest(QByteArrayView text, const ManifestContext &context)
{
    if (const auto control = controlCharacter(text))
        return {*control};
    YAML::Node document;
    try {
        document = YAML::Load(std::string(text.data(), size_t(text.size())));
        if (document.IsNull())
            return {{.words = u"EOF"_s}};
        ManifestProblems problems = checkManifestShape(document);
        // Of what has another shape nothing more can be said.
        if (!problems.isEmpty())
            return problems;
        problems = checkManifestRules(document);
        problems.append(checkManifestReferences(document, context));
        std::stable_sort(problems.begin(), problems.end(), [](const auto &a, const auto &b) {
            return std::pair(a.consequence, a.line) < std::pair(b.consequence, b.line);
        });
        return problems;
    } catch (const YAML::Exception &error) {
        return {{.line = error.mark.line + 1, .words = QString::fromStdString(error.msg)}};
    } catch (const std::exception &error) {
        // Not a verdict on the text, for instance no memory; said all the same.
        return {{.words = QString::fromUtf8(error.what())}};
    }
}

const ManifestProblem *lockingProblem(const ManifestProblems &problems)
{
    const auto it = std::find_if(problems.begin(), problems.end(), isLocking);
    return it == problems.end() ? nullptr : &*it;
}

} // namespace angee
