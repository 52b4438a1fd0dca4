// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/systemappearance.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDBusContext>
#include <QDBusMessage>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QVBoxLayout>

using namespace angee;
using namespace Qt::StringLiterals;

//! \brief The settings portal of a desktop, on a bus of its own.
class Portal final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 1;

public slots:
    // NOLINTNEXTLINE(readability-identifier-naming)
    QDBusVariant Read(const QString &, const QString &) const
    {
        return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme)));
    }
};

class PaletteCounter final : public QWidget
{
public:
    int changes = 0;

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::PaletteChange)
            ++changes;
        QWidget::changeEvent(event);
    }
};

class TestTheme final : public QObject
{
    Q_OBJECT

private slots:
    void textIsReadable_data();
    void textIsReadable();
    void edgesAreVisible_data();
    void edgesAreVisible();
    void designedColors_data();
    void designedColors();
    void readableOnAnyProfileColor();
    void switchReachesWidgets();
    void systemWishIsFollowed();
    void portalIsHeard();
    void zoomScalesTheFont();
    void spacingIsAGrid();
    void focusRingIsSeen_data();
    void focusRingIsSeen();
};

namespace {

const QList<ColorRole> grounds{
    ColorRole::Window, ColorRole::Base,    ColorRole::Selection,
    ColorRole::Hover,  ColorRole::Control, ColorRole::NeutralBackground,
};

QColor of(ColorRole role, bool dark)
{
    return roleColor(role, makePalette(dark));
}

void addBothThemes()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void verifyContrast(const QColor &ink, const QColor &ground, double least)
{
    const double ratio = contrastRatio(ink, ground);
    QVERIFY2(ratio >= least,
             qPrintable(u"%1 on %2 is %3, needs %4"_s.arg(ink.name(), ground.name())
                            .arg(ratio, 0, 'f', 2)
                            .arg(least)));
}

} // namespace

void TestTheme::textIsReadable_data()
{
    addBothThemes();
}

void TestTheme::textIsReadable()
{
    QFETCH(bool, dark);
    const QPalette palette = makePalette(dark);
    const QList<ColorRole> inks{ColorRole::Text,   ColorRole::SecondaryText, ColorRole::Accent,
                                ColorRole::Good,   ColorRole::Warning,       ColorRole::Bad,
                                ColorRole::Neutral};
    for (const ColorRole ink : inks)
        for (const ColorRole ground : grounds)
            verifyContrast(of(ink, dark), of(ground, dark), 4.5);
    for (const QPalette::ColorRole ink : {QPalette::Text, QPalette::WindowText, QPalette::Link,
                                          QPalette::PlaceholderText, QPalette::ButtonText})
        for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base, QPalette::Button,
                                                 QPalette::AlternateBase, QPalette::Highlight})
            verifyContrast(palette.color(ink), palette.color(ground), 4.5);
    verifyContrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight),
                   4.5);
    verifyContrast(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase), 4.5);
    verifyContrast(of(ColorRole::AccentText, dark), of(ColorRole::Accent, dark), 4.5);
    verifyContrast(of(ColorRole::Text, dark), of(ColorRole::Pressed, dark), 4.5);
    const QList<QPair<ColorRole, ColorRole>> tinted{
        {ColorRole::Good, ColorRole::GoodBackground},
        {ColorRole::Warning, ColorRole::WarningBackground},
        {ColorRole::Bad, ColorRole::BadBackground},
    };
    for (const auto &[ink, ground] : tinted) {
        verifyContrast(of(ink, dark), of(ground, dark), 4.5);
        verifyContrast(of(ColorRole::Text, dark), of(ground, dark), 4.5);
        verifyContrast(of(ColorRole::SecondaryText, dark), of(ground, dark), 4.5);
    }
}

void TestTheme::edgesAreVisible_data()
{
    addBothThemes();
}

