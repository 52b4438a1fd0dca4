// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logminimap.h"
#include "ui/logs/logsheet.h"
#include "ui/logs/logtimeline.h"
#include "ui/logs/logview.h"
#include "ui/widgets/palette.h"

#include <QApplication>
#include <QClipboard>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

void add(LogStore *store, const QByteArray &bytes, LogLevel level = LogLevel::None)
{
    store->append({.bytes = bytes, .level = level, .arrivedMs = 1000});
}

//! A view over a store of its own.
struct Shown
{
    explicit Shown(const LogStore::Limits &limits = {})
        : store({}, limits)
        , rows(&store)
        , view(&rows)
    {
        view.resize(900, 400);
        view.show();
    }
    void fill(int lines, const QByteArray &text = "line ")
    {
        for (int i = 0; i < lines; ++i)
            add(&store, text + QByteArray::number(i));
        store.commit();
    }
    [[nodiscard]] QScrollBar *bar() const { return view.verticalScrollBar(); }
    //! Everything that waited for the next frame was drawn.
    [[nodiscard]] bool isAtEnd() const { return bar()->value() == bar()->maximum(); }

    LogStore store;
    LogRows rows;
    LogView view;
};

} // namespace

class TestLogView final : public QObject
{
    Q_OBJECT

private slots:
    void wrapIsExact();
    void placesAreExactForAnyWrap();
    void sidewaysWithoutWrap();
    void aLineOfTenMegabytes();
    void theDroppedDoNotMoveWhatIsRead();
    void filterKeepsItsPlace();
    void selectsOverManyLines();
    void doubleClickTakesAWord();
    void colouredTextIsReadable();
    void frozenShowsNothingNew();
    void unseenCostsNothing();
    void minimapGoesThere();
    void histogramStaysBounded();
    void timelineGoesThere();
    void characterGrid();
};

void TestLogView::wrapIsExact()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    add(&shown.store, QByteArray(1000, 'x'));
    add(&shown.store, "short");
    shown.store.commit();
    shown.view.setWrapped(true);
    const int columns = shown.rows.wrapColumns();
    QVERIFY(columns > 20 && columns < 1000);
    const qint64 rows = (1000 + columns - 1) / columns;
    QCOMPARE(shown.rows.totalRows(), rows + 1);
    QCOMPARE(shown.rows.placeAt(rows - 1).index, 0);
    QCOMPARE(shown.rows.placeAt(rows).index, 1);
    QTRY_COMPARE(shown.view.horizontalScrollBar()->maximum(), 0);
    shown.view.setWrapped(false);
    QCOMPARE(shown.rows.totalRows(), 2);
}

void TestLogView::placesAreExactForAnyWrap()
{
    LogStore store;
    LogRows rows(&store);
    for (int i = 0; i < 5000; ++i)
        add(&store, QByteArray(i % 97, 'x') + (i % 13 == 0 ? "\xc3\xbc\xe6\x97\xa5" : ""));
    store.commit();
    rows.setOpened(77, {u"a"_s, u"b"_s});
    for (const int columns : {0, 10, 33, 200}) {
        rows.setWrapColumns(columns);
        qint64 row = 0;
        for (qint64 index = 0; index < rows.count(); ++index) {
            QCOMPARE(rows.topOf(index), row);
            const qint64 high = rows.rowsOf(index);
            QCOMPARE(rows.placeAt(row).index, index);
            QCOMPARE(rows.placeAt(row + high - 1).index, index);
            QCOMPARE(rows.placeAt(row + high - 1).row, high - 1);
            row += high;
        }
        QCOMPARE(rows.totalRows(), row);
    }
    // What is added later is counted as what was there.
    rows.setWrapColumns(10);
    for (int i = 0; i < 1000; ++i)
        add(&store, QByteArray(i % 50, 'y'));
    store.commit();
    const qint64 total = rows.totalRows();
    rows.setWrapColumns(11);
    rows.setWrapColumns(10);
    QCOMPARE(rows.totalRows(), total);
}

void TestLogView::sidewaysWithoutWrap()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    add(&shown.store, QByteArray(5000, 'x') + "END");
    shown.store.commit();
    QScrollBar *bar = shown.view.horizontalScrollBar();
    QTRY_VERIFY(bar->maximum() > 4000);
    shown.view.setFocus();
    QTest::keyClick(&shown.view, Qt::Key_End);
    QCOMPARE(bar->value(), bar->maximum());
    QTest::keyClick(&shown.view, Qt::Key_Home);
    QCOMPARE(bar->value(), 0);
}

