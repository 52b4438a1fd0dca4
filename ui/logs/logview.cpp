// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// What is in sight: geometry, scroll bars, and following the end.
#include "ui/logs/logview.h"

#include "ui/logs/logaccessible.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto frame = 16ms; // what comes within one is drawn once
constexpr int smallestZoom = 50;
constexpr int largestZoom = 300;
constexpr int fewestColumns = 10;
constexpr int mostServiceCells = 18;

} // namespace

LogView::LogView(LogRows *rows, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_rows(rows)
    , m_store(rows->store())
    , m_layouts(rows->store())
    , m_pill(new QPushButton(viewport()))
{
    installLogAccessibility();
    setObjectName(u"logView"_s);
    setAccessibleName(tr("Log lines"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_pill->setObjectName(u"logPill"_s);
    m_pill->setCursor(Qt::ArrowCursor);
    m_pill->setFocusPolicy(Qt::NoFocus); // F does the same
    setButtonRole(m_pill, ButtonRole::Prominent);
    m_pill->hide();
    connect(m_pill, &QPushButton::clicked, this, [this] { setFollowing(true); });
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, &LogView::catchUp);
    connect(&m_dragTimer, &QTimer::timeout, this, &LogView::dragFurther);
    m_ageTimer.setInterval(1s);
    connect(&m_ageTimer, &QTimer::timeout, this, [this] {
        if (isVisible())
            viewport()->update();
    });
    connect(rows, &LogRows::grown, this, &LogView::onGrown);
    connect(rows, &LogRows::shrunk, this, &LogView::onShrunk);
    connect(rows, &LogRows::changed, this, &LogView::onChanged);
    connect(m_store, &LogStore::trimmed, this, [this] { m_layouts.clear(); });
    connect(m_store, &LogStore::cleared, this, [this] { m_layouts.clear(); });
    m_seenEnd = m_store->endLine();
    updateFont();
}

LogView::~LogView() = default;

void LogView::updateFont()
{
    QFont font = monospaceFont(this);
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * m_zoom / 100);
    else
        font.setPixelSize(std::max(4, font.pixelSize() * m_zoom / 100));
    m_grid = LogGrid(font);
    updateGeometry();
    updateBars();
    viewport()->update();
}

void LogView::updateGeometry()
{
    const qreal gap = m_grid.cell;
    m_geometry = {};
    // A strip and a letter for the level.
    qreal x = gap * 2 + 2;
    m_geometry.numberX = x;
    switch (m_gutter) {
    case LogGutter::None:
        break;
    case LogGutter::Number:
        m_geometry.numberCells = std::max(4, int(QString::number(m_store->endLine()).size()));
        break;
    case LogGutter::Time:
        m_geometry.numberCells = 12;
        break;
    case LogGutter::Age:
        m_geometry.numberCells = 5;
        break;
    }
    if (m_geometry.numberCells > 0)
        x += m_geometry.numberCells * m_grid.cell + gap;
    m_geometry.serviceX = x;
    if (m_services) {
        int longest = 4;
        for (const QString &name : m_store->services())
            longest = std::max(longest, int(name.size()));
        m_geometry.serviceCells = std::min(longest, mostServiceCells);
        x += m_geometry.serviceCells * m_grid.cell + gap;
    }
    m_geometry.textX = x;
    const int columns = int((viewport()->width() - x) / m_grid.cell);
    m_rows->setWrapColumns(m_wrapped ? std::max(fewestColumns, columns) : 0);
}

int LogView::visibleRows() const
{
    return std::max(1, viewport()->height() / m_grid.row);
}

qint64 LogView::top() const
{
    return verticalScrollBar()->value();
}

void LogView::updateBars()
{
    const bool setting = std::exchange(m_settingBars, true);
    const qint64 most = std::max<qint64>(0, m_rows->totalRows() - visibleRows());
    verticalScrollBar()->setRange(0, int(std::min<qint64>(most, INT_MAX)));
    verticalScrollBar()->setPageStep(visibleRows());
    verticalScrollBar()->setSingleStep(1);
    const int columns = int((viewport()->width() - m_geometry.textX) / m_grid.cell);
    const qint64 wider = m_wrapped ? 0 : m_rows->widest() + 1 - columns;
    horizontalScrollBar()->setRange(0, int(std::clamp<qint64>(wider, 0, INT_MAX)));
    horizontalScrollBar()->setPageStep(std::max(1, columns));
    constexpr int sideways = 8;
    horizontalScrollBar()->setSingleStep(sideways);
    m_settingBars = setting;
}

void LogView::onGrown()
{
    // A view that nobody sees catches up when it is shown.
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start(frame);
}

void LogView::catchUp()
{
    const int digits = int(QString::number(m_store->endLine()).size());
    if (m_gutter == LogGutter::Number && digits > m_geometry.numberCells)
        updateGeometry();
    const qsizetype services = m_store->services().size();
    if (m_services && services != m_servicesSeen)
        updateGeometry();
    m_servicesSeen = services;
    updateBars();
    if (m_following)
        scrollToEnd();
    placePill();
    viewport()->update();
    emit sightChanged();
}

void LogView::onShrunk(qint64 rows)
{
    const bool setting = std::exchange(m_settingBars, true);
    const int value = verticalScrollBar()->value();
    updateBars();
    verticalScrollBar()->setValue(int(std::max<qint64>(0, value - rows)));
    m_settingBars = setting;
    onGrown();
}

void LogView::onChanged()
{
    if (m_changing)
        return;
    m_changing = true; // the geometry below may change the wrap, and that again the rows
    const qint64 line = m_topLine;
    updateGeometry();
    m_changing = false;
    updateBars();
    const bool setting = std::exchange(m_settingBars, true);
    if (m_following)
        scrollToEnd();
    else
        verticalScrollBar()->setValue(int(m_rows->topOf(m_rows->indexOf(line))));
    m_settingBars = setting;
    m_topLine = line;
    placePill();
    viewport()->update();
    emit sightChanged();
}

void LogView::scrollToEnd()
{
    const bool setting = std::exchange(m_settingBars, true);
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    m_settingBars = setting;
    m_seenEnd = m_rows->count() > 0 ? m_rows->lineAt(m_rows->count() - 1) + 1 : m_seenEnd;
}

void LogView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx);
    if (m_rows->count() > 0)
        m_topLine = m_rows->lineAt(m_rows->placeAt(top()).index);
    if (dy != 0 && !m_settingBars) // somebody scrolled
        setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
    viewport()->update();
    emit sightChanged();
}