void TestTheme::edgesAreVisible()
{
    QFETCH(bool, dark);
    for (const ColorRole ground : {ColorRole::Window, ColorRole::Base, ColorRole::Control}) {
        verifyContrast(of(ColorRole::Border, dark), of(ground, dark), 3.0);
        verifyContrast(of(ColorRole::Accent, dark), of(ground, dark), 3.0);
        verifyContrast(of(ColorRole::DisabledText, dark), of(ground, dark), 3.0);
    }
    verifyContrast(of(ColorRole::Accent, dark), of(ColorRole::Selection, dark), 3.0);
    for (const ColorRole ground : {ColorRole::GoodBackground, ColorRole::WarningBackground,
                                   ColorRole::BadBackground, ColorRole::NeutralBackground})
        verifyContrast(of(ColorRole::Border, dark), of(ground, dark), 2.9);
}

void TestTheme::designedColors_data()
{
    QTest::addColumn<ColorRole>("role");
    QTest::addColumn<QString>("light");
    QTest::addColumn<QString>("dark");
    QTest::newRow("window") << ColorRole::Window << u"#f5f6f8"_s << u"#1b1e24"_s;
    QTest::newRow("base") << ColorRole::Base << u"#ffffff"_s << u"#15181d"_s;
    QTest::newRow("text") << ColorRole::Text << u"#1b2430"_s << u"#e4e8ee"_s;
    QTest::newRow("secondary") << ColorRole::SecondaryText << u"#55606e"_s << u"#a3adba"_s;
    QTest::newRow("separator") << ColorRole::Separator << u"#d5dae1"_s << u"#323843"_s;
    QTest::newRow("border") << ColorRole::Border << u"#7f8998"_s << u"#6f7888"_s;
    QTest::newRow("accent") << ColorRole::Accent << u"#1f5fbf"_s << u"#6ea8ff"_s;
    QTest::newRow("accent text") << ColorRole::AccentText << u"#ffffff"_s << u"#0d1420"_s;
    QTest::newRow("good") << ColorRole::Good << u"#17703a"_s << u"#5fd08a"_s;
    QTest::newRow("warning") << ColorRole::Warning << u"#8a5300"_s << u"#f0b455"_s;
    QTest::newRow("bad") << ColorRole::Bad << u"#b3261e"_s << u"#ff8a80"_s;
    QTest::newRow("neutral") << ColorRole::Neutral << u"#55606e"_s << u"#a3adba"_s;
}

void TestTheme::designedColors()
{
    QFETCH(ColorRole, role);
    QTEST(of(role, false).name(), "light");
    QTEST(of(role, true).name(), "dark");
}

void TestTheme::readableOnAnyProfileColor()
{
    for (int hue = 0; hue < 360; hue += 15)
        for (const int lightness : {40, 90, 128, 170, 220}) {
            const QColor ground = QColor::fromHsl(hue, 200, lightness);
            verifyContrast(readableOn(ground), ground, 4.5);
        }
}

void TestTheme::switchReachesWidgets()
{
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    PaletteCounter widget;
    QSignalSpy spy(&theme, &Theme::darkChanged);
    widget.show();
    widget.changes = 0;

    theme.setScheme(Theme::Scheme::Dark);
    QCoreApplication::processEvents();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toBool(), true);
    QVERIFY(widget.changes > 0);
    QVERIFY(isDark(widget.palette()));
    QCOMPARE(widget.palette().color(QPalette::Base), of(ColorRole::Base, true));

    theme.setScheme(Theme::Scheme::Dark);
    QCOMPARE(spy.size(), 1);
}

void TestTheme::systemWishIsFollowed()
{
    Theme theme;
    theme.assumeSystemDark(true);
    theme.setScheme(Theme::Scheme::System);
    QVERIFY(theme.dark());
    theme.setScheme(Theme::Scheme::Light);
    QVERIFY(!theme.dark());
    theme.assumeSystemDark(true);
    QVERIFY(!theme.dark());
    theme.setScheme(Theme::Scheme::System);
    QVERIFY(theme.dark());
    theme.assumeSystemDark(false);
    QVERIFY(!theme.dark());
}

