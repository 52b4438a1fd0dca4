// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/connection/networkfields.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/secretfield.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QLineEdit *fieldEdit(QWidget *parent, const QString &objectName, const QString &text,
                     const QString &placeholder)
{
    auto *edit = new QLineEdit(text, parent);
    edit->setObjectName(objectName);
    edit->setPlaceholderText(placeholder);
    return edit;
}

bool isAnythingSet(const Profile &profile)
{
    return profile.proxy.kind != ProxyChoice::Kind::System || !profile.authorityFile.isEmpty()
        || !profile.clientCertificateFile.isEmpty() || !profile.pinnedCertificate.isEmpty();
}

} // namespace

NetworkFields::NetworkFields(const Profile &profile, QWidget *parent)
    : QWidget(parent)
    , m_fold(new QToolButton(this))
    , m_body(new QWidget(this))
    , m_form(new QFormLayout(m_body))
    , m_proxy(new QComboBox(this))
    , m_host(fieldEdit(this, u"connectProxyHost"_s, profile.proxy.host, u"proxy.example"_s))
    , m_port(new QSpinBox(this))
    , m_user(fieldEdit(this, u"connectProxyUser"_s, profile.proxy.user, tr("Empty: none needed")))
    , m_password(new SecretField(this))
    , m_authority(fieldEdit(this, u"connectAuthority"_s, profile.authorityFile,
                            tr("Empty: the system's authorities alone")))
    , m_certificate(fieldEdit(this, u"connectCertificate"_s, profile.clientCertificateFile,
                              tr("Empty: none is shown")))
    , m_key(fieldEdit(this, u"connectKey"_s, profile.clientKeyFile, tr("Empty: in the same file")))
    , m_pinned(fieldEdit(this, u"connectPinned"_s, QString::fromLatin1(profile.pinnedCertificate),
                         tr("SHA-256 of the daemon's certificate, in hexadecimal")))
{
    setObjectName(u"networkFields"_s);
    m_fold->setObjectName(u"connectNetwork"_s);
    m_fold->setText(tr("&Network and certificates"));
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_proxy->setObjectName(u"connectProxy"_s);
    m_proxy->addItem(tr("As the system says"), int(ProxyChoice::Kind::System));
    m_proxy->addItem(tr("None: directly"), int(ProxyChoice::Kind::None));
    m_proxy->addItem(tr("HTTP proxy"), int(ProxyChoice::Kind::Http));
    m_proxy->addItem(tr("SOCKS 5 proxy"), int(ProxyChoice::Kind::Socks5));
    m_proxy->setCurrentIndex(m_proxy->findData(int(profile.proxy.kind)));
    m_proxy->setToolTip(tr("For daemons on other machines; this one is always reached directly."));
    m_port->setObjectName(u"connectProxyPort"_s);
    m_port->setRange(0, 65535);
    m_port->setValue(profile.proxy.port);
    m_port->setSpecialValueText(tr("Port"));
    m_password->setObjectName(u"connectProxyPassword"_s);
    m_password->setText(profile.proxy.password);

    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->addRow(tr("Pro&xy"), m_proxy);
    auto *host = new QHBoxLayout;
    host->addWidget(m_host, 1);
    host->addWidget(m_port);
    m_form->addRow(tr("Proxy &host and port"), host);
    m_form->addRow(tr("Proxy &user"), m_user);
    m_form->addRow(tr("Proxy pass&word"), m_password);
    addFile(m_authority, tr("Authorit&y file"), u"connectAuthorityBrowse"_s);
    addFile(m_certificate, tr("Own c&ertificate file"), u"connectCertificateBrowse"_s);
    addFile(m_key, tr("Own &key file"), u"connectKeyBrowse"_s);
    m_form->addRow(tr("P&inned certificate"), m_pinned);
    m_host->setAccessibleName(tr("Proxy host"));
    m_port->setAccessibleName(tr("Proxy port"));
    m_proxy->setAccessibleName(tr("Proxy"));
    m_user->setAccessibleName(tr("Proxy user"));
    m_password->lineEdit()->setAccessibleName(tr("Proxy password"));
    m_pinned->setAccessibleName(tr("Pinned certificate"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_fold, 0, Qt::AlignLeft);
    layout->addWidget(m_body);

    const auto fold = [this](bool open) {
        m_fold->setIcon(Icon::get(open ? Icon::Name::ChevronDown : Icon::Name::ChevronRight));
        m_body->setVisible(open);
        emit folded(open);
    };
    connect(m_fold, &QToolButton::toggled, this, fold);
    m_fold->setChecked(isAnythingSet(profile));
    fold(m_fold->isChecked());
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &NetworkFields::updateProxy);
    for (QLineEdit *edit : {m_host, m_user, m_authority, m_certificate, m_key, m_pinned})
        connect(edit, &QLineEdit::textChanged, this, &NetworkFields::changed);
    connect(m_port, &QSpinBox::valueChanged, this, &NetworkFields::changed);
    connect(m_password, &SecretField::textChanged, this, &NetworkFields::changed);
    updateProxy();
}

NetworkFields::~NetworkFields() = default;

void NetworkFields::addFile(QLineEdit *edit, const QString &label, const QString &browseName)
{
    const QString name = QString(label).remove(u'&');
    edit->setAccessibleName(name);
    auto *browse = new QPushButton(tr("Browse…"), this);
    browse->setObjectName(browseName);
    browse->setAccessibleName(tr("Browse for: %1").arg(name));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, [this, edit, name] {
        auto *dialog = new QFileDialog(window(), name);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters(
            {tr("Certificates and keys (*.pem *.crt *.cer *.key)"), tr("All files (*)")});
        connect(dialog, &QFileDialog::fileSelected, edit, &QLineEdit::setText);
        dialog->open();
    });
    auto *row = new QHBoxLayout;
    row->addWidget(edit, 1);
    row->addWidget(browse);
    m_form->addRow(label, row);
    if (auto *buddy = qobject_cast<QLabel *>(m_form->labelForField(row)))
        buddy->setBuddy(edit);
    // Made after the fields below it, and Tab goes as the eye does.
    QWidget::setTabOrder(edit, browse);
}

void NetworkFields::updateProxy()
{
    const auto kind = ProxyChoice::Kind(m_proxy->currentData().toInt());
    const bool own = kind == ProxyChoice::Kind::Http || kind == ProxyChoice::Kind::Socks5;
    for (QWidget *widget : QList<QWidget *>{m_host, m_port, m_user, m_password})
        widget->setEnabled(own);
    emit changed();
}

void NetworkFields::applyTo(Profile *profile) const
{
    profile->proxy.kind = ProxyChoice::Kind(m_proxy->currentData().toInt());
    profile->proxy.host = m_host->text().trimmed();
    profile->proxy.port = quint16(m_port->value());
    profile->proxy.user = m_user->text().trimmed();
    profile->proxy.password = m_password->text();
    profile->authorityFile = m_authority->text().trimmed();
    profile->clientCertificateFile = m_certificate->text().trimmed();
    profile->clientKeyFile = m_key->text().trimmed();
    profile->pinnedCertificate = m_pinned->text().remove(u':').simplified().toLower().toLatin1();
}

void NetworkFields::setPinned(const QByteArray &sha256)
{
    m_pinned->setText(QString::fromLatin1(sha256));
}

void NetworkFields::open()
{
    m_fold->setChecked(true);
}

} // namespace angee
