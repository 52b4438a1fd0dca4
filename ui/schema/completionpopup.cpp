// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/completionpopup.h"

#include "ui/widgets/icon.h"

#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

enum Column {
    NameColumn,
    TypeColumn,
    MarkColumn,
    ColumnCount,
};

constexpr int mostRows = 10;
constexpr qsizetype mostItems = 500; // of a place that takes any type

QString markOf(const GraphQlCompletion &item)
{
    if (item.deprecated)
        return CompletionPopup::tr("deprecated");
    return item.required ? CompletionPopup::tr("required") : QString();
}

QTreeWidgetItem *makeItem(const GraphQlCompletion &completion)
{
    const QString mark = markOf(completion);
    auto *item = new QTreeWidgetItem(
        {QString::fromStdString(completion.text), QString::fromStdString(completion.type), mark});
    if (completion.deprecated) {
        QFont font = item->font(NameColumn);
        font.setStrikeOut(true);
        item->setFont(NameColumn, font);
        item->setIcon(MarkColumn, Icon::get(Icon::Name::Warning, ColorRole::Warning));
    }
    return item;
}

} // namespace

CompletionPopup::CompletionPopup(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"queryCompletions"_s);
    setAccessibleName(tr("Completions"));
    setColumnCount(ColumnCount);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::StyledPanel);
    header()->setStretchLastSection(true);
    hide();
    connect(this, &QTreeWidget::itemClicked, this, &CompletionPopup::accepted);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        if (item)
            emit chosenChanged(u"%1 %2 %3"_s.arg(item->text(NameColumn), item->text(TypeColumn),
                                                 item->text(MarkColumn)));
    });
}

CompletionPopup::~CompletionPopup() = default;

void CompletionPopup::showItems(const GraphQlCompletions &completions, const QRect &caret)
{
    m_completions = completions;
    clear();
    if (completions.items.empty())
        return hide();
    QList<QTreeWidgetItem *> items;
    for (const GraphQlCompletion &completion : completions.items) {
        if (items.size() == mostItems)
            break;
        items.append(makeItem(completion));
    }
    addTopLevelItems(items);
    setCurrentItem(topLevelItem(0));
    place(caret);
    show();
    raise();
}

void CompletionPopup::place(const QRect &caret)
{
    for (int column = 0; column < ColumnCount; ++column)
        resizeColumnToContents(column);
    const int rows = std::min(topLevelItemCount(), mostRows);
    int width = 2 * frameWidth();
    for (int column = 0; column < ColumnCount; ++column)
        width += columnWidth(column);
    if (topLevelItemCount() > mostRows)
        width += verticalScrollBar()->sizeHint().width();
    width = std::min(width, parentWidget()->width());
    const int height = rows * std::max(1, sizeHintForRow(0)) + 2 * frameWidth();
    const int below = parentWidget()->height() - caret.bottom();
    const bool goesBelow = below >= height || below >= caret.top();
    const int room = goesBelow ? below : caret.top();
    const int fitting = std::min(height, std::max(room, sizeHintForRow(0) + 2 * frameWidth()));
    const int x = std::clamp(caret.left(), 0, std::max(0, parentWidget()->width() - width));
    setGeometry(x, goesBelow ? caret.bottom() + 1 : caret.top() - fitting, width, fitting);
}

void CompletionPopup::moveChoice(int rows)
{
    const int now = indexOfTopLevelItem(currentItem());
    setCurrentItem(topLevelItem(std::clamp(now + rows, 0, topLevelItemCount() - 1)));
}

const GraphQlCompletion *CompletionPopup::chosen() const
{
    const int row = isVisible() ? indexOfTopLevelItem(currentItem()) : -1;
    return row < 0 ? nullptr : &m_completions.items.at(size_t(row));
}

} // namespace angee
