// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/diffview.h"

#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace angee {

namespace {

class DiffDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto *model = static_cast<const DiffModel *>(index.model());
        const auto color = [option](ColorRole role) { return roleColor(role, option->palette); };
        const auto kind = static_cast<DiffModel::Kind>(index.data(DiffModel::KindRole).toInt());
        const bool text = model->isTextColumn(index.column());
        ColorRole ink = text ? ColorRole::Text : ColorRole::SecondaryText;
        switch (kind) {
        case DiffModel::Kind::Added:
            option->backgroundBrush = color(ColorRole::GoodBackground);
            ink = text ? ColorRole::Text : ColorRole::Good;
            break;
        case DiffModel::Kind::Removed:
            option->backgroundBrush = color(ColorRole::BadBackground);
            ink = text ? ColorRole::Text : ColorRole::Bad;
            break;
        case DiffModel::Kind::Collapsed:
            option->backgroundBrush = color(ColorRole::NeutralBackground);
            ink = ColorRole::SecondaryText;
            break;
        case DiffModel::Kind::Same:
        case DiffModel::Kind::Replaced:
            break;
        }
        option->palette.setColor(QPalette::Text, color(ink));
        option->displayAlignment = Qt::AlignVCenter | (text ? Qt::AlignLeft : Qt::AlignRight);
        option->textElideMode = text ? Qt::ElideRight : Qt::ElideNone;
    }
};

} // namespace

DiffView::DiffView(QWidget *parent)
    : QTableView(parent)
    , m_model(new DiffModel(this))
{
    setObjectName(QStringLiteral("diffView"));
    setAccessibleName(tr("Differences"));
    setModel(m_model);
    setItemDelegate(new DiffDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    horizontalHeader()->hide();
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(1);
    setFont(monospaceFont(parent));
    connect(m_model, &QAbstractItemModel::modelReset, this, &DiffView::layOutColumns);
    const auto expand = [this](const QModelIndex &index) {
        if (m_model->kind(index.row()) == DiffModel::Kind::Collapsed)
            m_model->expand(index.row());
    };
    connect(this, &QAbstractItemView::activated, this, expand);
    connect(this, &QAbstractItemView::clicked, this, expand);
    layOutColumns();
}

DiffView::~DiffView() = default;

void DiffView::setTexts(const QByteArray &before, const QByteArray &after,
                        const QList<LineChange> &changes)
{
    m_model->setTexts(before, after, changes);
}

void DiffView::setLayout(DiffModel::Layout layout)
{
    m_model->setLayout(layout);
}

void DiffView::layOutColumns()
{
    const int character = fontMetrics().horizontalAdvance(u'0');
    const int margin = spacing(4, this);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + spacing(1, this));
    const int numbers = character * 6 + margin;
    const int mark = character * 2 + spacing(2, this);
    const bool split = m_model->layout() == DiffModel::Layout::Split;
    const int fixed = split ? 2 * (numbers + mark) : 2 * numbers + mark;
    const int room = (viewport()->width() - fixed) / (split ? 2 : 1);
    const int text = std::max(room, character * m_model->longestLine() + margin);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const bool isMark = split
            ? column == DiffModel::LeftMarkColumn || column == DiffModel::RightMarkColumn
            : column == DiffModel::MarkColumn;
        // Side by side both halves stay in sight; a long line is cut and found in the tool tip.
        setColumnWidth(column,
                       m_model->isTextColumn(column) ? (split ? std::max(room, 1) : text)
                           : isMark                  ? mark
                                                     : numbers);
    }
}

void DiffView::nextChange()
{
    const QList<int> &hunks = m_model->hunkRows();
    const auto next = std::upper_bound(hunks.cbegin(), hunks.cend(), currentIndex().row());
    if (!hunks.isEmpty())
        goTo(next == hunks.cend() ? hunks.first() : *next);
}

void DiffView::previousChange()
{
    const QList<int> &hunks = m_model->hunkRows();
    const auto here = std::lower_bound(hunks.cbegin(), hunks.cend(), currentIndex().row());
    if (!hunks.isEmpty())
        goTo(here == hunks.cbegin() ? hunks.last() : *std::prev(here));
}

void DiffView::goTo(int row)
{
    setCurrentIndex(m_model->index(row, m_model->columnCount() - 1));
    scrollTo(currentIndex(), PositionAtCenter);
}

QString DiffView::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows))
        if (m_model->kind(row.row()) != DiffModel::Kind::Collapsed)
            lines.append(row.siblingAtColumn(m_model->columnCount() - 1).data().toString());
    return lines.join(u'\n');
}

void DiffView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(selectedText());
    else if (event->key() == Qt::Key_F7 && event->modifiers() == Qt::ShiftModifier)
        previousChange();
    else if (event->key() == Qt::Key_F7)
        nextChange();
    else
        QTableView::keyPressEvent(event);
}

void DiffView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange)
        setFont(monospaceFont(parentWidget()));
    if (event->type() == QEvent::FontChange)
        layOutColumns();
}

void DiffView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

} // namespace angee
