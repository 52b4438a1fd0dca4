// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/application.h"
#include "core/session/session.h"
#include "core/settings/credentialstore.h"
#include "tests/support/scriptedserver.h"
#include "ui/shell/mainwindow.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <map>
#include <memory>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

const auto flagToken = "bearer-of-the-flag"_ba;
const auto variableToken = "bearer-of-the-variable"_ba;
const auto alphaToken = "bearer-of-alpha"_ba;
const auto betaToken = "bearer-of-beta"_ba;

//! Any daemon: lets everybody in and knows nothing.
Script anyAnswer(const ReceivedRequest &request)
{
    return request.target == "/healthz" ? Script::json(R"({"status":"ok","runtime":"local"})"_ba)
                                        : Script::text("not now"_ba, 503);
}

} // namespace

//! Every way of giving an address and a token, against servers that write down who sent what.
class TestWhoGetsWhat final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void combinations_data();
    void combinations();
    void sandboxTokenStaysInTheSandbox();
    void refusedTokenLeavesTheProfileAlone();
    void editedFileGetsNoToken();
    void malformedVariableConnectsNothing();
    void laterChoiceHolds();

private:
    void saveProfiles(Application *app);
    void pick(const QString &id);
    void pickAndCheck(const QString &id, const QString &name, const ScriptedServer &server,
                      const QString &colour);
    void checkWindow(const QString &name, const ScriptedServer &server, const QString &colour);
    void start(const CommandLine &line);
    [[nodiscard]] static QSet<QByteArray> bearersAt(const ScriptedServer &server);
    [[nodiscard]] static QSet<QByteArray> only(const QByteArray &token);

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<ScriptedServer> m_flag;
    std::unique_ptr<ScriptedServer> m_variable;
    std::unique_ptr<ScriptedServer> m_alpha;
    std::unique_ptr<ScriptedServer> m_beta;
    std::unique_ptr<Application> m_app;
    QString m_alphaId;
    QString m_betaId;
};

void TestWhoGetsWhat::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    for (std::unique_ptr<ScriptedServer> *server : {&m_flag, &m_variable, &m_alpha, &m_beta}) {
        *server = std::make_unique<ScriptedServer>();
        (*server)->setHandler(anyAnswer);
    }
    ProfileStore store(m_home->filePath(u"data/profiles.json"_s));
    Profile alpha;
    alpha.name = u"alpha"_s;
    alpha.url = m_alpha->url();
    alpha.colour = u"#a3231b"_s;
    alpha.actor.clear();
    m_alphaId = *store.save(alpha);
    Profile beta;
    beta.name = u"beta"_s;
    beta.url = m_beta->url();
    beta.protection = Protection::ReadOnly;
    m_betaId = *store.save(beta);
    store.setLastUsed(m_alphaId);
}

void TestWhoGetsWhat::cleanup()
{
    m_app.reset();
    for (std::unique_ptr<ScriptedServer> *server : {&m_flag, &m_variable, &m_alpha, &m_beta})
        server->reset();
}

void TestWhoGetsWhat::start(const CommandLine &line)
{
    QCOMPARE(line.message, QString());
    m_app = std::make_unique<Application>(line, m_home->filePath(u"data"_s),
                                          m_home->filePath(u"console.ini"_s));
    // No secret service runs here: they are kept in memory.
    const QList<std::pair<QString, QByteArray>> saved{{m_alphaId, alphaToken},
                                                      {m_betaId, betaToken}};
    for (const auto &[id, token] : saved)
        m_app->credentials()->write(*m_app->profiles()->byId(id), token, this,
                                    [](const CredentialStore::Answer &) {});
    m_app->start();
    QVERIFY(QTest::qWaitForWindowExposed(m_app->window()));
}

QSet<QByteArray> TestWhoGetsWhat::bearersAt(const ScriptedServer &server)
{
    QSet<QByteArray> bearers;
    for (const ReceivedRequest &request : server.requests()) {
        if (request.hasHeader("Authorization"_ba))
            bearers.insert(request.header("Authorization"_ba));
    }
    return bearers;
}

QSet<QByteArray> TestWhoGetsWhat::only(const QByteArray &token)
{
    return token.isEmpty() ? QSet<QByteArray>() : QSet<QByteArray>{"Bearer " + token};
}

void TestWhoGetsWhat::pick(const QString &id)
{
    auto *action = m_app->window()->findChild<QAction *>(u"profile-"_s + id);
    QVERIFY2(action, qPrintable(id));
    action->trigger();
}

void TestWhoGetsWhat::checkWindow(const QString &name, const ScriptedServer &server,
                                  const QString &colour)
{
    const auto *address = m_app->window()->findChild<QLabel *>(u"daemonAddress"_s);
    QTRY_COMPARE(address->text(), server.url());
    const qsizetype before = server.requests().size();
    QTRY_VERIFY(server.requests().size() > before || before > 0); // it is the one that is asked
    QVERIFY2(m_app->window()->windowTitle().startsWith(name),
             qPrintable(m_app->window()->windowTitle()));
    QCOMPARE(m_app->window()->findChild<QToolButton *>(u"profileButton"_s)->text(), name);
    QCOMPARE(m_app->session()->settings().profileColour, colour);
    const auto checked = m_app->window()->findChildren<QAction *>();
    for (const QAction *action : checked) {
        if (action->objectName().startsWith(u"profile-"_s) && action->isChecked())
            QCOMPARE(action->text(), name);
    }
}

