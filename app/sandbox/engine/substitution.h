// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace angee::sandbox {

//! \brief What ${…} may speak of (contract.md, section 10). A namespace without the wanted key is
//! an error, and so is a namespace that is none.
struct SubstitutionScope
{
    std::map<QString, QString> secrets; //!< name to what stands for its value
    std::map<QString, int> ports;
    std::map<QString, int> allocations;
    std::map<QString, QString> workspacePaths;
    std::map<QString, QString> sourcePaths;
    std::map<QString, QString> persistPaths;
    std::map<QString, QString> inputs;
    std::map<QString, QString> values; //!< whole paths: "name", "operator.url", "workspace.name"
};

//! Replaces every ${path | filter | filter(arguments)}. Throws a 500 EngineError.
[[nodiscard]] QString substitute(const QString &text, const SubstitutionScope &scope);
//! Every element; an error names its index.
[[nodiscard]] QStringList substituteAll(const QStringList &texts, const SubstitutionScope &scope);

//! Lower case, runs of anything but letters and digits become one '-', none at the ends.
[[nodiscard]] QString slug(const QString &text);

//! One filter by name; also used by the templates.
[[nodiscard]] QString applyFilter(const QString &name, const QStringList &arguments,
                                  const QString &value);

//! Splits "truncate(40)" or "replace('a','b')" into a name and its arguments, without quotes.
struct FilterCall
{
    QString name;
    QStringList arguments;
};
[[nodiscard]] FilterCall parseFilterCall(const QString &text);

} // namespace angee::sandbox
