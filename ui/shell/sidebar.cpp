// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/sidebar.h"

#include "ui/panes/panedescriptor.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

enum Role {
    IdRole = Qt::UserRole + 1,
    TitleRole,
    MarkRole,
    AttentionRole,
};

//! Draws the mark at the right end, which the stock delegate has no place for.
class SidebarDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const auto *sidebar = static_cast<const Sidebar *>(option.widget);
        const QString mark = index.data(MarkRole).toString();
        if (mark.isEmpty() || sidebar->isCollapsed())
            return;
        const bool attention = index.data(AttentionRole).toBool();
        painter->save();
        QFont font = option.font;
        font.setBold(attention);
        painter->setFont(font);
        painter->setPen(
            roleColor(attention ? ColorRole::Warning : ColorRole::SecondaryText, option.palette));
        const int margin = spacing(2, option.widget);
        painter->drawText(option.rect.adjusted(0, 0, -margin, 0), Qt::AlignRight | Qt::AlignVCenter,
                          mark);
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(qRound(option.fontMetrics.lineSpacing() * 2.0));
        return size;
    }
};

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(u"sidebar"_s);
    setAccessibleName(tr("Panes"));
    setItemDelegate(new SidebarDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setUniformItemSizes(true);
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            emit paneChosen(item->data(IdRole).toString());
    });
}

Sidebar::~Sidebar() = default;

void Sidebar::addPane(const PaneDescriptor &descriptor)
{
    const QSignalBlocker blocker(this); // the first item becomes current by being added
    auto *item = new QListWidgetItem(Icon::get(descriptor.icon), descriptor.title, this);
    item->setData(IdRole, descriptor.id);
    item->setData(TitleRole, descriptor.title);
    updateItem(item);
}

void Sidebar::setCurrent(const QString &id)
{
    QListWidgetItem *item = itemOf(id);
    if (!item || item == currentItem())
        return;
    const QSignalBlocker blocker(this);
    setCurrentItem(item);
}

void Sidebar::setMark(const QString &id, const QString &mark, bool attention)
{
    QListWidgetItem *item = itemOf(id);
    if (!item)
        return;
    const QString shown = attention && !mark.endsWith(u'!') ? mark + u"!"_s : mark;
    if (item->data(MarkRole).toString() == shown && item->data(AttentionRole).toBool() == attention)
        return;
    item->setData(MarkRole, shown);
    item->setData(AttentionRole, attention);
    updateItem(item);
}

void Sidebar::setCollapsed(bool collapsed)
{
    if (m_collapsed == collapsed)
        return;
    m_collapsed = collapsed;
    for (int row = 0; row < count(); ++row)
        updateItem(item(row));
    updateGeometry();
}

// Qt 6.4 tells readers that the focus moved here, wherever it is.
void Sidebar::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    if (hasFocus())
        QListWidget::currentChanged(current, previous);
    else
        QAbstractItemView::currentChanged(current, previous);
}

QSize Sidebar::sizeHint() const
{
    const int icon = angee::spacing(4, this) + fontMetrics().height();
    int widest = 0;
    for (int row = 0; row < count(); ++row)
        widest =
            qMax(widest, fontMetrics().horizontalAdvance(item(row)->data(TitleRole).toString()));
    const int marks = fontMetrics().horizontalAdvance(u"10000!"_s);
    return {m_collapsed ? icon + angee::spacing(3, this)
                        : icon + widest + marks + angee::spacing(4, this),
            200};
}

QSize Sidebar::minimumSizeHint() const
{
    return {sizeHint().width(), 100};
}

QListWidgetItem *Sidebar::itemOf(const QString &id) const
{
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(IdRole).toString() == id)
            return item(row);
    }
    return nullptr;
}

void Sidebar::updateItem(QListWidgetItem *item)
{
    const QString title = item->data(TitleRole).toString();
    const QString mark = item->data(MarkRole).toString();
    item->setText(m_collapsed ? QString() : title);
    QString spoken = title;
    if (!mark.isEmpty())
        spoken += u", "_s + mark;
    if (item->data(AttentionRole).toBool())
        spoken += u", "_s + tr("asks for attention");
    item->setData(Qt::AccessibleTextRole, spoken);
    item->setToolTip(m_collapsed ? spoken : QString());
}

} // namespace angee
