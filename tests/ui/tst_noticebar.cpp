// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/taborder.h"
#include "ui/widgets/noticebar.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace angee;
using namespace Qt::StringLiterals;

class TestNoticeBar final : public QObject
{
    Q_OBJECT

private slots:
    void fixedOrder();
    void oneBarForEachId();
    void buttonsAndClosing();
    void closingFromItsOwnSlot();
    void wordsStayPlain();
    void focusGoesToWhatIsBelow();
    void whatWasDoneGoesWithItsDaemon();
    void tabComesToThemFromAbove();
};

namespace {

QStringList ids(const NoticeBars &bars)
{
    QStringList list;
    for (const Notice &notice : bars.notices())
        list.append(notice.id);
    return list;
}

} // namespace

void TestNoticeBar::fixedOrder()
{
    NoticeBars bars;
    QVERIFY(bars.isHidden());
    bars.show({u"info"_s, Notice::Kind::Information, u"i"_s, {}, true});
    bars.show({u"conflict"_s, Notice::Kind::Conflict, u"c"_s, {}, true});
    bars.show({u"unreachable"_s, Notice::Kind::Unreachable, u"u"_s, {}, true});
    bars.show({u"stale"_s, Notice::Kind::Stale, u"s"_s, {}, true});
    bars.show({u"unauthorized"_s, Notice::Kind::Unauthorized, u"a"_s, {}, true});
    bars.show({u"conflict2"_s, Notice::Kind::Conflict, u"c2"_s, {}, true});
    QVERIFY(bars.isVisible());
    const QStringList order{u"unreachable"_s, u"unauthorized"_s, u"stale"_s,
                            u"conflict"_s,    u"conflict2"_s,    u"info"_s};
    QCOMPARE(ids(bars), order);
    // On the screen too.
    QCoreApplication::processEvents();
    int y = -1;
    for (const QString &id : order) {
        const auto *bar = bars.findChild<QWidget *>(u"notice_"_s + id);
        QVERIFY(bar->y() > y);
        y = bar->y();
    }
}

void TestNoticeBar::oneBarForEachId()
{
    NoticeBars bars;
    bars.show({u"a"_s, Notice::Kind::Stale, u"3 min"_s, {}, true});
    bars.show({u"a"_s, Notice::Kind::Stale, u"4 min"_s, {}, true});
    QCOMPARE(bars.notices().size(), 1);
    QCOMPARE(bars.findChild<QLabel *>(u"noticeText"_s)->text(), u"4 min"_s);
    bars.show({u"b"_s, Notice::Kind::Conflict, u"b"_s, {}, true});
    bars.show({u"a"_s, Notice::Kind::Information, u"5 min"_s, {}, true});
    QCOMPARE(ids(bars), QStringList({u"b"_s, u"a"_s}));
    bars.clear(u"a"_s);
    bars.clear(u"b"_s);
    bars.clear(u"none"_s);
    QVERIFY(bars.isHidden());
}

void TestNoticeBar::buttonsAndClosing()
{
    NoticeBars bars;
    bars.show({u"net"_s,
               Notice::Kind::Unreachable,
               u"no route"_s,
               {{u"now"_s, u"Retry now"_s}, {u"settings"_s, u"Connection…"_s}},
               false});
    bars.show({u"done"_s, Notice::Kind::Success, u"Saved"_s, {}, true});
    QSignalSpy action(&bars, &NoticeBars::actionTriggered);
    QSignalSpy closed(&bars, &NoticeBars::closed);
    auto *net = bars.findChild<QWidget *>(u"notice_net"_s);
    QVERIFY(!net->findChild<QToolButton *>(u"noticeClose"_s)->isVisible());
    QTest::mouseClick(net->findChild<QPushButton *>(u"noticeAction_settings"_s), Qt::LeftButton);
    QCOMPARE(action.size(), 1);
    QCOMPARE(action[0], QVariantList({u"net"_s, u"settings"_s}));
    auto *done = bars.findChild<QWidget *>(u"notice_done"_s);
    QTest::mouseClick(done->findChild<QToolButton *>(u"noticeClose"_s), Qt::LeftButton);
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed[0][0].toString(), u"done"_s);
    QCOMPARE(ids(bars), QStringList{u"net"_s});
}

