// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logspane.h"

#include "core/base/visibletext.h"
#include "ui/logs/logfiltermodel.h"
#include "ui/logs/logmodel.h"
#include "ui/logs/logsdescriptor.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! Colours the level word and makes a divider a line of its own kind.
class LogDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QString displayText(const QVariant &value, const QLocale &locale) const override
    {
        return shownLine(QStyledItemDelegate::displayText(value, locale), longestText);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideRight;
        if (index.data(LogModel::DividerRole).toBool()) {
            option->font.setItalic(true);
            option->palette.setColor(QPalette::Text,
                                     roleColor(ColorRole::Warning, option->palette));
            return;
        }
        if (index.column() == LogModel::TimeColumn)
            option->palette.setColor(QPalette::Text,
                                     roleColor(ColorRole::SecondaryText, option->palette));
        if (index.column() != LogModel::LevelColumn)
            return;
        const auto level = LogLevel(index.data(LogModel::LevelRole).toInt());
        if (level == LogLevel::Error)
            option->palette.setColor(QPalette::Text, roleColor(ColorRole::Bad, option->palette));
        else if (level == LogLevel::Warn)
            option->palette.setColor(QPalette::Text,
                                     roleColor(ColorRole::Warning, option->palette));
        else
            option->palette.setColor(QPalette::Text,
                                     roleColor(ColorRole::Neutral, option->palette));
    }
};

} // namespace

LogsPane::LogsPane(QWidget *parent)
    : Pane(logsDescriptor(), parent)
    , m_filterModel(new LogFilterModel(this))
    , m_table(new QTableView(this))
    , m_service(new QComboBox(this))
    , m_connection(new QLabel(this))
    , m_filter(new QLineEdit(this))
    , m_level(new QComboBox(this))
    , m_follow(new QToolButton(this))
    , m_reconnect(new QPushButton(tr("Connect again"), this))
{
    m_table->setObjectName(u"logTable"_s);
    m_table->setAccessibleName(tr("Log lines"));
    m_table->setModel(m_filterModel);
    m_table->setItemDelegate(new LogDelegate(m_table));
    const QFont lineFont = monospaceFont(this);
    const QFontMetrics metrics(lineFont); // the table has its font only once it is shown
    m_table->setFont(lineFont);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(metrics.lineSpacing() + 4);
    m_table->verticalHeader()->setDefaultSectionSize(metrics.lineSpacing() + 4);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    makeHeader();
    setContent(m_table);
    statePage()->setEmptyIcon(Icon::Name::Log);
    statePage()->showEmpty(tr("No service is chosen"),
                           tr("Choose a service above, or press Ctrl+L on one in Services."));

    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { updateFollow(value >= m_table->verticalScrollBar()->maximum()); });
    auto *copy = new QShortcut(QKeySequence::Copy, m_table, this, &LogsPane::copySelection,
                               Qt::WidgetShortcut);
    copy->setObjectName(u"logCopy"_s);
    // A table searches by what is typed, so the key would end there.
    auto *slash = new QShortcut(QKeySequence(Qt::Key_Slash), this, this, &Pane::focusFilter,
                                Qt::WidgetWithChildrenShortcut);
    slash->setObjectName(u"paneFilterShortcut"_s);
}

LogsPane::~LogsPane() = default;

