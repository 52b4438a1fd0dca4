// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/manifest.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <map>
#include <mutex>

namespace angee::sandbox {

//! ANGEE_SECRET_ and the name in capitals; see contract.md, section 5.7.
[[nodiscard]] QString secretEnvName(const QString &name);

//! Throws the 400s of contract.md, section 5.7.
void checkSecretName(const QString &name);

//! \brief The env-file backend: lines KEY="value" in one file of mode 0600. Safe from any thread;
//! the file is the state, read anew each time.
class SecretStore final
{
public:
    explicit SecretStore(QString root)
        : m_root(std::move(root))
    { }

    //! By environment variable. Throws a 500 on a line that is none, or over 64 KiB, that names the
    //! secret that was \a asked for.
    [[nodiscard]] std::map<QString, QString> values(const Manifest &manifest,
                                                    const QString &asked = {}) const;
    void set(const Manifest &manifest, const QString &name, const QString &value);
    void remove(const Manifest &manifest, const QString &name);
    //! Imports and generates what is declared and has no value, and saves it; then answers what
    //! there is, by environment variable. Throws a 500 if a required one has none.
    std::map<QString, QString> resolve(const Manifest &manifest);

private:
    [[nodiscard]] QString path(const Manifest &manifest) const;
    [[nodiscard]] std::map<QString, QString> load(const Manifest &manifest) const;
    void save(const Manifest &manifest, const std::map<QString, QString> &values) const;

    QString m_root;
    mutable std::mutex m_mutex;
};

//! The SecretRef of contract.md, section 4.
[[nodiscard]] QJsonObject secretRef(const Manifest &manifest,
                                    const std::map<QString, QString> &values, const QString &name);

} // namespace angee::sandbox
