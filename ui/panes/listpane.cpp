// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/listpane.h"

#include "core/settings/objectaddress.h"
#include "ui/panes/panedescriptor.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QDataStream>
#include <QLabel>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int selectionCharacters = 22; // of the name beside the buttons

} // namespace

ListPane::ListPane(const PaneDescriptor &descriptor, TableModelBase *model, QWidget *parent)
    : Pane(descriptor, parent)
    , m_table(new FilterTable(title()))
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_selection(new QLabel)
    , m_row(new ActionRow)
    , m_kind(descriptor.kinds.isEmpty() ? std::nullopt : std::optional(descriptor.kinds.first()))
{
    m_table->setObjectName(id() + u"Table"_s);
    m_table->setTable(model);
    m_row->setObjectName(id() + u"Actions"_s);
    statePage()->setObjectName(id() + u"State"_s);
    statePage()->setEmptyIcon(icon());
    setMainTable(m_table);
    setContent(makeContent());
    makeCopyAddress();

    connect(m_table, &FilterTable::selectionChanged, this, &ListPane::onSelectionChanged);
    connect(m_table, &FilterTable::currentKeyChanged, this, &ListPane::onSelectionChanged);
    connect(m_table, &FilterTable::activated, this, &ListPane::onActivated);
    connect(m_splitter, &QSplitter::splitterMoved, this, &ListPane::stateChanged);
    connect(statePage(), &StatePage::actionRequested, this, &ListPane::onEmptyAction);
}

ListPane::~ListPane() = default;

QWidget *ListPane::makeContent()
{
    const int unit = spacing(1, this);
    m_splitter->setObjectName(id() + u"Splitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_selection->setTextFormat(Qt::PlainText);
    m_selection->setObjectName(id() + u"Selection"_s);
    QFont bold = m_selection->font();
    bold.setBold(true);
    m_selection->setFont(bold);
    m_selection->setFixedWidth(m_selection->fontMetrics().averageCharWidth() * selectionCharacters);

    auto *below = new QWidget;
    m_belowLayout = new QVBoxLayout(below);
    m_belowLayout->setContentsMargins(4 * unit, 2 * unit, 4 * unit, unit);
    m_belowLayout->setSpacing(2 * unit);
    auto *head = new QHBoxLayout;
    head->setSpacing(3 * unit);
    head->addWidget(m_selection);
    head->addWidget(m_row, 1);
    m_belowLayout->addLayout(head);
    auto *back = new QShortcut(QKeySequence(Qt::Key_Escape), below);
    back->setContext(Qt::WidgetWithChildrenShortcut);
    connect(back, &QShortcut::activated, this,
            [this] { m_table->view()->setFocus(Qt::OtherFocusReason); });

    m_splitter->addWidget(m_table);
    m_splitter->addWidget(below);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({500, 400}); // in proportion, until somebody moves it
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    m_topLayout = new QVBoxLayout;
    column->addLayout(m_topLayout);
    column->addWidget(m_splitter, 1);
    return content;
}

QAction *ListPane::addAction(const QString &name, const QString &text, Icon::Name icon,
                             Placement placement, const QKeySequence &shortcut)
{
    auto *action = new QAction(Icon::get(icon), text, this);
    action->setObjectName(name);
    if (!shortcut.isEmpty()) {
        action->setShortcut(shortcut);
        // Works from anywhere while the pane is shown; but Delete in an editor of the detail must
        // not destroy anything.
        const bool anywhere = placement == Placement::Header
            || (shortcut[0].keyboardModifiers() & Qt::ControlModifier);
        action->setShortcutContext(anywhere ? Qt::WindowShortcut : Qt::WidgetWithChildrenShortcut);
        if (anywhere)
            QWidget::addAction(action);
        else
            m_table->addAction(action);
    }
    if (placement == Placement::Row) {
        m_actions.append(action);
        showActions();
        return action;
    }
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setObjectName(name + u"Button"_s);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::StrongFocus);
    addHeaderWidget(button);
    return action;
}

