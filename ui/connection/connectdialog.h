// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/connectiondoctor.h"
#include "core/settings/connectionsettings.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace angee {

class DoctorView;
class NetworkFields;
class ProblemField;
class SecretField;

//! \brief Address, token and identity of a connection, with a test that names the first failing
//! stage.
//!
//! Announces what is wanted and keeps nothing: the token leaves the dialog only by its signals. A
//! token that the dialog was opened with belongs to the address that it was opened with: it leaves
//! the field when another address is typed, and comes back with its own.
class ConnectDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \a sources tells, for each value that is not from the profile, where it came from.
    ConnectDialog(const Profile &profile, const QString &token, QWidget *parent);
    ~ConnectDialog() override;

    //! Says where a value shown came from, when the command line or the environment won.
    void setSources(const ConnectionSettings &settings);
    //! Above the buttons: the keyring's answer, a disk that did not take the profile.
    void setMessage(const QString &words);

    [[nodiscard]] Profile profile() const;
    [[nodiscard]] QByteArray token() const;

signals:
    //! Use it now; \a remember: keep profile and token. The dialog does not close by itself.
    void connectChosen(const angee::Profile &profile, const QByteArray &token, bool remember);

private:
    void buildForm();
    void connectFields();
    void updateState();
    void test();
    void accept() override;
    [[nodiscard]] bool check();
    [[nodiscard]] bool checkPlainHttp();
    [[nodiscard]] bool checkNetwork();
    [[nodiscard]] QString ttlProblem() const;
    void forgetTest();
    void keepTokenAtItsAddress();
    [[nodiscard]] ConnectionPolicy policy() const;

    Profile m_profile;
    QString m_savedToken; // for the address of m_profile
    QFormLayout *m_form;
    // Tab goes through them in this order.
    QLineEdit *m_url;
    QCheckBox *m_plainHttp;
    SecretField *m_token;
    QLineEdit *m_actor;
    QLineEdit *m_scope;
    QLineEdit *m_ttl;
    QLineEdit *m_name;
    QComboBox *m_protection;
    QComboBox *m_colour;
    QCheckBox *m_keepDrafts;
    QCheckBox *m_review;
    NetworkFields *m_network;
    QCheckBox *m_remember;
    ProblemField *m_urlField;
    ProblemField *m_ttlField;
    ProblemField *m_tokenField;
    QLabel *m_plainWarning;
    QLabel *m_message;
    QPushButton *m_test;
    QPushButton *m_pin;
    QPushButton *m_connect;
    DoctorView *m_doctorView;
    ConnectionDoctor *m_doctor = nullptr;
};

} // namespace angee
