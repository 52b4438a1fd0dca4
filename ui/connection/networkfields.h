// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/connectionsettings.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

class SecretField;

//! \brief How a daemon is reached: proxy and certificates, folded away while nothing is set there.
class NetworkFields final : public QWidget
{
    Q_OBJECT

public:
    //! \a profile comes with the password of its proxy.
    explicit NetworkFields(const Profile &profile, QWidget *parent);
    ~NetworkFields() override;

    //! Writes what the fields say into \a profile, the proxy's password included.
    void applyTo(Profile *profile) const;
    void setPinned(const QByteArray &sha256);
    //! Unfolds, so that what is wrong there can be seen.
    void open();

signals:
    void changed();
    //! Folded or unfolded: the place that is needed is another.
    void folded(bool open);

private:
    void addFile(QLineEdit *edit, const QString &label, const QString &browseName);
    void updateProxy();

    QToolButton *m_fold;
    QWidget *m_body;
    QFormLayout *m_form;
    QComboBox *m_proxy;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_user;
    SecretField *m_password;
    QLineEdit *m_authority;
    QLineEdit *m_certificate;
    QLineEdit *m_key;
    QLineEdit *m_pinned;
};

} // namespace angee