//! In the context menu alone: nothing is done to the object.
void ListPane::makeCopyAddress()
{
    if (!m_kind || !ObjectAddress::canName(*m_kind))
        return;
    m_copyAddress = new QAction(Icon::get(Icon::Name::Copy), tr("Copy address"), this);
    m_copyAddress->setObjectName(u"copyAddress"_s);
    m_copyAddress->setToolTip(tr("An address that opens this row in the console of whoever has a "
                                 "profile for this daemon. It holds no token."));
    m_copyAddress->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C));
    m_copyAddress->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_table->addAction(m_copyAddress);
    connect(m_copyAddress, &QAction::triggered, this, [this] {
        if (const QString key = m_table->currentKey(); !key.isEmpty())
            emit addressRequested({*m_kind, key});
    });
    showActions();
}

void ListPane::showActions()
{
    QList<QAction *> menu = m_actions;
    if (m_copyAddress)
        menu.append(m_copyAddress);
    m_table->setActions(menu);
    m_row->setActions(m_actions);
}

void ListPane::addSeparator()
{
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_actions.append(separator);
}

void ListPane::setPossible(QAction *action, const QString &whyNot, bool change)
{
    setActionAvailable(action, change && !m_whyNoChanges.isEmpty() ? m_whyNoChanges : whyNot);
}

void ListPane::setDetail(QWidget *detail)
{
    m_detail = detail;
    m_belowLayout->addWidget(detail, 1);
}

void ListPane::addTop(QWidget *panel)
{
    const int unit = spacing(1, this);
    m_topLayout->setContentsMargins(4 * unit, 0, 4 * unit, unit);
    m_topLayout->addWidget(panel);
}

void ListPane::addPanel(QWidget *panel)
{
    m_belowLayout->insertWidget(0, panel);
}

void ListPane::setEmptyTexts(const QString &what, const QString &help, const QString &verb)
{
    m_emptyWhat = what;
    m_emptyHelp = help;
    m_emptyVerb = verb;
}

void ListPane::showRows(qsizetype count)
{
    if (count > 0)
        statePage()->showContent();
    else
        statePage()->showEmpty(m_emptyWhat, m_emptyHelp, m_emptyVerb);
    m_table->selectAny();
    onSelectionChanged();
}

void ListPane::showTable(bool known, bool attention)
{
    const int count = m_table->table()->rowCount();
    setBadge(known ? count : -1, known && attention);
    if (known)
        showRows(count);
    else
        onSelectionChanged();
}

void ListPane::setSelectionText(const QString &text)
{
    // Names of any length leave the buttons beside them where they are.
    setLabelLine(m_selection, text);
    m_selection->setText(m_selection->fontMetrics().elidedText(m_selection->text(), Qt::ElideMiddle,
                                                               m_selection->width()));
    m_selection->setAccessibleName(text);
    m_row->setSubject(text);
}

void ListPane::showLoading()
{
    statePage()->showLoading();
}

void ListPane::setWhyNoChanges(const QString &text)
{
    if (m_whyNoChanges == text)
        return;
    m_whyNoChanges = text;
    onSelectionChanged();
}

bool ListPane::selectKey(const QString &key)
{
    return m_table->selectKey(key);
}

QList<QAction *> ListPane::rowActions(const ObjectRef &object)
{
    showObject(object);
    if (m_table->currentKey() != object.name)
        return {};
    onSelectionChanged();
    return m_actions;
}

QByteArray ListPane::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << Pane::saveState() << m_splitter->saveState();
    return state;
}

void ListPane::restoreState(const QByteArray &state)
{
    QByteArray table;
    QByteArray splitter;
    QDataStream stream(state);
    stream >> table >> splitter;
    if (stream.status() != QDataStream::Ok)
        return;
    Pane::restoreState(table);
    m_splitter->restoreState(splitter);
}

void ListPane::onActivated()
{
    if (m_detail)
        m_detail->setFocus(Qt::OtherFocusReason);
}

} // namespace angee