void TestLogView::aLineOfTenMegabytes()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    constexpr int size = 10 * 1024 * 1024;
    add(&shown.store, QByteArray(size, 'x'));
    shown.fill(10);
    shown.view.setHighlights({*LogPattern::compile({u"xxx"_s, 0}, nullptr)});
    QTRY_VERIFY(shown.view.horizontalScrollBar()->maximum() > size - 1000);
    shown.view.grab();
    shown.view.horizontalScrollBar()->setValue(size / 2);
    shown.view.grab();
    shown.view.setWrapped(true);
    QCOMPARE(shown.rows.totalRows(),
             (size + shown.rows.wrapColumns() - 1) / shown.rows.wrapColumns() + 10);
    shown.bar()->setValue(shown.bar()->maximum() / 2);
    shown.view.grab();
    QCOMPARE(shown.view.visibleLines(), QList<qint64>{0});
}

void TestLogView::theDroppedDoNotMoveWhatIsRead()
{
    Shown shown({.inMemory = 3 * 1024 * 1024});
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    const QByteArray text(100, 'x');
    shown.fill(25'000, text);
    QTRY_VERIFY(shown.isAtEnd() && shown.bar()->maximum() > 20'000);
    shown.bar()->setValue(shown.bar()->maximum() - 1000);
    QVERIFY(!shown.view.isFollowing());
    const qint64 line = shown.view.visibleLines().constFirst();
    for (int round = 0; round < 10; ++round)
        shown.fill(1500, text);
    QVERIFY(shown.store.dropped() > 0);
    QVERIFY(shown.store.firstLine() <= line);
    QTRY_COMPARE(shown.view.visibleLines().constFirst(), line);
    // And when it is dropped itself, what is nearest.
    shown.fill(60'000, text);
    QTRY_COMPARE(shown.view.visibleLines().constFirst(), shown.store.firstLine());
    shown.view.grab();
}

void TestLogView::filterKeepsItsPlace()
{
    LogSheet sheet({});
    sheet.resize(900, 500);
    sheet.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sheet));
    for (int i = 0; i < 20'000; ++i)
        add(sheet.store(), "line " + QByteArray::number(i),
            i % 100 == 0 ? LogLevel::Error : LogLevel::Info);
    sheet.store()->commit();
    QTRY_COMPARE(sheet.rows()->count(), 20'000);
    sheet.view()->goTo(10'000);
    sheet.setFilter({.levels = 1 << int(LogLevel::Error)});
    QTRY_COMPARE(sheet.rows()->count(), 200);
    QCOMPARE(sheet.rows()->lineAt(100), 10'000);
    QVERIFY(sheet.goToError(LogSheet::Way::Forth));
    QVERIFY(sheet.view()->currentLine().has_value());
    const auto lines = sheet.shownLines();
    QVERIFY(lines && lines->size() == 200);
    sheet.setFilter({});
    QCOMPARE(sheet.rows()->count(), 20'000);
    QVERIFY(!sheet.shownLines());
}

void TestLogView::selectsOverManyLines()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    shown.view.setGutter(LogGutter::None);
    add(&shown.store, "first line");
    add(&shown.store, "\x1b[31msec\x1b[0mond \xe6\x97\xa5 line");
    add(&shown.store, "third line");
    shown.store.commit();
    QTRY_COMPARE(shown.view.visibleLines().size(), 3);
    const QRect first = shown.view.lineRect(0);
    const QRect third = shown.view.lineRect(2);
    QWidget *port = shown.view.viewport();
    const LogGrid grid(shown.view.lineFont());
    const int left = int(grid.cell * 2 + 2);
    const auto at = [&](const QRect &line, qreal column) {
        return QPoint(left + int(column * grid.cell), line.center().y());
    };
    QTest::mousePress(port, Qt::LeftButton, {}, at(first, 6));
    QTest::mouseMove(port, at(third, 5));
    QMouseEvent move(QEvent::MouseMove, at(third, 5), port->mapToGlobal(at(third, 5)), Qt::NoButton,
                     Qt::LeftButton, {});
    QApplication::sendEvent(port, &move);
    QTest::mouseRelease(port, Qt::LeftButton, {}, at(third, 5));
    QCOMPARE(shown.view.selectedText(LogView::CopyWith::Text), u"line\nsecond 日 line\nthird"_s);
    shown.view.copy(LogView::CopyWith::Text);
    QCOMPARE(QApplication::clipboard()->text(), u"line\nsecond 日 line\nthird"_s);
    shown.view.grab();
    QTest::keyClick(&shown.view, Qt::Key_Escape);
    QVERIFY(!shown.view.hasSelection());
    shown.view.selectAll();
    QCOMPARE(shown.view.selectedText(LogView::CopyWith::Text),
             u"first line\nsecond 日 line\nthird line"_s);
}

void TestLogView::doubleClickTakesAWord()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    shown.view.setGutter(LogGutter::None);
    add(&shown.store, "GET /api/users 200");
    shown.store.commit();
    QTRY_COMPARE(shown.view.visibleLines().size(), 1);
    const LogGrid grid(shown.view.lineFont());
    const QPoint at(int(grid.cell * 9 + 2), shown.view.lineRect(0).center().y());
    QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(shown.view.selectedText(LogView::CopyWith::Text), u"/api/users"_s);
}

void TestLogView::colouredTextIsReadable()
{
    for (const bool dark : {false, true}) {
        LogColors colors(makePalette(dark));
        for (quint32 i = 0; i < 256; ++i) {
            const LogStyle style{{LogStyle::Kind::Indexed, i}, {}, 0};
            const auto pair = colors.of(style);
            QVERIFY2(contrastRatio(pair.text, colors.base()) >= 4.4, qPrintable(pair.text.name()));
            const LogStyle both{{LogStyle::Kind::Indexed, i},
                                {LogStyle::Kind::Indexed, (i * 7) % 256},
                                LogStyle::Faint};
            const auto on = colors.of(both);
            QVERIFY(contrastRatio(on.text, on.ground) >= 4.4);
        }
        const auto inverse = colors.of({{}, {}, LogStyle::Inverse});
        QVERIFY(inverse.ground.isValid());
        QVERIFY(contrastRatio(inverse.text, inverse.ground) >= 4.4);
        for (int i = 0; i < 40; ++i)
            QVERIFY(contrastRatio(colors.service(i), colors.base()) >= 4.4);
        for (int i = 0; i < LogColors::highlights; ++i)
            QVERIFY(contrastRatio(colors.text(), colors.highlight(i)) >= 4.4);
    }
}

void TestLogView::frozenShowsNothingNew()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    shown.fill(5);
    QTRY_COMPARE(shown.rows.count(), 5);
    shown.rows.setFrozen(true);
    shown.fill(5);
    QCOMPARE(shown.rows.count(), 5);
    shown.rows.setFilter({.rules = {{.query = {u"line"_s, 0}}}});
    QCOMPARE(shown.rows.count(), 5);
    shown.rows.setFrozen(false);
    QTRY_COMPARE(shown.rows.count(), 10);
}

void TestLogView::unseenCostsNothing()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    shown.fill(10);
    QTRY_VERIFY(shown.isAtEnd());
    shown.view.hide();
    QSignalSpy sight(&shown.view, &LogView::sightChanged);
    shown.fill(1000);
    QCOMPARE(shown.rows.count(), 1010);
    QCoreApplication::processEvents();
    QVERIFY(sight.isEmpty());
    shown.view.show();
    QTRY_VERIFY(shown.isAtEnd() && shown.bar()->maximum() > 900);
}

void TestLogView::minimapGoesThere()
{
    LogSheet sheet({});
    sheet.resize(900, 500);
    sheet.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sheet));
    for (int i = 0; i < 300'000; ++i)
        add(sheet.store(), "line " + QByteArray::number(i),
            i == 150'001 ? LogLevel::Error : LogLevel::Info);
    sheet.store()->commit();
    auto *map = sheet.findChild<LogMinimap *>();
    QVERIFY(map && map->isVisible());
    QTRY_COMPARE(sheet.rows()->count(), 300'000);
    map->setStale();
    const QColor bad = roleColor(ColorRole::Bad, map->palette());
    QTRY_COMPARE(map->grab().toImage().pixelColor(2, map->height() / 2), bad);
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint(2, map->height() / 2));
    QVERIFY(std::abs(*sheet.view()->currentLine() - 150'001) < 1000);
    QVERIFY(!sheet.view()->isFollowing());
}

void TestLogView::histogramStaysBounded()
{
    LogHistogram histogram;
    constexpr int lines = 100'000;
    for (int i = 0; i < lines; ++i)
        histogram.add(i, 1'000'000 + qint64(i) * 1000,
                      i % 10 == 0 ? LogLevel::Error : LogLevel::Info);
    QVERIFY(histogram.bins().size() <= LogHistogram::mostBins);
    QVERIFY(histogram.bins().size() > LogHistogram::mostBins / 4);
    qint64 all = 0;
    qint64 errors = 0;
    for (const LogHistogram::Bin &bin : histogram.bins()) {
        all += bin.lines();
        errors += bin.errors;
    }
    QCOMPARE(all, lines);
    QCOMPARE(errors, lines / 10);
    // A time leads to the first line of its while.
    const size_t bin = histogram.binOf(1'000'000 + 50'000LL * 1000);
    const qint64 first = histogram.bins()[bin].first;
    QVERIFY(first <= 50'000 && first > 50'000 - histogram.binMs() / 1000 - 1);
    QCOMPARE(histogram.binOf(0), size_t(0));
    histogram.add(lines, 5, LogLevel::Warn); // the clock was set back
    QCOMPARE(histogram.bins()[0].warnings, 1U);
}

void TestLogView::timelineGoesThere()
{
    LogSheet sheet({});
    sheet.resize(900, 400);
    sheet.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sheet));
    auto *timeline = sheet.findChild<LogTimeline *>(u"logTimeline"_s);
    LogStore *store = sheet.store();
    const auto addAt = [&](int lines, qint64 ms, LogLevel level) {
        for (int i = 0; i < lines; ++i)
            store->append({.bytes = "line", .level = level, .arrivedMs = ms});
        store->commit();
    };
    addAt(100, 0, LogLevel::Info); // there before we looked
    addAt(100, 1'000'000, LogLevel::Info);
    QTRY_COMPARE(timeline->histogram().bins().size(), size_t(1));
    QVERIFY(!timeline->isVisible()); // one while tells nothing
    addAt(200, 1'010'000, LogLevel::Error);
    addAt(300, 1'020'000, LogLevel::Info);
    QTRY_VERIFY(timeline->isVisible());
    // In the middle stand the errors.
    QTest::mouseClick(timeline, Qt::LeftButton, {}, {timeline->width() / 2, 5});
    QCOMPARE(sheet.view()->currentLine(), std::optional<qint64>(200));
    QVERIFY(timeline->wordsAt(timeline->width() / 2).contains(u"200"_s));
    timeline->setFocus();
    QTest::keyClick(timeline, Qt::Key_Right);
    QCOMPARE(sheet.view()->currentLine(), std::optional<qint64>(400));
    QTest::keyClick(timeline, Qt::Key_Left);
    QCOMPARE(sheet.view()->currentLine(), std::optional<qint64>(200));
    QTest::keyClick(timeline, Qt::Key_Home);
    QCOMPARE(sheet.view()->currentLine(), std::optional<qint64>(100));
    // What is shown counts, not what is there.
    LogFilter errors;
    errors.levels = quint8(1 << int(LogLevel::Error));
    sheet.setFilter(errors);
    QTRY_COMPARE(timeline->histogram().bins().size(), size_t(1));
    QCOMPARE(timeline->histogram().bins()[0].errors, 200U);
}

void TestLogView::characterGrid()
{
    const LogLayout layout("a\tb\xe6\x97\xa5"
                           "e\xcc\x81x",
                           false);
    QCOMPARE(layout.cells(), 8 + 1 + 2 + 1 + 1);
    QCOMPARE(layout.columnOf(1), 1);
    QCOMPARE(layout.columnOf(2), 8);
    QCOMPARE(layout.positionAt(5), 1);
    QCOMPARE(layout.positionAt(10), 3);
    QCOMPARE(layout.positionAt(11), 4); // the letter, and not what stands on it
    QCOMPARE(layout.positionAt(12), 6);
    QCOMPARE(layout.positionAt(99), layout.length());
    const LogLayout plain("abc", true);
    QCOMPARE(plain.positionAt(2), 2);
    QCOMPARE(plain.text(1, 10), u"bc"_s);
}

QTEST_MAIN(TestLogView)
#include "tst_logview.moc"
