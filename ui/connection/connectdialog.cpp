// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/connection/connectdialog.h"

#include "core/model/names.h"
#include "ui/connection/doctorview.h"
#include "ui/connection/networkfields.h"
#include "ui/connection/sshquestions.h"
#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QLineEdit *lineEdit(QWidget *parent, const QString &objectName, const QString &text,
                    const QString &placeholder)
{
    auto *edit = new QLineEdit(text, parent);
    edit->setObjectName(objectName);
    edit->setPlaceholderText(placeholder);
    return edit;
}

QCheckBox *checkBox(QWidget *parent, const QString &objectName, const QString &text, bool checked)
{
    auto *box = new QCheckBox(text, parent);
    box->setObjectName(objectName);
    box->setChecked(checked);
    return box;
}

} // namespace

ConnectDialog::ConnectDialog(const Profile &profile, const QString &token, QWidget *parent)
    : QDialog(parent)
    , m_profile(profile)
    , m_savedToken(token)
    , m_form(new QFormLayout)
    , m_url(lineEdit(this, u"connectUrl"_s, profile.url, u"http://127.0.0.1:9000"_s))
    , m_plainHttp(checkBox(this, u"connectPlainHttp"_s,
                           tr("Send the token over plain http to this machine"),
                           profile.allowPlainHttp))
    , m_token(new SecretField(this))
    , m_actor(lineEdit(this, u"connectActor"_s, profile.actor, tr("Empty: work as admin")))
    , m_scope(lineEdit(this, u"connectScope"_s, profile.scope.join(u", "_s), tr("Optional")))
    , m_ttl(lineEdit(this, u"connectTtl"_s, profile.ttl, u"1h"_s))
    , m_name(lineEdit(this, u"connectName"_s, profile.name, tr("Name of this profile")))
    , m_protection(new QComboBox(this))
    , m_colour(new QComboBox(this))
    , m_keepDrafts(checkBox(this, u"connectDrafts"_s,
                            tr("Keep drafts of unsaved files on this disk"), profile.keepDrafts))
    , m_review(checkBox(this, u"connectReview"_s, tr("Review every file before saving"),
                        profile.reviewBeforeSave))
    , m_network(new NetworkFields(profile, this))
    , m_remember(checkBox(this, u"connectRemember"_s,
                          tr("Save this profile, and the token in the system keyring"),
                          !profile.id.isEmpty()))
    , m_plainWarning(new QLabel(this))
    , m_message(new QLabel(this))
    , m_doctorView(new DoctorView(this))
{
    setObjectName(u"connectDialog"_s);
    setWindowTitle(tr("Connect to a daemon"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    m_token->setObjectName(u"connectToken"_s);
    m_token->lineEdit()->setAccessibleName(tr("Token"));
    m_token->setText(token);
    buildForm();

    // Not in the box below it, which shows whatever is put into it.
    m_pin = new QPushButton(tr("Accept this certificate"), this);
    m_pin->setAutoDefault(false);
    m_pin->setObjectName(u"connectPin"_s);
    m_pin->hide();
    auto *buttons = new QDialogButtonBox(this);
    m_test = buttons->addButton(tr("Test connection"), QDialogButtonBox::ActionRole);
    m_test->setObjectName(u"connectTest"_s);
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"connectCancel"_s);
    m_connect = buttons->addButton(tr("Connect"), QDialogButtonBox::AcceptRole);
    m_connect->setObjectName(u"connectConnect"_s);
    m_connect->setDefault(true);
    setButtonRole(m_connect, ButtonRole::Prominent);

    m_message->setObjectName(u"connectMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->hide();
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(m_form);
    layout->addWidget(m_doctorView);
    layout->addStretch();
    layout->addWidget(m_message);
    layout->addWidget(m_pin, 0, Qt::AlignLeft);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 90);

    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connectFields();
    updateState();
    m_url->setFocus();
}

void ConnectDialog::connectFields()
{
    connect(m_test, &QPushButton::clicked, this, &ConnectDialog::test);
    connect(m_pin, &QPushButton::clicked, this, [this] {
        m_network->open();
        m_network->setPinned(m_doctor->refusedCertificate()); // which ends the doctor
        test();
    });
    connect(m_url, &QLineEdit::textChanged, this, [this] {
        forgetTest();
        keepTokenAtItsAddress();
        updateState();
    });
    connect(m_token, &SecretField::textChanged, this, [this] {
        forgetTest();
        setMessage({}); // it was about the former one
        m_tokenField->setProblem(problemWithToken(m_token->text().trimmed()));
    });
    connect(m_network, &NetworkFields::changed, this, &ConnectDialog::forgetTest);
    connect(m_network, &NetworkFields::folded, this, [this] { growToFit(this); });
    connect(m_plainHttp, &QCheckBox::toggled, this, &ConnectDialog::updateState);
    connect(m_ttl, &QLineEdit::textChanged, this, &ConnectDialog::updateState);
    connect(m_actor, &QLineEdit::textChanged, this, &ConnectDialog::updateState);
}

ConnectDialog::~ConnectDialog() = default;

void ConnectDialog::buildForm()
{
    m_urlField = new ProblemField(
        m_url, tr("A path such as /operator may follow; /graphql is understood too."), this);
    m_tokenField = new ProblemField(m_token, tr("The daemon's --token."), this);
    m_ttlField = new ProblemField(
        m_ttl, tr("How long each minted token lives; it is renewed in time."), this);
    m_protection->setObjectName(u"connectProtection"_s);
    m_protection->addItem(tr("Normal: destructive actions ask"), int(Protection::Normal));
    m_protection->addItem(tr("Careful: every change asks"), int(Protection::Confirm));
    m_protection->addItem(tr("Read-only: no change leaves this console"),
                          int(Protection::ReadOnly));
    m_protection->setCurrentIndex(m_protection->findData(int(m_profile.protection)));
    m_colour->setObjectName(u"connectColour"_s);
    const QList<QPair<QString, QString>> colours{{tr("None"), {}},
                                                 {tr("Red"), u"#a3231b"_s},
                                                 {tr("Orange"), u"#8a4b00"_s},
                                                 {tr("Green"), u"#1c6b38"_s},
                                                 {tr("Blue"), u"#1f4f99"_s},
                                                 {tr("Violet"), u"#5b3a99"_s}};
    for (const auto &[name, value] : colours)
        m_colour->addItem(name, value);
    m_colour->setCurrentIndex(qMax(0, m_colour->findData(m_profile.colour)));

    m_plainWarning->setObjectName(u"connectPlainWarning"_s);
    m_plainWarning->setWordWrap(true);
    m_plainWarning->setTextFormat(Qt::PlainText);
    QPalette red = m_plainWarning->palette();
    red.setColor(QPalette::WindowText, roleColor(ColorRole::Bad, palette()));
    m_plainWarning->setPalette(red);

    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->addRow(tr("&Address"), m_urlField);
    m_form->addRow(QString(), m_plainHttp);
    m_form->addRow(QString(), m_plainWarning);
    m_form->addRow(tr("&Token"), m_tokenField);
    m_form->addRow(tr("&Work as"), m_actor);
    m_form->addRow(tr("&Scope"), m_scope);
    m_form->addRow(tr("Token &life"), m_ttlField);
    m_form->addRow(tr("&Profile name"), m_name);
    m_form->addRow(tr("P&rotection"), m_protection);
    m_form->addRow(tr("Header &colour"), m_colour);
    m_form->addRow(QString(), m_keepDrafts);
    m_form->addRow(QString(), m_review);
    m_form->addRow(m_network);
    m_form->addRow(QString(), m_remember);
    for (int row = 0; row < m_form->rowCount(); ++row) {
        auto *label = m_form->itemAt(row, QFormLayout::LabelRole);
        auto *field = m_form->itemAt(row, QFormLayout::FieldRole);
        auto *text = label ? qobject_cast<QLabel *>(label->widget()) : nullptr;
        if (!text || !field || !field->widget() || text->text().isEmpty())
            continue;
        // The name belongs to what is typed into, not to the frame around it.
        const auto *problemField = qobject_cast<ProblemField *>(field->widget());
        QWidget *named = problemField ? problemField->editor() : field->widget();
        named->setAccessibleName(text->text().remove(u'&'));
    }
    m_actor->setToolTip(
        tr("Works on a short-lived token minted for this name, so that the daemon's "
           "log tells who did what. The daemon does not enforce scopes: such a token "
           "can do everything."));
    m_scope->setToolTip(m_actor->toolTip());
}

void ConnectDialog::setSources(const ConnectionSettings &settings)
{
    const auto tell = [](ProblemField *field, const Setting &setting) {
        if (setting.source == SettingSource::Flag || setting.source == SettingSource::Environment)
            field->setHint(
                ConnectDialog::tr("From the %1.").arg(settingSourceName(setting.source)));
    };
    tell(m_urlField, settings.url);
    tell(m_tokenField, settings.token);
    tell(m_ttlField, settings.ttl);
}

void ConnectDialog::setMessage(const QString &words)
{
    setLabelText(m_message, words);
    m_message->setVisible(!words.isEmpty());
}

Profile ConnectDialog::profile() const
{
    Profile profile = m_profile;
    profile.url = m_url->text().trimmed();
    const auto base = BaseUrl::parse(profile.url);
    profile.name = m_name->text().trimmed();
    if (profile.name.isEmpty() && base)
        profile.name = base->host();
    profile.actor = m_actor->text().trimmed();
    profile.scope.clear();
    for (const QString &scope : m_scope->text().split(u',', Qt::SkipEmptyParts))
        profile.scope.append(scope.trimmed());
    profile.ttl = m_ttl->text().trimmed();
    profile.protection = Protection(m_protection->currentData().toInt());
    profile.colour = m_colour->currentData().toString();
    profile.allowPlainHttp = m_plainHttp->isChecked();
    profile.keepDrafts = m_keepDrafts->isChecked();
    profile.reviewBeforeSave = m_review->isChecked();
    m_network->applyTo(&profile);
    return profile;
}

QByteArray ConnectDialog::token() const
{
    return m_token->text().trimmed().toUtf8();
}

void ConnectDialog::updateState()
{
    const auto base = BaseUrl::parse(m_url->text());
    const bool plain = base && !base->isPrivate();
    m_plainHttp->setVisible(plain || m_plainHttp->isChecked());
    m_plainWarning->setVisible(plain);
    m_plainWarning->setText(
        m_plainHttp->isChecked()
            ? tr("Everybody on the way can read the token and take over the stack.")
            : tr("Plain http to another machine: the token will not be sent unless you allow it."));
    if (base)
        m_urlField->setProblem({});
    const bool actor = !m_actor->text().trimmed().isEmpty();
    m_ttlField->setProblem(ttlProblem());
    m_ttl->setEnabled(actor);
    m_scope->setEnabled(actor);
}

//! Only a token that is minted for an actor has a life.
QString ConnectDialog::ttlProblem() const
{
    return m_actor->text().trimmed().isEmpty()
        ? QString()
        : problemWithTtl(m_ttl->text().trimmed(), longestTokenTtl);
}

void ConnectDialog::keepTokenAtItsAddress()
{
    if (m_savedToken.isEmpty())
        return;
    const auto base = BaseUrl::parse(m_url->text());
    const bool home = base && base == BaseUrl::parse(m_profile.url);
    if (home && m_token->text().isEmpty())
        m_token->setText(m_savedToken);
    else if (!home && m_token->text() == m_savedToken)
        m_token->clear();
    m_tokenField->setHint(home ? tr("The daemon's --token.")
                               : tr("The saved token belongs to %1 and stays there: give the one "
                                    "of this daemon.")
                                     .arg(m_profile.url));
}

//! What was found out holds for one address and one token.
void ConnectDialog::forgetTest()
{
    delete m_doctor;
    m_doctor = nullptr;
    m_doctorView->hide();
    m_doctorView->setVerdict({}, true);
    m_test->setEnabled(true);
    if (!m_pin->isHidden())
        setMessage({});
    m_pin->hide();
}

bool ConnectDialog::check()
{
    QString reason;
    const bool good = BaseUrl::parse(m_url->text(), &reason).has_value();
    m_urlField->setProblem(reason);
    if (!good) {
        m_url->setFocus();
        return false;
    }
    const QString bearer = problemWithToken(QString::fromUtf8(token()));
    m_tokenField->setProblem(bearer);
    if (!bearer.isEmpty()) {
        m_token->setFocus();
        return false;
    }
    const QString ttl = ttlProblem();
    m_ttlField->setProblem(ttl);
    if (!ttl.isEmpty())
        m_ttl->setFocus();
    return ttl.isEmpty();
}

//! A token that the policy keeps back could only end in a connection that is refused.
bool ConnectDialog::checkPlainHttp()
{
    const auto base = BaseUrl::parse(m_url->text());
    if (token().isEmpty() || m_plainHttp->isChecked() || base->isPrivate())
        return true;
    m_urlField->setProblem(
        tr("The token is not sent over plain http to another machine. Use https, or allow it "
           "below."));
    m_plainHttp->setFocus();
    return false;
}

bool ConnectDialog::checkNetwork()
{
    QString problem;
    (void)profile().policy(&problem);
    setMessage(problem);
    if (!problem.isEmpty())
        m_network->open();
    return problem.isEmpty();
}

void ConnectDialog::test()
{
    if (!check() || !checkNetwork())
        return;
    QString problem; // told by checkNetwork()
    const ConnectionPolicy policy = profile().policy(&problem);
    forgetTest();
    m_doctor = new ConnectionDoctor(*BaseUrl::parse(m_url->text()), token(), policy, this);
    if (m_doctor->tunnel())
        new SshQuestions(m_doctor->tunnel(), this); // the tunnel's
    m_doctorView->setLines(m_doctor->lines());
    growToFit(this);
    if (m_test->hasFocus()) // else Qt gives it to Cancel, and Enter would throw the input away
        m_connect->setFocus(Qt::OtherFocusReason);
    m_test->setEnabled(false);
    connect(m_doctor, &ConnectionDoctor::lineChanged, this,
            [this] { m_doctorView->setLines(m_doctor->lines()); });
    connect(m_doctor, &ConnectionDoctor::finished, this, [this] {
        m_test->setEnabled(true);
        const ConnectionDoctor::Line *failure = m_doctor->firstFailure();
        if (!failure)
            return m_doctorView->setVerdict(
                m_doctor->daemonIsOpen() ? tr("All is well, but this daemon is open: everybody "
                                              "who reaches it controls the stack.")
                                         : tr("All is well."),
                !m_doctor->daemonIsOpen());
        m_doctorView->setVerdict(
            tr("%1 fails first. %2 %3")
                .arg(doctorStageName(failure->stage), failure->words, failure->advice),
            false);
        if (!m_doctor->refusedCertificate().isEmpty()) {
            m_pin->setToolTip(
                tr("SHA-256: %1").arg(QString::fromLatin1(m_doctor->refusedCertificate())));
            m_pin->show();
            setMessage(tr("The certificate's SHA-256 fingerprint: %1")
                           .arg(QString::fromLatin1(m_doctor->refusedCertificate())));
        }
    });
    m_doctor->start();
}

void ConnectDialog::accept()
{
    if (check() && checkPlainHttp() && checkNetwork())
        emit connectChosen(profile(), token(), m_remember->isChecked());
}

} // namespace angee
