// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/celldelegate.h"

#include "core/base/visibletext.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/tableproxy.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace angee {

namespace {

constexpr int cellMargin = 7;

} // namespace

CellDelegate::CellDelegate(QTableView *view)
    : QStyledItemDelegate(view)
    , m_view(view)
{
    updateFonts();
}

CellDelegate::~CellDelegate() = default;

void CellDelegate::updateFonts()
{
    m_monospace = monospaceFont(m_view);
}

void CellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode = Qt::ElideRight;
    const auto *proxy = qobject_cast<const TableProxy *>(index.model());
    if (!proxy || !proxy->table())
        return;
    switch (proxy->table()->columns().at(index.column()).kind) {
    case TableColumn::Kind::Path:
        option->textElideMode = Qt::ElideMiddle;
        option->font = m_monospace;
        break;
    case TableColumn::Kind::Code:
        option->font = m_monospace;
        break;
    case TableColumn::Kind::Status: {
        const QVariant status = index.data(TableModelBase::StatusRole);
        if (!status.isValid())
            break;
        option->icon = Icon::status(static_cast<Status>(status.toInt()));
        option->features |= QStyleOptionViewItem::HasDecoration;
        const int side = m_view->style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, m_view);
        option->decorationSize = QSize(side, side);
        break;
    }
    default:
        break;
    }
}

QString CellDelegate::displayText(const QVariant &value, const QLocale &locale) const
{
    return shownLine(QStyledItemDelegate::displayText(value, locale));
}

bool CellDelegate::isFirstShown(int column) const
{
    const QHeaderView *header = m_view->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (!header->isSectionHidden(logical))
            return logical == column;
    }
    return false;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto color = [&option](ColorRole role) { return roleColor(role, option.palette); };
    const bool selected = option.state & QStyle::State_Selected;
    // The whole row answers to the mouse, not the cell alone.
    if (selected || index.row() == m_hoveredRow)
        painter->fillRect(option.rect, color(selected ? ColorRole::Selection : ColorRole::Hover));
    QStyleOptionViewItem cell(option);
    cell.rect.setBottom(cell.rect.bottom() - 1);
    if (isPlain(index)) {
        paintPlain(painter, cell, index);
    } else {
        cell.state.setFlag(QStyle::State_MouseOver, false);
        QStyledItemDelegate::paint(painter, cell, index);
    }
    painter->fillRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1,
                      color(ColorRole::NeutralBackground));
    if (m_groupColumn >= 0 && index.row() > 0 && beginsGroup(index))
        painter->fillRect(option.rect.x(), option.rect.y() - 1, option.rect.width(), 2,
                          color(ColorRole::Border));
    if (selected && isFirstShown(index.column()))
        painter->fillRect(option.rect.x(), option.rect.y(), 3, option.rect.height() - 1,
                          color(ColorRole::Accent));
}

void CellDelegate::setGroupColumn(int column)
{
    m_groupColumn = column;
    m_view->viewport()->update();
}

bool CellDelegate::beginsGroup(const QModelIndex &index) const
{
    const QModelIndex word = index.siblingAtColumn(m_groupColumn);
    return index.row() == 0 || word.data() != word.siblingAtRow(index.row() - 1).data();
}

bool CellDelegate::isPlain(const QModelIndex &index) const
{
    return qobject_cast<const TableProxy *>(index.model()) && !index.data(Qt::FontRole).isValid()
        && !index.data(Qt::ForegroundRole).isValid() && !index.data(Qt::BackgroundRole).isValid()
        && !index.data(Qt::CheckStateRole).isValid() && !index.data(Qt::DecorationRole).isValid();
}

// The style shapes each text four times to find out how it fits; here once or twice, which halves
// the time of a whole table.
void CellDelegate::paintPlain(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const auto *table = static_cast<const TableProxy *>(index.model())->table();
    if (!table)
        return;
    const TableColumn::Kind kind = table->columns().at(index.column()).kind;
    const bool code = kind == TableColumn::Kind::Path || kind == TableColumn::Kind::Code;
    const bool rtl = option.direction == Qt::RightToLeft;
    QRect room = option.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    if (const QVariant status = index.data(TableModelBase::StatusRole); status.isValid()) {
        const int side = m_view->style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, m_view);
        QRect place(room.x(), room.center().y() - side / 2, side, side);
        if (rtl)
            place.moveRight(room.right());
        Icon::status(static_cast<Status>(status.toInt())).paint(painter, place);
        room.adjust(rtl ? 0 : side + cellMargin, 0, rtl ? -side - cellMargin : 0, 0);
    }
    QFont font = code ? m_monospace : option.font;
    const bool isGroup = index.column() == m_groupColumn;
    const bool isFirst = isGroup && beginsGroup(index);
    font.setBold(font.bold() || isFirst);
    painter->setFont(font);
    const QFontMetrics metrics = painter->fontMetrics();
    QString text = shownLine(index.data().toString());
    int width = metrics.horizontalAdvance(text);
    if (width > room.width()) {
        const bool path = kind == TableColumn::Kind::Path;
        text = metrics.elidedText(text, path ? Qt::ElideMiddle : Qt::ElideRight, room.width());
        width = metrics.horizontalAdvance(text);
    }
    const bool number = kind == TableColumn::Kind::Number || kind == TableColumn::Kind::Time;
    const int x = number != rtl ? room.right() + 1 - width : room.x();
    const int y = room.y() + (room.height() - metrics.height()) / 2 + metrics.ascent();
    painter->setPen(option.palette.color(
        option.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled,
        isGroup && !isFirst ? QPalette::PlaceholderText : QPalette::Text));
    painter->drawText(QPointF(x, y), text);
    if (option.state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect ring;
        ring.QStyleOption::operator=(option);
        m_view->style()->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, painter, m_view);
    }
}

} // namespace angee