void TestTheme::portalIsHeard()
{
    if (QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty())
        QSKIP("dbus-daemon is not installed");
    QProcess daemon;
    daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QTRY_VERIFY(daemon.canReadLine());
    const QString address = QString::fromUtf8(daemon.readLine()).trimmed();
    {
        QDBusConnection desktop = QDBusConnection::connectToBus(address, u"desktop"_s);
        QDBusConnection console = QDBusConnection::connectToBus(address, u"console"_s);
        QVERIFY(desktop.isConnected());
        Portal portal;
        QVERIFY(desktop.registerObject(u"/org/freedesktop/portal/desktop"_s, &portal,
                                       QDBusConnection::ExportAllSlots
                                           | QDBusConnection::ExportAllSignals));
        QVERIFY(desktop.registerService(u"org.freedesktop.portal.Desktop"_s));

        SystemAppearance appearance(console);
        QSignalSpy spy(&appearance, &SystemAppearance::darkChanged);
        QTRY_COMPARE(spy.size(), 1);
        QCOMPARE(spy.takeFirst().first().toBool(), true);

        // Another program speaks, as the portal of a desktop would.
        const auto announce = [&address](const QString &key) {
            QProcess sender;
            sender.start(u"dbus-send"_s,
                         {u"--bus="_s + address, u"--type=signal"_s,
                          u"/org/freedesktop/portal/desktop"_s,
                          u"org.freedesktop.portal.Settings.SettingChanged"_s,
                          u"string:org.freedesktop.appearance"_s, u"string:"_s + key,
                          u"variant:uint32:2"_s});
            QVERIFY(sender.waitForFinished());
            QCOMPARE(sender.exitCode(), 0);
        };
        announce(u"accent-color"_s);
        announce(u"color-scheme"_s);
        QTRY_COMPARE(spy.size(), 1);
        QCOMPARE(spy.takeFirst().first().toBool(), false);
    }
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    QDBusConnection::disconnectFromBus(u"console"_s);
    daemon.kill();
    daemon.waitForFinished();
}

void TestTheme::zoomScalesTheFont()
{
    Theme theme;
    const double size = QApplication::font().pointSizeF();
    theme.setZoom(200);
    QCOMPARE(QApplication::font().pointSizeF(), size * 2);
    theme.setZoom(1000);
    QCOMPARE(theme.zoom(), 300);
    theme.setZoom(100);
    QCOMPARE(QApplication::font().pointSizeF(), size);
}

void TestTheme::spacingIsAGrid()
{
    QWidget widget;
    for (const double size : {6.0, 9.0, 12.0, 18.0, 27.0}) {
        QFont font = widget.font();
        font.setPointSizeF(size);
        widget.setFont(font);
        QCOMPARE(spacing(1, &widget) % 4, 0);
        QVERIFY(spacing(1, &widget) >= 4);
        QCOMPARE(spacing(3, &widget), 3 * spacing(1, &widget));
    }
    QVERIFY(spacing(1, &widget) > 4);
    QVERIFY(QFontInfo(monospaceFont(&widget)).fixedPitch());
    QCOMPARE(monospaceFont(&widget).pointSizeF(), widget.font().pointSizeF());
}

void TestTheme::focusRingIsSeen_data()
{
    addBothThemes();
}

void TestTheme::focusRingIsSeen()
{
    QFETCH(bool, dark);
    Theme theme;
    theme.setScheme(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    QWidget window;
    QVBoxLayout layout(&window);
    QPushButton button(u"Restart"_s);
    QLineEdit edit(u"text"_s);
    layout.addWidget(&button);
    layout.addWidget(&edit);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));

    for (QWidget *control : {static_cast<QWidget *>(&button), static_cast<QWidget *>(&edit)}) {
        control->clearFocus();
        const QImage plain = control->grab().toImage();
        control->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(control->hasFocus());
        const QImage focused = control->grab().toImage();
        // The left edge, away from the corners and from text or caret.
        const QPoint at(1, control->height() / 2);
        QVERIFY2(contrastRatio(focused.pixelColor(at), plain.pixelColor(at)) >= 3.0
                     || contrastRatio(focused.pixelColor(at), of(ColorRole::Window, dark)) >= 3.0,
                 control->metaObject()->className());
        QVERIFY(focused != plain);
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
