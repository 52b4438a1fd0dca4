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
    void profileTakesNothingFromOutside();
    void variableTokenStaysWithItsAddress();
    void malformedIsSaid_data();
    void malformedIsSaid();
    void typedBearsNoOtherName();
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
    QTest::addColumn<QString>("url");
    QTest::addColumn<SettingSource>("source");
    QTest::addColumn<QString>("name");
    QTest::newRow("nothing") << false << false << u""_s << SettingSource::Default << u""_s;
    QTest::newRow("environment") << false << true << environmentUrl << SettingSource::Environment
                                 << u"127.0.0.1:2 (environment)"_s;
    QTest::newRow("flag") << true << false << flagUrl << SettingSource::Flag
                          << u"127.0.0.1:1 (command line)"_s;
    QTest::newRow("both") << true << true << flagUrl << SettingSource::Flag
                          << u"127.0.0.1:1 (command line)"_s;
}

void TestConnectionSettings::precedence()
{
    QFETCH(bool, flag);
    QFETCH(bool, variable);
    QFETCH(QString, url);
    QFETCH(SettingSource, source);
    QFETCH(QString, name);
    ConnectionFlags flags;
    if (flag)
        flags.url = flagUrl;
    const auto given =
        ConnectionSettings::given(flags, environment(variable ? environmentUrl : QString(), {}));
    QCOMPARE(given.state,
             url.isEmpty() ? GivenConnection::State::None : GivenConnection::State::Usable);
    QCOMPARE(given.settings.url.value, url);
    QCOMPARE(given.settings.url.source, source);
    QCOMPARE(given.settings.profileName, name);
    QVERIFY(given.settings.profileId.isEmpty());
}

void TestConnectionSettings::profileTakesNothingFromOutside()
{
    Profile profile;
    profile.id = u"p"_s;
    profile.name = u"alpha"_s;
    profile.url = profileUrl;
    const auto settings = ConnectionSettings::ofProfile(profile, "saved"_ba);
    QCOMPARE(settings.kind, ConnectionSettings::Kind::Saved);
    QCOMPARE(settings.url.value, profileUrl);
    QCOMPARE(settings.token.value, u"saved"_s);
    QCOMPARE(settings.profileName, u"alpha"_s);
    QVERIFY(ConnectionSettings::ofProfile(profile, {}).token.value.isEmpty());
}

void TestConnectionSettings::variableTokenStaysWithItsAddress()
{
    ConnectionFlags flags;
    flags.url = flagUrl;
    auto given = ConnectionSettings::given(flags, environment(environmentUrl, u"variable"_s));
    QCOMPARE(given.state, GivenConnection::State::Usable);
    QVERIFY(given.settings.token.value.isEmpty());
    QVERIFY2(given.problem.contains(u"ANGEE_OPERATOR_TOKEN"_s), qPrintable(given.problem));

    // The same address, written otherwise, is the same address.
    flags.url = environmentUrl + u"/graphql"_s;
    given = ConnectionSettings::given(flags, environment(environmentUrl, u"variable"_s));
    QCOMPARE(given.settings.token.value, u"variable"_s);
    // Without an address of its own it is for the one of the flag.
    given = ConnectionSettings::given(flags, environment({}, u"variable"_s));
    QCOMPARE(given.settings.token.value, u"variable"_s);
    flags.token = u"flag"_s;
    given = ConnectionSettings::given(flags, environment({}, u"variable"_s));
    QCOMPARE(given.settings.token.value, u"flag"_s);
    // And for nobody where there is none at all.
    given = ConnectionSettings::given({}, environment({}, u"variable"_s));
    QCOMPARE(given.state, GivenConnection::State::None);
    QVERIFY(given.settings.token.value.isEmpty());
    QVERIFY(given.problem.contains(u"without ANGEE_OPERATOR_URL"_s));
}

void TestConnectionSettings::malformedIsSaid_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("words");
    QTest::newRow("no scheme") << u"localhost:9350"_s << u""_s
                               << u"ANGEE_OPERATOR_URL: The address needs a scheme"_s;
    QTest::newRow("quotes") << u"\"http://localhost:9350\""_s << u""_s << u"ANGEE_OPERATOR_URL: "_s;
    QTest::newRow("user info") << u"http://user:pass@localhost:9350"_s << u""_s
                               << u"ANGEE_OPERATOR_URL: Leave user name and password out"_s;
    QTest::newRow("broken token") << environmentUrl << u"two\nlines"_s
                                  << u"ANGEE_OPERATOR_TOKEN: A token is one word"_s;
    QTest::newRow("token in letters of another script")
        << environmentUrl << u"\u00e4"_s << u"ANGEE_OPERATOR_TOKEN: A token is one word"_s;
}

void TestConnectionSettings::malformedIsSaid()
{
    QFETCH(QString, url);
    QFETCH(QString, token);
    QFETCH(QString, words);
    const auto given = ConnectionSettings::given({}, environment(url, token));
    QCOMPARE(given.state, GivenConnection::State::Unusable);
    QVERIFY2(given.problem.startsWith(words), qPrintable(given.problem));
    QVERIFY(!given.problem.contains(u"pass@"_s));
    QVERIFY(given.settings.token.value.isEmpty());
}

void TestConnectionSettings::typedBearsNoOtherName()
{
    Profile saved;
    saved.id = u"p"_s;
    saved.name = u"alpha"_s;
    saved.url = profileUrl;
    Profile typed = saved;
    auto settings = ConnectionSettings::typed(typed, "t"_ba, saved);
    QCOMPARE(settings.profileName, u"alpha"_s);
    QCOMPARE(settings.profileId, u"p"_s);
    typed.url = flagUrl;
    settings = ConnectionSettings::typed(typed, "t"_ba, saved);
    QCOMPARE(settings.profileName, u"127.0.0.1:1 (not saved)"_s);
    QVERIFY(settings.profileId.isEmpty());
}

void TestConnectionSettings::identity()
{
    ConnectionFlags flags;
    flags.actor = u" ada "_s;
    flags.scope = u"read, write,"_s;
    flags.ttl = u"10m"_s;
    flags.url = flagUrl;
    const auto identity = ConnectionSettings::given(flags, {}).settings.identity();
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