void TestWhoGetsWhat::pickAndCheck(const QString &id, const QString &name,
                                   const ScriptedServer &server, const QString &colour)
{
    pick(id);
    checkWindow(name, server, colour);
    QCOMPARE(m_app->session()->protection(),
             id == m_betaId ? Protection::ReadOnly : Protection::Normal);
}

void TestWhoGetsWhat::combinations_data()
{
    QTest::addColumn<bool>("flagUrl");
    QTest::addColumn<bool>("flagToken");
    QTest::addColumn<bool>("variableUrl");
    QTest::addColumn<bool>("variableToken");
    QTest::addColumn<bool>("named");
    for (int bits = 0; bits < 32; ++bits)
        QTest::addRow("url %d, token %d, URL %d, TOKEN %d, profile %d", bits & 1, bits >> 1 & 1,
                      bits >> 2 & 1, bits >> 3 & 1, bits >> 4)
            << bool(bits & 1) << bool(bits & 2) << bool(bits & 4) << bool(bits & 8)
            << bool(bits & 16);
}

void TestWhoGetsWhat::combinations()
{
    QFETCH(bool, flagUrl);
    QFETCH(bool, flagToken);
    QFETCH(bool, variableUrl);
    QFETCH(bool, variableToken);
    QFETCH(bool, named);
    QStringList arguments{u"angee-console"_s};
    if (flagUrl)
        arguments << u"--url"_s << m_flag->url();
    if (flagToken)
        arguments << u"--token"_s << QString::fromLatin1(::flagToken);
    if (named)
        arguments << u"--profile"_s << u"beta"_s;
    QProcessEnvironment environment;
    if (variableUrl)
        environment.insert(u"ANGEE_OPERATOR_URL"_s, m_variable->url());
    if (variableToken)
        environment.insert(u"ANGEE_OPERATOR_TOKEN"_s, QString::fromLatin1(::variableToken));
    const CommandLine line = CommandLine::parse(arguments, environment);

    // A flag without its connection is a mistake, and nothing is connected.
    const bool mistake = named ? flagUrl || flagToken : flagToken && !flagUrl && !variableUrl;
    QCOMPARE(line.mode == CommandLine::Mode::Error, mistake);
    if (mistake)
        return;

    const bool given = !named && (flagUrl || variableUrl);
    QByteArray expectedAtFlag;
    QByteArray expectedAtVariable;
    if (given && flagUrl)
        expectedAtFlag = flagToken          ? ::flagToken
            : variableToken && !variableUrl ? ::variableToken
                                            : QByteArray();
    else if (given)
        expectedAtVariable = flagToken ? ::flagToken
            : variableToken            ? ::variableToken
                                       : QByteArray();
    const ScriptedServer &first = named ? *m_beta
        : flagUrl                       ? *m_flag
        : variableUrl                   ? *m_variable
                                        : *m_alpha;
    const QString givenName =
        first.url().section(u"://"_s, 1) + (flagUrl ? u" (command line)"_s : u" (environment)"_s);

    start(line);
    checkWindow(given       ? givenName
                    : named ? u"beta"_s
                            : u"alpha"_s,
                first, given || named ? QString() : u"#a3231b"_s);
    QTRY_VERIFY(first.count("POST"_ba, "/graphql"_ba) > 0);
    pickAndCheck(m_betaId, u"beta"_s, *m_beta, {});
    QTRY_VERIFY(m_beta->count("POST"_ba, "/graphql"_ba) > 0);
    pickAndCheck(m_alphaId, u"alpha"_s, *m_alpha, u"#a3231b"_s);
    QTRY_VERIFY(m_alpha->count("POST"_ba, "/graphql"_ba) > 0);
    if (given) {
        const qsizetype before = first.requests().size();
        pickAndCheck(u"given"_s, givenName, first, {});
        QTRY_VERIFY(first.requests().size() > before);
    }

    QCOMPARE(bearersAt(*m_flag), only(expectedAtFlag));
    QCOMPARE(bearersAt(*m_variable), only(expectedAtVariable));
    QCOMPARE(bearersAt(*m_alpha), only(alphaToken));
    QCOMPARE(bearersAt(*m_beta), only(betaToken));
    if (!given || !flagUrl)
        QVERIFY(m_flag->requests().isEmpty());
    if (!given || flagUrl)
        QVERIFY(m_variable->requests().isEmpty());
}

