// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/filtertable.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableproxy.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int stateVersion = 1;
constexpr int ageRefreshMilliseconds = 15'000;
// In characters. What is shorter is a word that needs what it needs.
constexpr int aFewWords = 16;
constexpr int aSentence = 30;

} // namespace

FilterTable::FilterTable(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_proxy(new TableProxy(this))
    , m_view(new TableView(m_proxy, this))
    , m_bar(new QWidget(this))
    , m_nothing(new StatePage(m_view->viewport()))
{
    m_view->setObjectName(u"table"_s);
    m_view->setAccessibleName(name);
    m_nothing->setObjectName(u"filteredOut"_s);
    m_nothing->setAutoFillBackground(true);
    m_nothing->setBackgroundRole(QPalette::Base);
    m_nothing->hide();
    m_view->viewport()->installEventFilter(this);
    buildBar();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_view, 1);
    setFocusProxy(m_view);

    connect(m_nothing, &StatePage::clearFilterRequested, this, &FilterTable::clearFilter);
    connect(m_proxy, &TableProxy::countsChanged, this, &FilterTable::onCounts);
    connect(m_proxy, &TableProxy::settled, this, &FilterTable::onCounts);
    connect(m_proxy, &TableProxy::sortChanged, this, &FilterTable::stateChanged);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &FilterTable::onCounts);
    connect(m_view, &TableView::filterWanted, this, &FilterTable::focusFilter);
    connect(m_view, &TableView::contextMenuWanted, this, &FilterTable::onContextMenu);
    connect(m_view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (!m_view->selectionModel()->isRowSelected(index.row()))
            m_view->selectRow(index.row()); // what is opened is what is meant from now on
        emit activated(index.data(TableModelBase::KeyRole).toString());
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &FilterTable::onCurrentChanged);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        onCurrentChanged();
        emit selectionChanged();
    });
    QHeaderView *header = m_view->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, [this, header](const QPoint &at) {
        m_view->popup(makeColumnMenu(), header->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionMoved, this, &FilterTable::stateChanged);
    connect(header, &QHeaderView::sectionResized, this, [this](int, int before, int after) {
        if (m_restoring || before == 0 || after == 0) // shown or hidden
            return;
        m_widthsChosen = true;
        emit stateChanged();
    });
    m_slash = new QShortcut(QKeySequence(Qt::Key_Slash), this, this, &FilterTable::focusFilter,
                            Qt::WidgetWithChildrenShortcut);
    m_slash->setObjectName(u"filterShortcut"_s);
    m_ageTimer.setTimerType(Qt::VeryCoarseTimer);
    m_ageTimer.setInterval(ageRefreshMilliseconds);
    connect(&m_ageTimer, &QTimer::timeout, m_view->viewport(), qOverload<>(&QWidget::update));
}

FilterTable::~FilterTable()
{
    // The view goes before the proxy, and neither may call back into a half-destroyed table.
    m_proxy->disconnect(this);
    m_view->selectionModel()->disconnect(this);
    m_view->horizontalHeader()->disconnect(this);
}

void FilterTable::buildBar()
{
    m_bar->setObjectName(u"filterBar"_s);
    m_edit = new QLineEdit(m_bar);
    m_edit->setObjectName(u"filterEdit"_s);
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setPlaceholderText(tr("Filter"));
    m_edit->setToolTip(tr("Words, column:text, /pattern/; a leading - excludes. Key: /"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(Icon::get(Icon::Name::Search, ColorRole::SecondaryText),
                      QLineEdit::LeadingPosition);
    m_edit->setMinimumWidth(spacing(40, this));
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &FilterTable::onTextEdited);
    m_counts = new QLabel(m_bar);
    m_counts->setObjectName(u"counts"_s);
    m_counts->setTextFormat(Qt::PlainText);
    m_columnButton = new QToolButton(m_bar);
    m_columnButton->setObjectName(u"columnsButton"_s);
    m_columnButton->setIcon(Icon::get(Icon::Name::Columns));
    m_columnButton->setAutoRaise(true);
    m_columnButton->setToolTip(tr("Choose columns"));
    m_columnButton->setAccessibleName(tr("Choose columns"));
    connect(m_columnButton, &QToolButton::clicked, this, [this] {
        m_view->popup(makeColumnMenu(),
                      m_columnButton->mapToGlobal(QPoint(0, m_columnButton->height())));
    });
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_edit, 1);
    row->addWidget(m_counts);
    row->addWidget(m_columnButton);
    setTabOrder(m_edit, m_columnButton);
    setTabOrder(m_columnButton, m_view); // which is older, and stands below
}

