// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace angee {

//! \brief Puts a secret on the clipboard, marked for clipboard managers to keep out of their
//! history, and takes it away after clearAfter, at the latest when this object goes; but only what
//! is still its own.
class SecretClipboard final : public QObject
{
    Q_OBJECT

public:
    static constexpr int clearAfterMs = 30'000;

    explicit SecretClipboard(QObject *parent = nullptr);
    ~SecretClipboard() override;

    void copy(const QString &secret);
    void clearNow();
    [[nodiscard]] bool holdsSecret() const;

signals:
    void cleared();

private:
    QByteArray m_digest; // of what was copied; the secret itself is not kept
    QTimer m_timer;
};

} // namespace angee
