// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/diffview.h"

#include "ui/widgets/diffdelegate.h"
#include "ui/widgets/syntaxcolours.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace angee {

DiffView::DiffView(QWidget *parent)
    : QTableView(parent)
    , m_model(new DiffModel(this))
    , m_oldColours(new SyntaxColours(this))
    , m_newColours(new SyntaxColours(this))
{
    setObjectName(QStringLiteral("diffView"));
    setAccessibleName(tr("Differences"));
    setModel(m_model);
    setItemDelegate(new DiffDelegate(m_model, m_oldColours, m_newColours, this));
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
    setFrameShape(QFrame::NoFrame);
    connect(m_model, &QAbstractItemModel::modelReset, this, &DiffView::layOutColumns);
    for (SyntaxColours *colours : {m_oldColours, m_newColours})
        connect(colours, &SyntaxColours::coloured, viewport(), QOverload<>::of(&QWidget::update));
    const auto expand = [this](const QModelIndex &index) {
        if (m_model->kind(index.row()) == DiffModel::Kind::Collapsed)
            m_model->expand(index.row());
    };
    connect(this, &QAbstractItemView::activated, this, [this, expand](const QModelIndex &index) {
        expand(index);
        const DiffModel::Kind kind = m_model->kind(index.row());
        if (kind != DiffModel::Kind::Collapsed && kind != DiffModel::Kind::Gap)
            emit lineActivated(m_model->numberInNewFile(index.row()));
    });
    connect(this, &QAbstractItemView::clicked, this, expand);
    layOutColumns();
}

DiffView::~DiffView() = default;

void DiffView::setTexts(const QByteArray &before, const QByteArray &after,
                        const QList<LineChange> &changes)
{
    setPatch({.before = before, .after = after, .changes = changes, .gaps = {}}, {});
}

void DiffView::setPatch(const DiffPatch &patch, const QString &path)
{
    const Language language = path.isEmpty() ? Language::PlainText : languageOf(path, patch.after);
    m_model->setPatch(patch);
    m_oldColours->setText(patch.before, language);
    m_newColours->setText(patch.after, language);
    scrollToTop();
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
    const int digits = std::max(5, int(QString::number(m_model->highestNumber()).size()));
    const int numbers = character * (digits + 1) + margin;
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
        if (const DiffModel::Kind kind = m_model->kind(row.row());
            kind != DiffModel::Kind::Collapsed && kind != DiffModel::Kind::Gap)
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
    if (event->type() == QEvent::PaletteChange) {
        m_oldColours->setPalette(palette());
        m_newColours->setPalette(palette());
    }
}

void DiffView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

} // namespace angee
