// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace angee::sandbox {

//! Scalars as the text that stands in the file, so that 1.10 stays 1.10; or those without quotes as
//! Go prints what they mean: 1.1, true, 16.
enum class YamlScalars { AsWritten, AsGoPrints };

//! \brief A YAML document as JSON. Every scalar comes as text, null as null; keys are strings,
//! aliases are followed.
//!
//! Throws a 500 EngineError on a syntax error, naming \a shownPath, and on nesting over 64 levels.
[[nodiscard]] QJsonValue yamlToJson(const QByteArray &yaml, const QString &shownPath,
                                    YamlScalars scalars = YamlScalars::AsWritten);

//! A value in one line as Go prints it: "[a b]", "map[k:v]", "<nil>".
[[nodiscard]] QString goPrinted(const QJsonValue &value);

//! The other way round; strings that YAML would read as something else are quoted. Members come in
//! the order of \a keyOrder first, then by name.
[[nodiscard]] QByteArray jsonToYaml(const QJsonValue &value, const QStringList &keyOrder = {});

} // namespace angee::sandbox
