// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/celldelegate.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/tableproxy.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace angee {

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
    QStyleOptionViewItem copy(option);
    // The whole row answers to the mouse, not the cell alone.
    copy.state.setFlag(QStyle::State_MouseOver, false);
    if (index.row() == m_hoveredRow && !(option.state & QStyle::State_Selected))
        painter->fillRect(option.rect, roleColor(ColorRole::Hover, option.palette));
    copy.rect.setBottom(copy.rect.bottom() - 1);
    QStyledItemDelegate::paint(painter, copy, index);
    painter->fillRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1,
                      roleColor(ColorRole::NeutralBackground, option.palette));
    if (option.state & QStyle::State_Selected && isFirstShown(index.column()))
        painter->fillRect(option.rect.x(), option.rect.y(), 3, option.rect.height() - 1,
                          roleColor(ColorRole::Accent, option.palette));
}

} // namespace angee