void LogView::setFollowing(bool following)
{
    if (following)
        scrollToEnd();
    if (following != m_following) {
        if (!following)
            m_seenEnd = m_rows->count() > 0 ? m_rows->lineAt(m_rows->count() - 1) + 1 : 0;
        m_following = following;
        emit followingChanged(following);
    }
    placePill();
}

qint64 LogView::unseen() const
{
    return m_following ? 0 : m_rows->count() - m_rows->indexOf(m_seenEnd);
}

void LogView::placePill()
{
    const qint64 lines = unseen();
    if (std::exchange(m_unseenTold, lines) != lines)
        emit unseenChanged(lines);
    m_pill->setVisible(lines > 0);
    if (lines <= 0)
        return;
    const QString words = tr("↓ %n new line(s)", nullptr, int(std::min<qint64>(lines, INT_MAX)));
    m_pill->setText(words);
    m_pill->setAccessibleName(words);
    m_pill->resize(m_pill->sizeHint());
    m_pill->move((viewport()->width() - m_pill->width()) / 2,
                 viewport()->height() - m_pill->height() - m_grid.row / 2);
    m_pill->raise();
}

void LogView::setGutter(LogGutter gutter)
{
    m_gutter = gutter;
    if (gutter == LogGutter::Age)
        m_ageTimer.start();
    else
        m_ageTimer.stop();
    onChanged();
}

void LogView::setWrapped(bool wrapped)
{
    m_wrapped = wrapped;
    horizontalScrollBar()->setValue(0);
    onChanged();
}

void LogView::setServicesShown(bool shown)
{
    m_services = shown;
    onChanged();
}

void LogView::setZoom(int percent)
{
    percent = std::clamp(percent, smallestZoom, largestZoom);
    if (std::exchange(m_zoom, percent) == percent)
        return;
    updateFont();
    onChanged();
    emit zoomChanged(percent);
}

void LogView::setHighlights(const QList<LogPattern> &patterns)
{
    m_patterns = patterns;
    viewport()->update();
}

std::optional<qint64> LogView::currentLine() const
{
    if (m_current < m_store->firstLine() || m_current >= m_store->endLine())
        return std::nullopt;
    return m_current;
}

void LogView::setCurrent(qint64 line)
{
    if (std::exchange(m_current, line) == line)
        return;
    viewport()->update();
    emit currentChanged();
}

void LogView::goTo(qint64 line)
{
    if (m_rows->count() == 0)
        return;
    const qint64 index = std::min(m_rows->indexOf(line), m_rows->count() - 1);
    const qint64 row = m_rows->topOf(index);
    setFollowing(false);
    if (row < top() || row >= top() + visibleRows() - 1) {
        const bool setting = std::exchange(m_settingBars, true);
        verticalScrollBar()->setValue(int(std::max<qint64>(0, row - visibleRows() / 3)));
        m_settingBars = setting;
    }
    setCurrent(m_rows->lineAt(index));
}

void LogView::setOpened(qint64 line, bool opened)
{
    m_rows->setOpened(line, opened ? openedLogLine(m_store->bytes(line)) : QStringList());
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    onChanged();
}

void LogView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    updateFont();
    catchUp();
}

void LogView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateFont();
    else if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace angee
