// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/connectionsettings.h"
#include "core/settings/profilestore.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

const auto flagUrl = u"http://127.0.0.1:1"_s;
const auto environmentUrl = u"http://127.0.0.1:2"_s;
const auto profileUrl = u"http://127.0.0.1:3"_s;

QProcessEnvironment environment(const QString &url, const QString &token)
{
    QProcessEnvironment variables;
    if (!url.isEmpty())
        variables.insert(u"ANGEE_OPERATOR_URL"_s, url);
    if (!token.isEmpty())
        variables.insert(u"ANGEE_OPERATOR_TOKEN"_s, token);
    return variables;
}

} // namespace

class TestConnectionSettings final : public QObject
{
    Q_OBJECT

private slots:
    void precedence_data();
    void precedence();
    void savedTokenStaysWithItsAddress();
    void identity();
    void profilesSurviveARestart();
    void equalNamesAreTwoProfiles();
    void damagedFileIsKept();
    void unknownProtectionIsTheStrictest();
    void fileIsPrivateAndHoldsNoToken();
};

void TestConnectionSettings::precedence_data()
{
    QTest::addColumn<bool>("flag");
    QTest::addColumn<bool>("variable");
    QTest::addColumn<bool>("saved");
    QTest::addColumn<QString>("url");
    QTest::addColumn<SettingSource>("source");
    QTest::newRow("nothing") << false << false << false << u""_s << SettingSource::Default;
    QTest::newRow("profile") << false << false << true << profileUrl << SettingSource::SavedProfile;
    QTest::newRow("environment") << false << true << false << environmentUrl
                                 << SettingSource::Environment;
    QTest::newRow("environment, profile")
        << false << true << true << environmentUrl << SettingSource::Environment;
    QTest::newRow("flag") << true << false << false << flagUrl << SettingSource::Flag;
    QTest::newRow("flag, profile") << true << false << true << flagUrl << SettingSource::Flag;
    QTest::newRow("flag, environment") << true << true << false << flagUrl << SettingSource::Flag;
    QTest::newRow("all") << true << true << true << flagUrl << SettingSource::Flag;
}

void TestConnectionSettings::precedence()
{
    QFETCH(bool, flag);
    QFETCH(bool, variable);
    QFETCH(bool, saved);
    QFETCH(QString, url);
    QFETCH(SettingSource, source);
    ConnectionFlags flags;
    if (flag)
        flags.url = flagUrl;
    Profile profile;
    profile.url = profileUrl;
    const auto settings =
        ConnectionSettings::resolve(flags, environment(variable ? environmentUrl : QString(), {}),
                                    saved ? std::optional(profile) : std::nullopt, {});
    QCOMPARE(settings.url.value, url);
    QCOMPARE(settings.url.source, source);
}

void TestConnectionSettings::savedTokenStaysWithItsAddress()
{
    Profile profile;
    profile.url = profileUrl;
    ConnectionFlags flags;
    auto settings = ConnectionSettings::resolve(flags, environment({}, {}), profile, u"saved"_s);
    QCOMPARE(settings.token.value, u"saved"_s);

    flags.url = flagUrl;
    settings = ConnectionSettings::resolve(flags, environment({}, {}), profile, u"saved"_s);
    QVERIFY(settings.token.value.isEmpty());

    // The same address, written otherwise, is the same address.
    flags.url = profileUrl + u"/graphql"_s;
    settings = ConnectionSettings::resolve(flags, environment({}, {}), profile, u"saved"_s);
    QCOMPARE(settings.token.value, u"saved"_s);

    settings = ConnectionSettings::resolve({}, environment({}, u"variable"_s), profile, u"saved"_s);
    QCOMPARE(settings.token.value, u"variable"_s);
    QCOMPARE(settings.token.source, SettingSource::Environment);
}

void TestConnectionSettings::identity()
{
    ConnectionFlags flags;
    flags.actor = u" ada "_s;
    flags.scope = u"read, write,"_s;
    flags.ttl = u"10m"_s;
    const auto identity = ConnectionSettings::resolve(flags, {}, std::nullopt, {}).identity();
    QCOMPARE(identity.actor, u"ada"_s);
    QCOMPARE(identity.scope, (QStringList{u"read"_s, u"write"_s}));
    QCOMPARE(identity.ttl, u"10m"_s);
}

void TestConnectionSettings::profilesSurviveARestart()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"profiles.json"_s);
    Profile profile;
    profile.name = u"demo"_s;
    profile.url = profileUrl;
    profile.actor = u"ada"_s;
    profile.scope = QStringList{u"a"_s, u"b"_s};
    profile.ttl = u"30m"_s;
    profile.protection = Protection::Confirm;
    profile.colour = u"#b3261e"_s;
    profile.keepDrafts = false;
    profile.reviewBeforeSave = true;
    {
        ProfileStore store(path);
        QVERIFY(store.load());
        const auto id = store.save(profile);
        QVERIFY(id);
        profile.id = *id;
        store.setLastUsed(*id);
    }
    ProfileStore store(path);
    QVERIFY(store.load());
    QCOMPARE(store.profiles().size(), 1);
    QCOMPARE(store.profiles().constFirst(), profile);
    QCOMPARE(store.lastUsed(), std::optional(profile));
    QVERIFY(store.remove(profile.id));
    QVERIFY(store.profiles().isEmpty());
}

void TestConnectionSettings::equalNamesAreTwoProfiles()
{
    QTemporaryDir folder;
    ProfileStore store(folder.filePath(u"profiles.json"_s));
    Profile profile;
    profile.name = u"demo"_s;
    profile.url = flagUrl;
    const auto first = store.save(profile);
    profile.url = environmentUrl;
    const auto second = store.save(profile);
    QVERIFY(first && second && *first != *second);
    QCOMPARE(store.byId(*first)->url, flagUrl);
    QCOMPARE(store.byId(*second)->url, environmentUrl);
    QVERIFY(!store.find(u"demo"_s)); // ambiguous
    QCOMPARE(store.find(*second)->url, environmentUrl);
}

void TestConnectionSettings::damagedFileIsKept()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"profiles.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"profiles\": [");
    file.close();
    ProfileStore store(path);
    QVERIFY(!store.load());
    QVERIFY(store.problem().contains(path));
    QVERIFY(!store.save({}));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "{\"profiles\": ["_ba);
}

void TestConnectionSettings::unknownProtectionIsTheStrictest()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"profiles.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"version":9,"profiles":[{"id":"x","protection":"two-person"}]})");
    file.close();
    ProfileStore store(path);
    QVERIFY(store.load());
    QCOMPARE(store.byId(u"x"_s)->protection, Protection::ReadOnly);
}

void TestConnectionSettings::fileIsPrivateAndHoldsNoToken()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"sub/profiles.json"_s);
    ProfileStore store(path);
    Profile profile;
    profile.name = u"demo"_s;
    QVERIFY(store.save(profile));
    const auto permissions = QFile::permissions(path);
    QVERIFY(!(permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().toLower().contains("token"));
}

QTEST_GUILESS_MAIN(TestConnectionSettings)
#include "tst_connectionsettings.moc"
