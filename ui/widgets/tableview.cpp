// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/tableview.h"

#include "core/base/logging.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/tableproxy.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QStyleHints>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

TableView::TableView(TableProxy *proxy, QWidget *parent)
    : QTableView(parent)
    , m_proxy(proxy)
    , m_delegate(new CellDelegate(this))
{
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false); // Tab leaves the table
    setHorizontalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setTextElideMode(Qt::ElideRight);
    updateRowHeight();
    setModel(proxy);
    setSortingEnabled(true);

    connect(proxy, &TableProxy::aboutToUpdate, this, &TableView::keepPlace);
    connect(proxy, &TableProxy::countsChanged, this, &TableView::restorePlace);
}

TableView::~TableView() = default;

void TableView::updateRowHeight()
{
    const int height = fontMetrics().height() * 17 / 10;
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void TableView::keepPlace()
{
    m_place.clear();
    const int first = verticalScrollBar()->value();
    const int last = rowAt(viewport()->height() - 1);
    for (int row = first; first > 0 && row <= (last < 0 ? m_proxy->rowCount() - 1 : last); ++row)
        m_place.append(m_proxy->index(row, 0));
}

// Rows that come and go above must not push what is on screen away. A row that found a place of its
// own says nothing about the others, so the middle one of all shifts counts.
void TableView::restorePlace()
{
    const int first = verticalScrollBar()->value();
    QList<int> shifts;
    for (qsizetype i = 0; i < m_place.size(); ++i)
        if (m_place[i].isValid())
            shifts.append(m_place[i].row() - first - int(i));
    m_place.clear();
    if (shifts.isEmpty())
        return;
    const auto middle = shifts.begin() + shifts.size() / 2;
    std::nth_element(shifts.begin(), middle, shifts.end());
    if (*middle == 0)
        return;
    updateGeometries(); // the new range first
    verticalScrollBar()->setValue(first + *middle);
}

QModelIndexList TableView::selectedRows() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    return rows;
}

QString TableView::selectedText() const
{
    const QHeaderView *header = horizontalHeader();
    QList<int> columns;
    for (int visual = 0; visual < header->count(); ++visual)
        if (!header->isSectionHidden(header->logicalIndex(visual)))
            columns.append(header->logicalIndex(visual));
    QStringList lines;
    for (const QModelIndex &row : selectedRows()) {
        QStringList cells;
        for (const int column : std::as_const(columns)) {
            const QModelIndex cell = row.siblingAtColumn(column);
            const bool time =
                m_proxy->table()->columns().at(column).kind == TableColumn::Kind::Time;
            cells.append(cell.data(time ? int(TableModelBase::FilterRole) : int(Qt::DisplayRole))
                             .toString()
                             .replace(u'\t', u' ')
                             .replace(u'\n', u' '));
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

QString TableView::selectedNames() const
{
    QStringList names;
    for (const QModelIndex &row : selectedRows())
        names.append(row.data(TableModelBase::NameRole).toString());
    return names.join(u'\n');
}

void TableView::popup(QMenu *menu, const QPoint &globalPosition)
{
    m_proxy->setFrozen(true);
    connect(
        menu, &QMenu::aboutToHide, m_proxy, [proxy = m_proxy] { proxy->setFrozen(false); },
        Qt::SingleShotConnection);
    setPressed(false); // the menu will take the release
    menu->popup(globalPosition);
}

// Qt 6.4 tells readers that the focus moved here, wherever it is.
void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    if (hasFocus())
        QTableView::currentChanged(current, previous);
    else
        QAbstractItemView::currentChanged(current, previous);
}

void TableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!m_hasShownRows && m_proxy->rowCount() > 0) {
        m_hasShownRows = true;
        qCDebug(startupLog) << "first rows"; // what the start-up benchmark waits for
    }
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    const bool copyName = event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)
        && event->key() == Qt::Key_C;
    if (copyName) {
        QGuiApplication::clipboard()->setText(selectedNames());
    } else if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectedText());
    } else if (event->text() == u"/"_s) {
        emit filterWanted();
    } else {
        QTableView::keyPressEvent(event);
        return;
    }
    event->accept();
}

void TableView::keyboardSearch(const QString &text)
{
    const bool goesOn = m_sinceTyped.isValid()
        && m_sinceTyped.elapsed() < QGuiApplication::styleHints()->keyboardInputInterval();
    m_sinceTyped.start();
    m_typed = goesOn ? m_typed + text : text;
    const int rows = m_proxy->rowCount();
    // One letter steps on to the next name, more letters may stay at this one.
    const int from = qMax(0, currentIndex().row()) + (m_typed.size() == 1 ? 1 : 0);
    for (int i = 0; i < rows; ++i) {
        const QModelIndex index =
            m_proxy->index((from + i) % rows, qMax(0, currentIndex().column()));
        if (index.data(TableModelBase::NameRole)
                .toString()
                .startsWith(m_typed, Qt::CaseInsensitive)) {
            setCurrentIndex(index);
            return;
        }
    }
}

void TableView::setPressed(bool pressed)
{
    if (pressed == m_pressed)
        return;
    m_pressed = pressed;
    m_proxy->setFrozen(pressed);
}

void TableView::mousePressEvent(QMouseEvent *event)
{
    setPressed(true);
    QTableView::mousePressEvent(event);
}

void TableView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    setPressed(event->buttons() != Qt::NoButton);
}

void TableView::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    setHoveredRow(indexAt(event->position().toPoint()).row());
    setPressed(event->buttons() != Qt::NoButton);
}

bool TableView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

void TableView::setHoveredRow(int row)
{
    const int before = m_delegate->hoveredRow();
    if (row == before)
        return;
    m_delegate->setHoveredRow(row);
    for (const int each : {before, row})
        if (each >= 0)
            viewport()->update(0, rowViewportPosition(each), viewport()->width(), rowHeight(each));
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint position = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid())
        position = viewport()->mapToGlobal(visualRect(currentIndex()).center());
    emit contextMenuWanted(position);
    event->accept();
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        m_delegate->updateFonts();
        updateRowHeight();
    }
}

void TableView::hideEvent(QHideEvent *event)
{
    setPressed(false);
    QTableView::hideEvent(event);
}

} // namespace angee
