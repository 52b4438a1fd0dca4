// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemon.h"
#include "tests/support/scriptedserver.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using Ms = std::chrono::milliseconds;

namespace {

//! A daemon with a clock of its own, which mints tokens and refuses those that are over.
class MintingDaemon final
{
public:
    explicit MintingDaemon(qint64 clockAheadMs = 0, bool sendsDate = true)
        : m_ahead(clockAheadMs)
        , m_sendsDate(sendsDate)
    {
        server.setHandler([this](const ReceivedRequest &request) { return answer(request); });
    }

    [[nodiscard]] QDateTime now() const
    {
        return QDateTime::currentDateTimeUtc().addMSecs(m_ahead);
    }

    [[nodiscard]] std::unique_ptr<OperatorDaemon> connectAs(const QString &actor) const
    {
        return std::make_unique<OperatorDaemon>(
            *BaseUrl::parse(server.url()), "admin"_ba,
            WorkingIdentity{.actor = actor, .scope = {}, .ttl = {}}, ConnectionPolicy{});
    }

    ScriptedServer server;
    qint64 lifeMs = 600'000;
    QByteArray expiresAt; //!< instead of the true one
    bool refusesAll = false;
    int minted = 0;
    int refused = 0;

private:
    Script answer(const ReceivedRequest &request)
    {
        QList<Header> headers;
        if (m_sendsDate)
            headers.append(
                {"Date",
                 QLocale::c().toString(now(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1()});
        if (request.target == "/tokens/mint")
            return Script::answer(200, "application/json", mint(), headers);
        const QDateTime end = m_ends.value(request.header("Authorization"));
        if (refusesAll || now() > end) {
            ++refused;
            return Script::answer(401, "application/json", R"({"error":"unauthorized"})", headers);
        }
        return Script::answer(200, "application/json", R"({"nodes":[],"total_count":0})", headers);
    }

    QByteArray mint()
    {
        const QByteArray claims = R"({"iat":)" + QByteArray::number(now().toSecsSinceEpoch())
            + ",\"n\":" + QByteArray::number(++minted) + '}';
        const QByteArray token = "h."
            + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
            + ".s";
        const QDateTime end = now().addMSecs(lifeMs);
        m_ends.insert("Bearer " + token, end);
        const QByteArray said =
            expiresAt.isEmpty() ? end.toString(Qt::ISODateWithMs).toLatin1() : expiresAt;
        return R"({"token":")" + token + R"(","actor":"ada","expires_at":")" + said + "\"}";
    }

    qint64 m_ahead;
    bool m_sendsDate;
    QHash<QByteArray, QDateTime> m_ends;
};

} // namespace

class TestAuthenticator final : public QObject
{
    Q_OBJECT

private slots:
    void oneMintWhateverOurClock_data();
    void oneMintWhateverOurClock();
    void noRefusalAtTheEndOfALife_data();
    void noRefusalAtTheEndOfALife();
    void aBadEndIsNoReasonToMint_data();
    void aBadEndIsNoReasonToMint();
    void refusedTokensSlowTheMintsDown();
    void aTokenThatEndedInASleepIsRenewedFirst();
};

void TestAuthenticator::oneMintWhateverOurClock_data()
{
    QTest::addColumn<qint64>("daemonAheadMs");
    QTest::addColumn<bool>("sendsDate");
    for (const bool date : {true, false}) {
        const QByteArray by = date ? " (Date)" : " (iat)";
        QTest::addRow("same%s", by.constData()) << qint64(0) << date;
        QTest::addRow("ours 70 min ahead%s", by.constData()) << qint64(-4'200'000) << date;
        QTest::addRow("ours 70 min behind%s", by.constData()) << qint64(4'200'000) << date;
        QTest::addRow("ours years ahead%s", by.constData()) << qint64(-100'000'000'000) << date;
    }
}

void TestAuthenticator::oneMintWhateverOurClock()
{
    QFETCH(qint64, daemonAheadMs);
    QFETCH(bool, sendsDate);
    MintingDaemon fake(daemonAheadMs, sendsDate);
    const auto daemon = fake.connectAs(u"ada"_s);
    bool answered = false;
    daemon->run(new ListSecretsCall)->whenDone(this, [&](const auto &result) {
        answered = result.ok();
    });
    QTRY_VERIFY(answered);
    QCOMPARE(fake.minted, 1);
    const Authenticator *tokens = daemon->authenticator();
    QVERIFY(!tokens->hasEnded());
    // 80 % of ten minutes, less what the test took and half the second that a Date leaves open.
    QVERIFY(tokens->renewsIn());
    QVERIFY2(*tokens->renewsIn() > Ms(400'000) && *tokens->renewsIn() <= Ms(481'000),
             QByteArray::number(tokens->renewsIn()->count()).constData());
    // What people read counts by the clock on their wall.
    const qint64 left = QDateTime::currentDateTimeUtc().secsTo(tokens->expiresAt());
    QVERIFY2(left > 500 && left <= 603, QByteArray::number(left).constData());
    QCOMPARE(daemon->clock().sentence().isEmpty(), daemonAheadMs == 0);
}

void TestAuthenticator::noRefusalAtTheEndOfALife_data()
{
    QTest::addColumn<qint64>("daemonAheadMs");
    QTest::addColumn<bool>("sendsDate");
    QTest::newRow("same") << qint64(0) << true;
    QTest::newRow("ours behind") << qint64(4'200'000) << true;
    QTest::newRow("ours behind, no Date") << qint64(4'200'000) << false;
}

void TestAuthenticator::noRefusalAtTheEndOfALife()
{
    QFETCH(qint64, daemonAheadMs);
    QFETCH(bool, sendsDate);
    MintingDaemon fake(daemonAheadMs, sendsDate);
    fake.lifeMs = 4'000;
    const auto daemon = fake.connectAs(u"ada"_s);
    int answered = 0;
    int failed = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] {
        daemon->run(new ListSecretsCall)->whenDone(this, [&](const auto &result) {
            ++(result.ok() ? answered : failed);
        });
    });
    timer.start(50);
    QTRY_VERIFY_WITH_TIMEOUT(fake.minted >= 3, 60'000);
    timer.stop();
    QTRY_VERIFY(answered > 10);
    QCOMPARE(failed, 0);
    QCOMPARE(fake.refused, 0);
}

void TestAuthenticator::aBadEndIsNoReasonToMint_data()
{
    QTest::addColumn<QByteArray>("expiresAt");
    QTest::newRow("past") << "2001-01-01T00:00:00Z"_ba;
    QTest::newRow("no time") << "soon"_ba;
    QTest::newRow("a number") << "1"_ba;
}

void TestAuthenticator::aBadEndIsNoReasonToMint()
{
    QFETCH(QByteArray, expiresAt);
    QTest::ignoreMessage(QtWarningMsg, "the daemon gave no usable end of a token");
    MintingDaemon fake;
    fake.expiresAt = expiresAt;
    const auto daemon = fake.connectAs(u"ada"_s);
    bool answered = false;
    daemon->run(new ListSecretsCall)->whenDone(this, [&](const auto &result) {
        answered = result.ok();
    });
    QTRY_VERIFY(answered);
    QCOMPARE(fake.minted, 1);
    QVERIFY(!daemon->authenticator()->renewsIn()); // nothing is due until the daemon refuses it
    QVERIFY(!daemon->authenticator()->expiresAt().isValid());
}

void TestAuthenticator::refusedTokensSlowTheMintsDown()
{
    MintingDaemon fake;
    fake.refusesAll = true;
    const auto daemon = fake.connectAs(u"ada"_s);
    const Authenticator *tokens = daemon->authenticator();
    Ms before(0);
    for (int round = 1; round <= 3; ++round) {
        QTRY_COMPARE_WITH_TIMEOUT(tokens->state(), Authenticator::State::Ready, 30'000);
        QCOMPARE(fake.minted, round);
        daemon->run(new ListSecretsCall);
        QTRY_COMPARE(tokens->state(), Authenticator::State::Minting);
        QVERIFY(tokens->renewsIn());
        // It grows: a second, two, four … less what was waited for already.
        if (round > 1)
            QVERIFY2(*tokens->renewsIn() > before,
                     QByteArray::number(tokens->renewsIn()->count()).constData());
        before = *tokens->renewsIn();
    }
}

void TestAuthenticator::aTokenThatEndedInASleepIsRenewedFirst()
{
    // A renewal that does not come is as good as a machine that slept through it.
    MintingDaemon fake;
    fake.lifeMs = 1'100;
    const auto daemon = fake.connectAs(u"ada"_s);
    QTRY_COMPARE(daemon->authenticator()->state(), Authenticator::State::Ready);
    fake.lifeMs = 600'000;
    QThread::msleep(2'200); // no event loop, no timer
    QVERIFY(daemon->authenticator()->hasEnded());
    std::optional<bool> changed;
    daemon->setSecret(u"key"_s, u"value"_s)->whenDone(this, [&](const auto &result) {
        changed = result.ok() || result.error().kind != OperatorDaemonError::Kind::Unauthorized;
    });
    QTRY_VERIFY(changed);
    QVERIFY(*changed);
    QCOMPARE(fake.refused, 0);
}

QTEST_GUILESS_MAIN(TestAuthenticator)
#include "tst_authenticator.moc"
