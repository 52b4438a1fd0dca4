// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/settings/credentialstore.h"
#include "core/settings/profilestore.h"
#include "tests/app/sandboxfixture.h"
#include "tests/ui/panefixture.h"
#include "tests/ui/shownwords.h"
#include "ui/connection/connectioncontroller.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/noticebar.h"

#include <QCheckBox>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

const auto token = u"T0ken"_s; // of RunningSandbox

} // namespace

//! Profiles and tokens from the dialogs to the disk, with a real daemon behind the session.
class TestProfilesDialog final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void connectsWithoutKeepingAnything();
    void keepsTheProfileAndNeverTheToken();
    void staysOpenWhenTheDiskRefuses();
    void addsAndEdits();
    void removesOnlyAfterAYes();
    void showsHostileNamesAsText();
    void asksAgainOnARefusedToken();

private:
    [[nodiscard]] QString path() const { return m_data->filePath(u"config/profiles.json"_s); }
    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_sandbox->port()); }
    QString saveProfile(const QString &name);
    //! Waits for the dialog; null when it does not come.
    QWidget *dialog(const QString &name);
    void click(QWidget *in, const QString &button);
    void fill(QWidget *in, const QString &field, const QString &text);

    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<RunningSandbox> m_sandbox;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<ProfileStore> m_profiles;
    std::unique_ptr<CredentialStore> m_credentials;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ConnectionController> m_controller;
};