void FilterTable::setTable(TableModelBase *table)
{
    m_proxy->setSourceModel(table);
    if (table)
        setInitialColumns();
}

QWidget *FilterTable::lastInBar() const
{
    return m_columnButton;
}

TableModelBase *FilterTable::table() const
{
    return m_proxy->table();
}

void FilterTable::setInitialColumns()
{
    m_restoring = true;
    QHeaderView *header = m_view->horizontalHeader();
    const QList<TableColumn> &columns = table()->columns();
    for (int i = 0; i < columns.size(); ++i) {
        header->moveSection(header->visualIndex(i), i);
        header->setSectionHidden(i, !columns[i].shown);
    }
    m_restoring = false;
    m_widthsChosen = false;
    fitColumns();
}

QList<ColumnNeed> FilterTable::columnNeeds() const
{
    const QHeaderView *header = m_view->horizontalHeader();
    const int character = m_view->fontMetrics().averageCharWidth();
    const int margin = spacing(4, this);
    QList<ColumnNeed> needs;
    const QList<TableColumn> &columns = table()->columns();
    for (int i = 0; i < columns.size(); ++i) {
        if (header->isSectionHidden(i))
            continue;
        using Kind = TableColumn::Kind;
        const Kind kind = columns[i].kind;
        ColumnNeed need;
        need.usual = character * columns[i].characters + margin;
        if (kind == Kind::Status)
            need.usual += spacing(6, this); // the icon
        const bool isText = kind == Kind::Text || kind == Kind::Path || kind == Kind::Code;
        need.flexible = (isText && columns[i].characters >= aFewWords)
            || (kind == Kind::Status && columns[i].characters >= aSentence);
        const int title = header->fontMetrics().horizontalAdvance(columns[i].title);
        need.least = std::min(need.usual, title + 2 * margin); // and the arrow of the sorting
        needs.append(need);
    }
    const auto isFlexible = [](const ColumnNeed &need) { return need.flexible; };
    if (std::none_of(needs.cbegin(), needs.cend(), isFlexible) && !needs.isEmpty())
        needs.last().flexible = true; // else a gap would be left beside it
    return needs;
}

void FilterTable::fitColumns()
{
    if (m_widthsChosen || !table())
        return;
    const QList<int> widths = fittedWidths(columnNeeds(), m_view->viewport()->width());
    QHeaderView *header = m_view->horizontalHeader();
    const bool outer = std::exchange(m_restoring, true);
    for (int i = 0, at = 0; i < header->count(); ++i) {
        if (!header->isSectionHidden(i))
            header->resizeSection(i, widths.at(at++));
    }
    m_restoring = outer;
}

void FilterTable::setActions(const QList<QAction *> &actions)
{
    m_actions.clear();
    for (QAction *action : actions)
        m_actions.append(action);
}

// Ctrl with an arrow, Home or End, and Ctrl with a click, leave the cursor on a row that is not
// selected: what is selected counts, since that is what is seen to be meant.
QString FilterTable::currentKey() const
{
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid() && m_view->selectionModel()->isRowSelected(current.row()))
        return current.data(TableModelBase::KeyRole).toString();
    const QModelIndexList rows = m_view->selectedRows();
    return rows.isEmpty() ? QString() : rows.constFirst().data(TableModelBase::KeyRole).toString();
}

QStringList FilterTable::selectedKeys() const
{
    QStringList keys;
    for (const QModelIndex &row : m_view->selectedRows())
        keys.append(row.data(TableModelBase::KeyRole).toString());
    return keys;
}

bool FilterTable::selectKey(const QString &key)
{
    const int slot = table() ? table()->slotOfKey(key) : -1;
    const int row = slot < 0 ? -1 : m_proxy->rowOfSlot(slot);
    if (row < 0)
        return false;
    const int column = qMax(0, m_view->currentIndex().column());
    m_view->selectionModel()->setCurrentIndex(m_proxy->index(row, column),
                                              QItemSelectionModel::ClearAndSelect
                                                  | QItemSelectionModel::Rows);
    m_view->scrollTo(m_proxy->index(row, column));
    return true;
}

