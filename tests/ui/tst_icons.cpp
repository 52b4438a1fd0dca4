// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QSet>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

class TestIcons final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QApplication::setPalette(makePalette(false)); }
    void everyNameIsDrawn();
    void everyFileHasAName();
    void colorComesFromThePalette();
    void disabledLooksDisabled();
    void sharpAtEveryScale();
    void statesDifferInShape();
    void labelFollowsTheTheme();
};

namespace {

QImage image(const QIcon &icon, int side, qreal scale = 1, QIcon::Mode mode = QIcon::Normal)
{
    return icon.pixmap(QSize(side, side), scale, mode)
        .toImage()
        .convertToFormat(QImage::Format_ARGB32);
}

// The colour of the most opaque pixel.
QColor inkOf(const QImage &drawn)
{
    QRgb best = 0;
    for (int y = 0; y < drawn.height(); ++y)
        for (int x = 0; x < drawn.width(); ++x)
            if (qAlpha(drawn.pixel(x, y)) > qAlpha(best))
                best = drawn.pixel(x, y);
    return QColor(best);
}

int covered(const QImage &drawn)
{
    int count = 0;
    for (int y = 0; y < drawn.height(); ++y)
        for (int x = 0; x < drawn.width(); ++x)
            count += qAlpha(drawn.pixel(x, y)) > 127;
    return count;
}

QByteArray stencil(const QImage &drawn)
{
    QByteArray bits;
    for (int y = 0; y < drawn.height(); ++y)
        for (int x = 0; x < drawn.width(); ++x)
            bits += qAlpha(drawn.pixel(x, y)) > 127 ? '#' : '.';
    return bits;
}

} // namespace

void TestIcons::everyNameIsDrawn()
{
    QSet<QByteArray> seen;
    for (int i = 0; i < Icon::nameCount; ++i) {
        const QImage drawn = image(Icon::get(static_cast<Icon::Name>(i)), 24);
        QCOMPARE(drawn.size(), QSize(24, 24));
        QVERIFY2(covered(drawn) >= 12, qPrintable(QString::number(i)));
        const QByteArray bits = stencil(drawn);
        QVERIFY2(!seen.contains(bits), qPrintable(QString::number(i)));
        seen.insert(bits);
    }
}

void TestIcons::everyFileHasAName()
{
    const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
    QCOMPARE(files.size(), Icon::nameCount);
}

void TestIcons::colorComesFromThePalette()
{
    const QIcon icon = Icon::get(Icon::Name::Stop);
    QCOMPARE(inkOf(image(icon, 16)), roleColor(ColorRole::Text, makePalette(false)));
    QApplication::setPalette(makePalette(true));
    QCOMPARE(inkOf(image(icon, 16)), roleColor(ColorRole::Text, makePalette(true)));
    QCOMPARE(inkOf(image(Icon::get(Icon::Name::Dot, ColorRole::Bad), 16)),
             roleColor(ColorRole::Bad, makePalette(true)));
    QCOMPARE(inkOf(image(Icon::get(Icon::Name::Dot, QColor(Qt::green)), 16)), QColor(Qt::green));
}

void TestIcons::disabledLooksDisabled()
{
    const QIcon icon = Icon::get(Icon::Name::Dot);
    QCOMPARE(inkOf(image(icon, 16, 1, QIcon::Disabled)),
             roleColor(ColorRole::DisabledText, makePalette(false)));
}

void TestIcons::sharpAtEveryScale()
{
    const QIcon icon = Icon::get(Icon::Name::Service);
    for (const qreal scale : {1.0, 1.5, 2.0, 3.0}) {
        const QPixmap pixmap = icon.pixmap(QSize(16, 16), scale);
        QCOMPARE(pixmap.size(), QSize(16, 16) * scale);
        QCOMPARE(pixmap.devicePixelRatio(), scale);
    }
    // Drawn again for the size, not enlarged: four times the pixels show more than four times
    // detail.
    const QImage enlarged = image(icon, 16).scaled(64, 64);
    QVERIFY(stencil(image(icon, 64)) != stencil(enlarged));
}

void TestIcons::statesDifferInShape()
{
    QSet<QByteArray> shapes;
    for (const Icon::Status status :
         {Icon::Status::Running, Icon::Status::Declared, Icon::Status::Starting,
          Icon::Status::Unhealthy, Icon::Status::Failed, Icon::Status::Stopped, Icon::Status::Done,
          Icon::Status::Unknown, Icon::Status::Restarting, Icon::Status::Paused,
          Icon::Status::Stopping, Icon::Status::Unseen, Icon::Status::Idle})
        shapes.insert(stencil(image(Icon::status(status), 16)));
    QCOMPARE(shapes.size(), 13);
}

void TestIcons::labelFollowsTheTheme()
{
    IconLabel label(Icon::get(Icon::Name::StateRunning, ColorRole::Good));
    label.resize(label.sizeHint());
    label.setAttribute(Qt::WA_TranslucentBackground);
    const QPoint center = label.rect().center();
    QCOMPARE(label.grab().toImage().pixelColor(center),
             roleColor(ColorRole::Good, makePalette(false)));
    QApplication::setPalette(makePalette(true));
    QCOMPARE(label.grab().toImage().pixelColor(center),
             roleColor(ColorRole::Good, makePalette(true)));
}

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
