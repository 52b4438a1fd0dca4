// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/backoff.h"

#include <QSet>
#include <QtTest>

using namespace angee;
using namespace std::chrono_literals;

class TestBackoff final : public QObject
{
    Q_OBJECT

private slots:
    void isQuickAtFirst()
    {
        Backoff backoff(1);
        std::chrono::milliseconds away = 0ms;
        int tries = 0;
        while (away < Backoff::QuickPhase) {
            const std::chrono::milliseconds wait = backoff.next(away, false);
            QVERIFY(wait >= 200ms);
            QVERIFY2(wait <= 2400ms, "a daemon that returns must be back on screen within 3 s");
            away += wait;
            ++tries;
        }
        QVERIFY(tries < 100);
    }

    void growsToHalfAMinute()
    {
        Backoff backoff(2);
        std::chrono::milliseconds wait = 0ms;
        for (int tries = 0; tries < 12; ++tries) {
            wait = backoff.next(Backoff::QuickPhase, false);
            QVERIFY(wait <= 30s);
        }
        QVERIFY(wait >= 24s);
    }

    void staysQuickWhereItCostsNothing()
    {
        Backoff backoff(3);
        for (int tries = 0; tries < 50; ++tries)
            QVERIFY(backoff.next(24h, true) <= 2400ms);
    }

    void beginsAnewAfterSuccess()
    {
        Backoff backoff(4);
        for (int tries = 0; tries < 10; ++tries)
            QVERIFY(backoff.next(1h, false) > 0ms);
        backoff.reset();
        QVERIFY(backoff.next(0ms, false) <= 300ms);
    }

    void consolesDoNotAskInStep()
    {
        QSet<qint64> waits;
        for (quint32 seed = 0; seed < 50; ++seed)
            waits.insert(Backoff(seed).next(0ms, false).count());
        QVERIFY(waits.size() > 25);
    }
};

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
