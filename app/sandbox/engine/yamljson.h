// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>
#include <QStringList>

namespace angee::sandbox {

//! \brief A YAML document as JSON. Every scalar comes as the text that stands in the file (so that
//! 1.10 stays 1.10), null as null; keys are strings, aliases are followed.
//!
//! Throws a 500 EngineError on a syntax error, naming \a shownPath, and on nesting over 64 levels.
[[nodiscard]] QJsonValue yamlToJson(const QByteArray &yaml, const QString &shownPath);

//! The other way round; strings that YAML would read as something else are quoted. Members come in
//! the order of \a keyOrder first, then by name.
[[nodiscard]] QByteArray jsonToYaml(const QJsonValue &value, const QStringList &keyOrder = {});

} // namespace angee::sandbox
