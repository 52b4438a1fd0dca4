// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"

#include <QString>

namespace angee {

//! \brief A checkout that git can compare: a source's own, or that of a workspace's slot.
struct GitTree
{
    QString source; //!< empty for a slot
    QString workspace;
    QString slot;

    [[nodiscard]] bool isSlot() const { return !slot.isEmpty(); }
    //! "lib", or "first-fix:lib" as the daemon names a slot.
    [[nodiscard]] QString name() const;
    friend bool operator==(const GitTree &, const GitTree &) = default;
};

//! \brief GET …/diff of a source or a slot, handed out by outputReceived() as it comes and kept by
//! nobody: it can be larger than is good for memory. Without a ref the checkout against its index,
//! else HEAD against that ref (contract.md, 5.4).
class DiffStreamCall final : public TypedCall<Done>
{
    Q_OBJECT

public:
    DiffStreamCall(const GitTree &tree, const QString &ref);

    //! After a failure: with the daemon's words, which came as output.
    [[nodiscard]] OperatorDaemonError problem() const { return m_problem.value_or(*failure()); }

protected:
    void received(const HttpResult &result) override;
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
    bool wantsJson() const override { return false; }

private:
    QByteArray m_beginning; // for the words of an error
    std::optional<OperatorDaemonError> m_problem;
};

} // namespace angee
