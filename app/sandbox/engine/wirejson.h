// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/reply.h"

#include <QJsonObject>
#include <QStringList>

#include <map>

namespace angee::sandbox {

//! UTF-8 as text, with U+FFFD for what is none. A byte order mark at the front is content.
[[nodiscard]] QString textOfUtf8(QByteArrayView bytes);

//! \brief Reads the first JSON value of \a bytes; whatever follows it is ignored.
//!
//! Invalid UTF-8 and lone surrogates become U+FFFD. An empty body is null. A syntax error is an
//! EngineError of status 400 in the daemon's words (contract.md, section 1, "JSON in").
[[nodiscard]] QJsonValue decodeWireJson(const QByteArray &bytes);

//! One compact value, without a last newline. '<', '>', '&', U+2028 and U+2029 are escaped, other
//! text is raw UTF-8 (contract.md, section 1, "JSON out").
[[nodiscard]] QByteArray encodeWireJson(const QJsonValue &value);

//! \brief The members of one request body: keys match without case, a missing one has its zero
//! value, a wrong type is a 400 in the daemon's words, which name \a structName.
class RequestFields final
{
public:
    RequestFields(const QJsonValue &body, QString structName);

    [[nodiscard]] QString text(const QString &key) const;
    [[nodiscard]] bool flag(const QString &key) const;
    [[nodiscard]] bool has(const QString &key) const;
    [[nodiscard]] std::optional<QStringList> texts(const QString &key) const;
    [[nodiscard]] std::optional<std::map<QString, QString>> textMap(const QString &key) const;

private:
    [[nodiscard]] QJsonValue value(const QString &key) const;
    [[noreturn]] void refuse(const QString &key, const QJsonValue &found,
                             const QString &goType) const;

    QJsonObject m_members;
    QString m_structName;
};

} // namespace angee::sandbox