void TestNoticeBar::closingFromItsOwnSlot()
{
    NoticeBars bars;
    connect(&bars, &NoticeBars::actionTriggered, &bars,
            [&bars](const QString &id) { bars.clear(id); });
    bars.show({u"x"_s, Notice::Kind::Warning, u"x"_s, {{u"go"_s, u"Go"_s}}, true});
    bars.findChild<QPushButton *>(u"noticeAction_go"_s)->click();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(bars.notices().isEmpty());
    QVERIFY(!bars.findChild<QWidget *>(u"notice_x"_s));
}

void TestNoticeBar::whatWasDoneGoesWithItsDaemon()
{
    NoticeBars bars;
    bars.show({u"saved"_s, Notice::Kind::Success, u"Saved to /x"_s, {}, true});
    bars.show({u"copied"_s, Notice::Kind::Information, u"Copied"_s, {}, true});
    bars.show({u"kept"_s, Notice::Kind::Warning, u"The journal is not kept"_s, {}, true});
    bars.clearDone();
    QCOMPARE(bars.notices().size(), 1);
    QCOMPARE(bars.notices().first().id, u"kept"_s);
}

void TestNoticeBar::focusGoesToWhatIsBelow()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *first = new QPushButton(&window);
    auto *bars = new NoticeBars(&window);
    auto *below = new QPushButton(&window);
    for (QWidget *widget : {static_cast<QWidget *>(first), static_cast<QWidget *>(bars),
                            static_cast<QWidget *>(below)})
        layout->addWidget(widget);
    bars->setFocusAfter(below);
    connect(bars, &NoticeBars::actionTriggered, bars, &NoticeBars::clear);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    bars->show({u"x"_s, Notice::Kind::Warning, u"X"_s, {{u"do"_s, u"Do"_s}}, true});
    auto *action = bars->findChild<QPushButton *>(u"noticeAction_do"_s);
    action->setFocus();
    QTest::keyClick(action, Qt::Key_Space);
    QVERIFY(!bars->contains(u"x"_s));
    QVERIFY(below->hasFocus());
    // A bar that goes by itself takes the focus from nobody.
    bars->show({u"x"_s, Notice::Kind::Warning, u"X"_s, {}, true});
    first->setFocus();
    bars->clear(u"x"_s);
    QVERIFY(first->hasFocus());
}

void TestNoticeBar::wordsStayPlain()
{
    NoticeBars bars;
    bars.show({u"x"_s, Notice::Kind::Warning, u"<img src=x> &amp;"_s, {}, true});
    const auto *label = bars.findChild<QLabel *>(u"noticeText"_s);
    QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(label->text(), u"<img src=x> &amp;"_s);
}

//! They come when everything below them stands already.
void TestNoticeBar::tabComesToThemFromAbove()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *bars = new NoticeBars(&window);
    auto *above = new QPushButton(u"above"_s, &window); // younger than the bars, as a header is
    auto *below = new QPushButton(u"below"_s, &window);
    column->addWidget(above);
    column->addWidget(bars);
    column->addWidget(below);
    bars->setFocusBefore(above);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    bars->show({u"later"_s, Notice::Kind::Information, u"i"_s, {{u"open"_s, u"Open"_s}}, true});
    bars->show({u"first"_s, Notice::Kind::Unreachable, u"u"_s, {{u"again"_s, u"Again"_s}}, true});
    QCOMPARE(test::tabOrderProblem(&window), QString());
    // An action more, and a bar less.
    bars->show({u"later"_s,
                Notice::Kind::Information,
                u"i"_s,
                {{u"open"_s, u"Open"_s}, {u"why"_s, u"Why"_s}},
                true});
    QCOMPARE(test::tabOrderProblem(&window), QString());
    bars->clear(u"first"_s);
    QCOMPARE(test::tabOrderProblem(&window), QString());
}

QTEST_MAIN(TestNoticeBar)
#include "tst_noticebar.moc"