void LogsPane::makeHeader()
{
    m_service->setObjectName(u"logService"_s);
    m_service->setAccessibleName(tr("Service"));
    m_service->setPlaceholderText(tr("Choose a service"));
    m_service->setMinimumContentsLength(18);
    m_connection->setObjectName(u"logConnection"_s);
    m_connection->setTextFormat(Qt::PlainText);
    m_connection->setContentsMargins(spacing(2, this), 0, spacing(2, this), 0);
    m_filter->setObjectName(u"logFilter"_s);
    m_filter->setAccessibleName(tr("Show lines that contain"));
    m_filter->setPlaceholderText(tr("Lines that contain…"));
    m_filter->setClearButtonEnabled(true);
    m_level->setObjectName(u"logLevel"_s);
    m_level->setAccessibleName(tr("Least level"));
    m_level->addItem(tr("All levels"), int(LogLevel::None));
    for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warn, LogLevel::Error})
        m_level->addItem(tr("%1 and worse").arg(logLevelName(level)), int(level));
    m_follow->setObjectName(u"logFollow"_s);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_follow->setIcon(Icon::get(Icon::Name::Follow));
    m_follow->setText(tr("Follow"));
    m_follow->setToolTip(tr("Keep the newest line in sight"));
    m_reconnect->setObjectName(u"logReconnect"_s);
    m_reconnect->hide();
    const auto button = [this](const QString &name, Icon::Name icon, const QString &tip,
                               auto slot) {
        auto *made = new QToolButton(this);
        made->setObjectName(name);
        made->setIcon(Icon::get(icon));
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        connect(made, &QToolButton::clicked, this, slot);
        return made;
    };
    addHeaderWidget(m_service);
    addHeaderWidget(m_connection);
    addHeaderWidget(m_reconnect);
    addHeaderWidget(m_filter);
    addHeaderWidget(m_level);
    addHeaderWidget(m_follow);
    addHeaderWidget(button(u"logMark"_s, Icon::Name::Pin, tr("Put a marker below the last line"),
                           [this] { emit markRequested(); }));
    addHeaderWidget(button(u"logClear"_s, Icon::Name::Clear, tr("Clear what is shown"),
                           [this] { emit clearRequested(); }));
    addHeaderWidget(button(u"logSave"_s, Icon::Name::Save, tr("Save the lines shown…"),
                           [this] { emit saveRequested(shownLines()); }));

    connect(m_service, &QComboBox::activated, this,
            [this] { emit serviceChosen(m_service->currentText()); });
    connect(m_reconnect, &QPushButton::clicked, this, &LogsPane::reconnectRequested);
    connect(m_filter, &QLineEdit::textChanged, m_filterModel, &LogFilterModel::setText);
    connect(m_level, &QComboBox::currentIndexChanged, this,
            [this] { m_filterModel->setLevel(LogLevel(m_level->currentData().toInt())); });
    connect(m_follow, &QToolButton::clicked, this, [this](bool checked) {
        updateFollow(checked);
        if (checked)
            m_table->scrollToBottom();
    });
}

void LogsPane::setServices(const QStringList &services)
{
    const QString current = currentService();
    QStringList shown;
    for (int i = 0; i < m_service->count(); ++i)
        shown.append(m_service->itemText(i));
    if (shown == services)
        return;
    const QSignalBlocker blocker(m_service);
    m_service->clear();
    m_service->addItems(services);
    m_service->setCurrentIndex(int(services.indexOf(current)));
}

QString LogsPane::currentService() const
{
    return m_service->currentText();
}

// Only a table that has a model has columns.
void LogsPane::setWidths()
{
    const QFontMetrics metrics(monospaceFont(this));
    const int margin = spacing(6, this);
    const auto widthOf = [&](const QString &text) {
        return metrics.horizontalAdvance(text) + margin;
    };
    m_table->setColumnWidth(LogModel::TimeColumn, widthOf(u"00:00:00.000"_s));
    m_table->setColumnWidth(LogModel::LevelColumn, widthOf(u"WARNING"_s));
}

void LogsPane::setModel(LogModel *model)
{
    if (m_model == model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    const bool hadColumns = m_filterModel->columnCount() > 0;
    m_filterModel->setSourceModel(model);
    if (!hadColumns)
        setWidths();
    if (!model)
        return;
    connect(model, &QAbstractItemModel::rowsInserted, this, &LogsPane::onRowsInserted,
            Qt::QueuedConnection);
    statePage()->showContent();
    m_following = true;
    m_table->scrollToBottom();
    updateFollow(true);
}

void LogsPane::setConnection(const QString &words, bool open)
{
    setLabelText(m_connection, words);
    m_reconnect->setVisible(!open && m_model);
}

void LogsPane::onRowsInserted()
{
    if (m_following) {
        m_table->scrollToBottom();
        return;
    }
    ++m_unseen;
    m_follow->setText(tr("Follow (new lines)"));
}

void LogsPane::updateFollow(bool following)
{
    m_following = following;
    m_follow->setChecked(following);
    if (following) {
        m_unseen = 0;
        m_follow->setText(tr("Follow"));
    }
}

QStringList LogsPane::shownLines() const
{
    QStringList lines;
    for (int row = 0; row < m_filterModel->rowCount(); ++row)
        lines.append(m_filterModel->index(row, LogModel::MessageColumn).data().toString());
    return lines;
}

void LogsPane::copySelection()
{
    QStringList lines;
    QModelIndexList rows = m_table->selectionModel()->selectedRows(LogModel::MessageColumn);
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &index : std::as_const(rows))
        lines.append(index.data().toString());
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void LogsPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void LogsPane::setFilter(const QString &filter)
{
    m_filter->setText(filter);
}

void LogsPane::showObject(const ObjectRef &object)
{
    if (object.name.isEmpty())
        return;
    int index = m_service->findText(object.name);
    if (index < 0) {
        m_service->addItem(object.name);
        index = m_service->count() - 1;
    }
    m_service->setCurrentIndex(index);
    emit serviceChosen(object.name);
}

} // namespace angee