void FilterTable::setShortcutEnabled(bool enabled)
{
    m_slash->setEnabled(enabled);
}

void FilterTable::selectAny()
{
    if (m_proxy->rowCount() == 0 || m_view->selectionModel()->hasSelection())
        return;
    // A view that got the focus has a current row which is not selected.
    const QModelIndex current = m_view->currentIndex();
    m_view->selectRow(current.isValid() ? current.row() : 0);
}

void FilterTable::setFilter(const QString &text)
{
    m_edit->setText(text);
}

QString FilterTable::filter() const
{
    return m_edit->text();
}

void FilterTable::focusFilter()
{
    m_proxy->prepareFilter();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterTable::clearFilter()
{
    m_edit->clear();
    m_view->setFocus(Qt::OtherFocusReason);
}

void FilterTable::onTextEdited()
{
    if (m_proxy->filterText().isEmpty() && m_view->selectionModel()->hasSelection())
        m_keyBeforeFilter = currentKey();
    m_proxy->setFilterText(m_edit->text());
    onCounts();
    emit stateChanged();
}

void FilterTable::onCounts()
{
    const int shown = m_proxy->rowCount();
    const int total = m_proxy->totalCount();
    const QString error = m_proxy->filterError();
    const bool filtered = !m_edit->text().trimmed().isEmpty();
    QString text = filtered ? tr("%L1 of %L2").arg(shown).arg(total) : tr("%L1").arg(total);
    if (!error.isEmpty())
        text = tr("%1 (pattern not valid)").arg(text);
    m_counts->setText(text);
    m_counts->setToolTip(error);
    m_counts->setAccessibleName(!error.isEmpty() ? error
                                    : filtered   ? tr("%1 of %n row(s)", nullptr, total).arg(shown)
                                                 : tr("%n row(s)", nullptr, total));
    const bool nothing = filtered && shown == 0 && total > 0 && m_proxy->isSettled();
    if (nothing) {
        m_nothing->showFilteredOut(m_edit->text());
        layOutOverlay();
        m_nothing->raise();
    }
    m_nothing->setVisible(nothing);
    if (!filtered && m_proxy->isSettled())
        restoreSelection();
}

//! What the filter took out of sight is selected again, unless another row was chosen meanwhile.
void FilterTable::restoreSelection()
{
    const QString key = std::exchange(m_keyBeforeFilter, {});
    if (!key.isEmpty() && !m_view->selectionModel()->hasSelection())
        selectKey(key);
}

void FilterTable::onCurrentChanged()
{
    const QString key = currentKey();
    if (key == m_currentKey)
        return;
    m_currentKey = key;
    emit currentKeyChanged(key);
}

void FilterTable::onContextMenu(const QPoint &position)
{
    emit menuAboutToShow();
    auto *menu = new QMenu(m_view);
    menu->setObjectName(u"contextMenu"_s);
    menu->setToolTipsVisible(true); // they say why an action is disabled
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QPointer<QAction> &action : std::as_const(m_actions))
        if (action)
            menu->addAction(action);
    if (!m_actions.isEmpty())
        menu->addSeparator();
    const bool any = m_view->selectionModel()->hasSelection();
    QAction *rows = menu->addAction(Icon::get(Icon::Name::Copy), tr("Copy rows"), this, [this] {
        QGuiApplication::clipboard()->setText(m_view->selectedText());
    });
    rows->setObjectName(u"copyRows"_s);
    rows->setShortcut(QKeySequence::Copy);
    QAction *names = menu->addAction(tr("Copy name"), this, [this] {
        QGuiApplication::clipboard()->setText(m_view->selectedNames());
    });
    names->setObjectName(u"copyNames"_s);
    names->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    rows->setEnabled(any);
    names->setEnabled(any);
    m_view->popup(menu, position);
}