void TestWhoGetsWhat::sandboxTokenStaysInTheSandbox()
{
    QProcessEnvironment environment;
    environment.insert(u"ANGEE_OPERATOR_URL"_s, m_variable->url());
    environment.insert(u"ANGEE_OPERATOR_TOKEN"_s, QString::fromLatin1(variableToken));
    const CommandLine line = CommandLine::parse({u"angee-console"_s, u"--sandbox"_s, u"--token"_s,
                                                 QString::fromLatin1(flagToken), u"--root"_s,
                                                 m_home->filePath(u"stack"_s)},
                                                environment);
    start(line);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->session()->settings().profileId, u"sandbox"_s, 60'000);
    QCOMPARE(m_app->session()->settings().token.value, QString::fromLatin1(flagToken));
    pickAndCheck(m_alphaId, u"alpha"_s, *m_alpha, u"#a3231b"_s);
    pickAndCheck(m_betaId, u"beta"_s, *m_beta, {});
    QTRY_VERIFY(m_beta->count("POST"_ba, "/graphql"_ba) > 0);
    QCOMPARE(bearersAt(*m_alpha), only(alphaToken));
    QCOMPARE(bearersAt(*m_beta), only(betaToken));
    QVERIFY(m_variable->requests().isEmpty());
}

void TestWhoGetsWhat::refusedTokenLeavesTheProfileAlone()
{
    for (ScriptedServer *server : {m_flag.get(), m_alpha.get()})
        server->setHandler([](const ReceivedRequest &request) {
            return request.target == "/healthz"
                ? anyAnswer(request)
                : Script::json(R"({"error":"unauthorized"})"_ba, 401);
        });
    start(CommandLine::parse({u"angee-console"_s, u"--url"_s, m_flag->url(), u"--token"_s,
                              QString::fromLatin1(flagToken)},
                             {}));
    QTRY_VERIFY(m_flag->count("POST"_ba, "/graphql"_ba) > 0);
    pickAndCheck(m_alphaId, u"alpha"_s, *m_alpha, u"#a3231b"_s);
    QTRY_VERIFY(m_alpha->count("POST"_ba, "/graphql"_ba) > 0);
    ProfileStore store(m_home->filePath(u"data/profiles.json"_s));
    QVERIFY(store.load());
    QCOMPARE(store.byId(m_alphaId)->url, m_alpha->url());
    QCOMPARE(store.byId(m_betaId)->url, m_beta->url());
    QCOMPARE(bearersAt(*m_alpha), only(alphaToken));
}

//! The token was saved for one address; whoever writes another one into the file does not get it.
void TestWhoGetsWhat::editedFileGetsNoToken()
{
    CredentialStore tokens;
    Profile profile;
    profile.id = u"p"_s;
    profile.url = m_alpha->url();
    tokens.write(profile, alphaToken, this, [](const CredentialStore::Answer &) {});
    profile.url = m_beta->url();
    std::optional<CredentialStore::Answer> answer;
    const auto keep = [&answer](const CredentialStore::Answer &read) { answer = read; };
    tokens.read(profile, this, keep);
    QTRY_VERIFY(answer);
    QCOMPARE(answer->bearer, QByteArray());
    QVERIFY2(answer->words.contains(m_alpha->url()), qPrintable(answer->words));
    answer.reset();
    profile.url = m_alpha->url() + u"/graphql"_s; // the same, written otherwise
    tokens.read(profile, this, keep);
    QTRY_VERIFY(answer);
    QCOMPARE(answer->bearer, alphaToken);
}

void TestWhoGetsWhat::malformedVariableConnectsNothing()
{
    QProcessEnvironment environment;
    environment.insert(u"ANGEE_OPERATOR_URL"_s, u"localhost:9350"_s);
    environment.insert(u"ANGEE_OPERATOR_TOKEN"_s, QString::fromLatin1(variableToken));
    start(CommandLine::parse({u"angee-console"_s}, environment));
    QLabel *message = nullptr;
    QTRY_VERIFY((message = m_app->window()->findChild<QLabel *>(u"connectMessage"_s)));
    QTRY_VERIFY(message->isVisible());
    QVERIFY(message->text().startsWith(u"ANGEE_OPERATOR_URL: The address needs a scheme"_s));
    QCOMPARE(m_app->window()->findChild<QLineEdit *>(u"connectUrl"_s)->text(), u"localhost:9350"_s);
    QVERIFY(!m_app->session()->isConnected());
    QVERIFY(m_alpha->requests().isEmpty());
}

//! Picked one after the other without waiting: the window ends on the last, under its name.
void TestWhoGetsWhat::laterChoiceHolds()
{
    start(CommandLine::parse({u"angee-console"_s}, {}));
    QTRY_VERIFY(m_app->session()->isConnected());
    pick(m_betaId);
    pick(m_alphaId);
    pick(m_betaId);
    checkWindow(u"beta"_s, *m_beta, {});
    QTRY_VERIFY(m_beta->count("POST"_ba, "/graphql"_ba) > 0);
    QCOMPARE(bearersAt(*m_alpha) - only(alphaToken), QSet<QByteArray>());
    QCOMPARE(bearersAt(*m_beta), only(betaToken));
}

QTEST_MAIN(TestWhoGetsWhat)
#include "tst_whogetswhat.moc"
