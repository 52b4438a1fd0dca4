// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"

namespace angee {

//! \brief The etag of a file without its content, over GraphQL. An answer with errors ends in
//! Kind::InvalidResponse: REST then says what is the matter.
class ProbeFileCall final : public TypedCall<QString>
{
    Q_OBJECT

public:
    ProbeFileCall(const QString &source, const QString &path);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

} // namespace angee