QMenu *FilterTable::makeColumnMenu()
{
    auto *menu = new QMenu(m_view);
    menu->setObjectName(u"columnMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QHeaderView *header = m_view->horizontalHeader();
    const QList<TableColumn> &columns = table()->columns();
    const int shown = header->count() - header->hiddenSectionCount();
    for (int i = 0; i < columns.size(); ++i) {
        QAction *action = menu->addAction(columns[i].title);
        action->setObjectName(u"column_"_s + columns[i].id);
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(i));
        action->setEnabled(shown > 1 || header->isSectionHidden(i)); // one has to stay
        connect(action, &QAction::toggled, this, [this, header, i](bool on) {
            header->setSectionHidden(i, !on);
            fitColumns();
            emit stateChanged();
        });
    }
    menu->addSeparator();
    QAction *reset = menu->addAction(tr("Reset columns"), this, [this] {
        setInitialColumns();
        emit stateChanged();
    });
    reset->setObjectName(u"resetColumns"_s);
    return menu;
}

QByteArray FilterTable::saveState() const
{
    if (!table())
        return {};
    const QHeaderView *header = m_view->horizontalHeader();
    const QList<TableColumn> &columns = table()->columns();
    QCborArray list;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int i = header->logicalIndex(visual);
        const bool hidden = header->isSectionHidden(i);
        list.append(QCborMap{{u"id"_s, columns[i].id},
                             {u"width"_s, hidden ? 0 : header->sectionSize(i)},
                             {u"hidden"_s, hidden}});
    }
    QCborMap state{{u"version"_s, stateVersion},
                   {u"columns"_s, list},
                   {u"widthsChosen"_s, m_widthsChosen},
                   {u"filter"_s, filter()}};
    if (m_proxy->sortColumn() >= 0) {
        state[u"sort"_s] = columns[m_proxy->sortColumn()].id;
        state[u"descending"_s] = m_proxy->sortOrder() == Qt::DescendingOrder;
    }
    return state.toCborValue().toCbor();
}

bool FilterTable::restoreState(const QByteArray &state)
{
    QCborParserError error;
    const QCborMap map = QCborValue::fromCbor(state, &error).toMap();
    if (!table() || error.error != QCborError::NoError
        || map[u"version"_s].toInteger() != stateVersion)
        return false;
    m_restoring = true;
    m_widthsChosen = map[u"widthsChosen"_s].toBool();
    QHeaderView *header = m_view->horizontalHeader();
    int visual = 0;
    const QCborArray list = map[u"columns"_s].toArray();
    for (const QCborValue &value : list) {
        const QCborMap column = value.toMap();
        const int i = table()->columnOf(column[u"id"_s].toString());
        if (i < 0)
            continue;
        header->moveSection(header->visualIndex(i), visual++);
        if (const int width = int(column[u"width"_s].toInteger()); width > 0)
            header->resizeSection(i, width);
        header->setSectionHidden(i, column[u"hidden"_s].toBool());
    }
    if (header->hiddenSectionCount() == header->count())
        header->setSectionHidden(0, false);
    const int sort = table()->columnOf(map[u"sort"_s].toString());
    const bool descending = map[u"descending"_s].toBool();
    header->setSortIndicator(sort, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    setFilter(map[u"filter"_s].toString());
    fitColumns();
    m_restoring = false;
    return true;
}

bool FilterTable::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize) {
        layOutOverlay();
        fitColumns();
    }
    if (watched == m_view->viewport() && event->type() == QEvent::FontChange)
        fitColumns(); // the program's font was scaled
    if (watched == m_edit && event->type() == QEvent::FocusIn)
        m_proxy->prepareFilter();
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool leaves = key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter;
        if (key == Qt::Key_Escape) {
            clearFilter();
            return true;
        }
        if (leaves && m_proxy->rowCount() > 0) {
            if (!m_view->currentIndex().isValid())
                m_view->selectRow(0);
            m_view->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterTable::layOutOverlay()
{
    m_nothing->setGeometry(m_view->viewport()->rect());
}

void FilterTable::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    const QList<TableColumn> columns = table() ? table()->columns() : QList<TableColumn>();
    if (std::any_of(columns.cbegin(), columns.cend(), [](const TableColumn &column) {
            return column.kind == TableColumn::Kind::Time;
        }))
        m_ageTimer.start();
}

void FilterTable::hideEvent(QHideEvent *event)
{
    m_ageTimer.stop(); // a hidden table costs nothing
    QWidget::hideEvent(event);
}

} // namespace angee