void TestProfilesDialog::init()
{
    m_data = std::make_unique<QTemporaryDir>();
    m_sandbox = std::make_unique<RunningSandbox>(watchableManifest());
    QVERIFY(m_sandbox->isRunning());
    m_session = std::make_unique<Session>(m_data->filePath(u"data"_s));
    m_profiles = std::make_unique<ProfileStore>(path());
    m_credentials = std::make_unique<CredentialStore>();
    m_window = std::make_unique<MainWindow>(m_session.get());
    m_controller = std::make_unique<ConnectionController>(m_session.get(), m_profiles.get(),
                                                          m_credentials.get(), m_window.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestProfilesDialog::cleanup()
{
    QCOMPARE(whereShown(token), QStringList());
    QCOMPARE(whereOnDisk(m_data->path(), token.toUtf8()), QStringList());
    m_session->disconnectFromDaemon();
    m_controller.reset();
    m_window.reset();
    m_credentials.reset();
    m_profiles.reset();
    m_session.reset();
    m_sandbox.reset();
}

QString TestProfilesDialog::saveProfile(const QString &name)
{
    Profile profile;
    profile.name = name;
    profile.url = url();
    return m_profiles->save(profile).value_or(QString());
}

QWidget *TestProfilesDialog::dialog(const QString &name)
{
    (void)QTest::qWaitFor([&name] { return shownDialog(name); }, 10'000);
    return shownDialog(name);
}

void TestProfilesDialog::click(QWidget *in, const QString &name)
{
    auto *button = in->findChild<QPushButton *>(name);
    QVERIFY2(button && button->isEnabled(), qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
}

void TestProfilesDialog::fill(QWidget *in, const QString &name, const QString &text)
{
    auto *field = in->findChild<QWidget *>(name);
    auto *edit = qobject_cast<QLineEdit *>(field);
    if (!edit && field)
        edit = field->findChild<QLineEdit *>();
    QVERIFY2(edit, qPrintable(name));
    edit->selectAll();
    edit->insert(text);
}

void TestProfilesDialog::connectsWithoutKeepingAnything()
{
    m_controller->openConnectDialog();
    QWidget *connecting = dialog(u"connectDialog"_s);
    QVERIFY(connecting);
    QVERIFY(!connecting->findChild<QCheckBox *>(u"connectRemember"_s)->isChecked());
    fill(connecting, u"connectUrl"_s, url());
    fill(connecting, u"connectToken"_s, token);
    click(connecting, u"connectConnect"_s);
    QTRY_VERIFY(!shownDialog(u"connectDialog"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->live() && m_session->live()->snapshot(), 30'000);
    QVERIFY(m_profiles->profiles().isEmpty());
    QVERIFY(!QFile::exists(path()));
}

// No secret service runs here, so the token may only be kept in memory, and the window says so.
void TestProfilesDialog::keepsTheProfileAndNeverTheToken()
{
    m_controller->openConnectDialog();
    QWidget *connecting = dialog(u"connectDialog"_s);
    fill(connecting, u"connectUrl"_s, url());
    fill(connecting, u"connectToken"_s, token);
    fill(connecting, u"connectName"_s, u"staging"_s);
    QTest::mouseClick(connecting->findChild<QCheckBox *>(u"connectRemember"_s), Qt::LeftButton,
                      Qt::NoModifier, QPoint(8, 8));
    QVERIFY(connecting->findChild<QCheckBox *>(u"connectRemember"_s)->isChecked());
    click(connecting, u"connectConnect"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->live() && m_session->live()->snapshot(), 30'000);
    QCOMPARE(m_profiles->profiles().size(), 1);
    const Profile profile = m_profiles->profiles().constFirst();
    QCOMPARE(profile.name, u"staging"_s);
    QCOMPARE(m_session->settings().profileId, profile.id);
    QCOMPARE(whereOnDisk(m_data->path(), "staging"_ba), QStringList{path()});
    QVERIFY(m_profiles->byId(profile.id));
    QByteArray bearer;
    m_credentials->read(profile, this, [&bearer](const CredentialStore::Answer &answer) {
        bearer = answer.bearer;
        QCOMPARE(answer.place, CredentialStore::Place::MemoryOnly);
    });
    QTRY_COMPARE(bearer, token.toUtf8());
    const QStringList said = wordsBelow(m_window.get());
    QVERIFY(!said.filter(u"kept for this run only, not saved"_s).isEmpty());
}

void TestProfilesDialog::staysOpenWhenTheDiskRefuses()
{
    QFile inTheWay(m_data->filePath(u"config"_s)); // a file where the folder should be
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    m_controller->openConnectDialog();
    QWidget *connecting = dialog(u"connectDialog"_s);
    fill(connecting, u"connectUrl"_s, url());
    fill(connecting, u"connectToken"_s, token);
    auto *remember = connecting->findChild<QCheckBox *>(u"connectRemember"_s);
    remember->setChecked(true);
    click(connecting, u"connectConnect"_s);
    QVERIFY(connecting->isVisible());
    const auto *message = connecting->findChild<QLabel *>(u"connectMessage"_s);
    QVERIFY(message->isVisible() && message->text().contains(u"could not be saved"_s));
    QVERIFY(!m_session->isConnected());
    remember->setChecked(false); // what was typed is still there
    click(connecting, u"connectConnect"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->live() && m_session->live()->snapshot(), 30'000);
}

void TestProfilesDialog::addsAndEdits()
{
    const QString id = saveProfile(u"staging"_s);
    m_controller->openProfilesDialog();
    QWidget *profiles = dialog(u"profilesDialog"_s);
    QCOMPARE(profiles->findChild<QListWidget *>()->count(), 1);
    click(profiles, u"profilesAdd"_s);
    QWidget *adding = dialog(u"connectDialog"_s);
    QVERIFY(adding && !shownDialog(u"profilesDialog"_s));
    QVERIFY(adding->findChild<QLineEdit *>(u"connectUrl"_s)->text().isEmpty());
    click(adding, u"connectCancel"_s);
    QTRY_VERIFY(!shownDialog(u"connectDialog"_s));

    m_controller->openProfilesDialog();
    QTest::keyClick(dialog(u"profilesDialog"_s)->findChild<QListWidget *>(), Qt::Key_Return);
    QWidget *editing = dialog(u"connectDialog"_s);
    QVERIFY(editing);
    QCOMPARE(editing->findChild<QLineEdit *>(u"connectName"_s)->text(), u"staging"_s);
    QCOMPARE(editing->findChild<QLineEdit *>(u"connectUrl"_s)->text(), url());
    QVERIFY(editing->findChild<QCheckBox *>(u"connectRemember"_s)->isChecked());
    fill(editing, u"connectName"_s, u"production"_s);
    click(editing, u"connectConnect"_s);
    QTRY_COMPARE(m_profiles->byId(id)->name, u"production"_s);
    QCOMPARE(m_profiles->profiles().size(), 1); // the same profile, not a second one
    QTRY_VERIFY(!shownDialog(u"connectDialog"_s));
}

void TestProfilesDialog::removesOnlyAfterAYes()
{
    saveProfile(u"staging"_s);
    const QString other = saveProfile(u"staging"_s); // equal names are two profiles
    m_controller->openProfilesDialog();
    QWidget *profiles = dialog(u"profilesDialog"_s);
    profiles->findChild<QListWidget *>()->setCurrentRow(0);
    click(profiles, u"profilesRemove"_s);
    QWidget *question = dialog(u"confirmDialog"_s);
    QCOMPARE(question->windowTitle(), u"Remove profile \"staging\""_s);
    QVERIFY(question->findChild<QPushButton *>(u"confirmCancel"_s)->isDefault());
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    QCOMPARE(m_profiles->profiles().size(), 2);

    click(profiles, u"profilesRemove"_s);
    click(dialog(u"confirmDialog"_s), u"confirmVerb"_s);
    QTRY_COMPARE(m_profiles->profiles().size(), 1);
    QCOMPARE(m_profiles->profiles().constFirst().id, other);
    QTRY_COMPARE(profiles->findChild<QListWidget *>()->count(), 1);
    ProfileStore again(path());
    QVERIFY(again.load());
    QCOMPARE(again.profiles().size(), 1);
}

void TestProfilesDialog::showsHostileNamesAsText()
{
    const auto hostile = u"<b>x</b>\"&lt;"_s;
    saveProfile(hostile);
    m_controller->openProfilesDialog();
    QWidget *profiles = dialog(u"profilesDialog"_s);
    QVERIFY(profiles->findChild<QListWidget *>()->item(0)->text().startsWith(hostile));
    click(profiles, u"profilesRemove"_s);
    QWidget *question = dialog(u"confirmDialog"_s);
    const QList<QLabel *> labels = question->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->text().contains(u"<b>"_s))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY(question->windowTitle().contains(hostile));
}

void TestProfilesDialog::asksAgainOnARefusedToken()
{
    Profile profile;
    profile.url = url();
    m_session->connectTo(ConnectionSettings::typed(profile, "another"_ba, std::nullopt));
    // A bar, which takes nobody's keyboard; the dialog comes when it is asked for.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->notices()->contains(u"tokenRefused"_s), 30'000);
    QVERIFY(!shownDialog(u"connectDialog"_s));
    emit m_window->notices()->actionTriggered(u"tokenRefused"_s, u"giveToken"_s);
    QWidget *asking = dialog(u"connectDialog"_s);
    QVERIFY(asking);
    const auto *message = asking->findChild<QLabel *>(u"connectMessage"_s);
    QVERIFY(message->isVisible() && message->text().contains(u"does not accept the token"_s));
    QCOMPARE(asking->findChild<QLineEdit *>(u"connectUrl"_s)->text(), url());
    fill(asking, u"connectToken"_s, token);
    click(asking, u"connectConnect"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->live() && m_session->live()->snapshot(), 30'000);
    QTRY_VERIFY(!shownDialog(u"connectDialog"_s));
    QVERIFY(!m_window->notices()->contains(u"tokenRefused"_s));
}

QTEST_MAIN(TestProfilesDialog)
#include "tst_profilesdialog.moc"
