// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <yaml-cpp/yaml.h>

namespace angee {

//! What \a map holds under \a key, itself or through a merge key; a null node where there is
//! nothing, or no map.
[[nodiscard]] inline YAML::Node manifestNode(const YAML::Node &map, const char *key)
{
    if (!map.IsMap())
        return {};
    if (const YAML::Node found = map[key])
        return found;
    const YAML::Node merged = map["<<"];
    if (!merged.IsDefined() || !merged.IsMap())
        return {};
    const YAML::Node inherited = merged[key];
    return inherited ? inherited : YAML::Node();
}

[[nodiscard]] inline bool isPresent(const YAML::Node &node)
{
    return node.IsDefined() && !node.IsNull();
}

[[nodiscard]] inline QString manifestText(const YAML::Node &node)
{
    return node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

[[nodiscard]] inline QString manifestText(const YAML::Node &map, const char *key)
{
    return manifestText(manifestNode(map, key));
}

//! From 1.
[[nodiscard]] inline int manifestLine(const YAML::Node &node)
{
    return node.Mark().line + 1;
}

[[nodiscard]] inline QStringList manifestKeys(const YAML::Node &map)
{
    QStringList keys;
    if (map.IsMap()) {
        for (const auto &entry : map)
            keys.append(manifestText(entry.first));
    }
    return keys;
}

//! A name as the daemon quotes it.
[[nodiscard]] inline QString quotedInManifest(const QString &name)
{
    return u'"' + name + u'"';
}

} // namespace angee
