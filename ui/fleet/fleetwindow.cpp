// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/fleet/fleetwindow.h"

#include "core/actions/stackactions.h"
#include "core/base/relativetime.h"
#include "core/base/visibletext.h"
#include "ui/fleet/fleetchanges.h"
#include "ui/fleet/fleetmodels.h"
#include "ui/panes/bulkpanel.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <chrono>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What many stacks tell within a moment is shown at once.
constexpr auto gatherFor = 250ms;
constexpr auto gatherObjectsFor = 2000ms;

FilterTable *makeFleetTable(const QString &title, const QString &name, TableModelBase *model,
                            QWidget *parent)
{
    auto *table = new FilterTable(title, parent);
    table->setObjectName(name);
    table->setTable(model);
    return table;
}

QLabel *makeFleetLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QString fleetBuildText(const FleetBuild &build)
{
    if (!build.at.isValid())
        return FleetWindow::tr("none from here");
    return FleetWindow::tr("%1, %2: %3")
        .arg(relativeTime(build.at),
             build.succeeded() ? FleetWindow::tr("done") : FleetWindow::tr("not done"),
             build.title);
}

} // namespace

FleetWindow::FleetWindow(Fleet *fleet, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_fleet(fleet)
    , m_model(new FleetModel(this))
    , m_attentionModel(new FleetAttentionModel(this))
    , m_objectModel(new FleetObjectModel(this))
    , m_innerModel(new FleetInnerModel(this))
    , m_summary(makeFleetLabel(u"fleetSummary"_s, this))
    , m_tabs(new QTabWidget(this))
    , m_words(nullptr)
    , m_bulk(new BulkPanel(this))
    , m_changes(new FleetChanges(fleet, m_bulk, this))
{
    setObjectName(u"fleetWindow"_s);
    setWindowTitle(tr("Fleet"));
    layOut();
    makeActions();
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(gatherFor);
    connect(&m_refresh, &QTimer::timeout, this, &FleetWindow::refresh);
    m_refreshObjects.setSingleShot(true);
    m_refreshObjects.setInterval(gatherObjectsFor);
    connect(&m_refreshObjects, &QTimer::timeout, this, &FleetWindow::refreshObjects);
    const auto soon = [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
        if (!m_refreshObjects.isActive())
            m_refreshObjects.start();
    };
    connect(fleet, &Fleet::membersChanged, this, soon);
    connect(fleet, &Fleet::memberChanged, this, soon);
    connect(m_changes, &FleetChanges::changed, this, &FleetWindow::updateActions);
    connect(m_changes, &FleetChanges::askedInWindow, this,
            [this](const QString &member) { emit openRequested(member, {}); });
    auto *again = new QShortcut(QKeySequence(Qt::Key_F5), this);
    connect(again, &QShortcut::activated, this, &FleetWindow::askAgain);
    auto *leave = new QShortcut(QKeySequence(u"Ctrl+W"_s), this);
    connect(leave, &QShortcut::activated, this, &QWidget::close);
    refresh();
}

FleetWindow::~FleetWindow() = default;

void FleetWindow::layOut()
{
    m_tabs->setObjectName(u"fleetTabs"_s);
    m_tabs->setAccessibleName(tr("Fleet"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeStacks(), tr("Stacks"));
    m_attention = makeFleetTable(tr("Attention"), u"fleetAttention"_s, m_attentionModel, m_tabs);
    m_tabs->addTab(m_attention, tr("Attention"));
    m_objects = makeFleetTable(tr("Objects"), u"fleetObjects"_s, m_objectModel, m_tabs);
    m_tabs->addTab(m_objects, tr("Objects"));
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_tabs->currentWidget() == m_objects)
            refreshObjects();
    });
    connect(m_attention, &FilterTable::activated, this, [this](const QString &key) {
        if (const FleetAttention *record = m_attentionModel->find(key))
            emit openRequested(record->member, record->item.object);
    });
    connect(m_objects, &FilterTable::activated, this, [this](const QString &key) {
        if (const FleetObject *record = m_objectModel->find(key))
            emit openRequested(record->member, record->object);
    });
    const int unit = spacing(1, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(3 * unit, 3 * unit, 3 * unit, 3 * unit);
    column->setSpacing(2 * unit);
    column->addWidget(m_summary);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_bulk);
    setTabOrder(m_summary, m_tabs);
    setTabOrder(m_tabs, m_bulk);
    resize(fontMetrics().averageCharWidth() * 210, fontMetrics().lineSpacing() * 44);
}

QWidget *FleetWindow::makeStacks()
{
    auto *page = new QWidget(m_tabs);
    m_stacks = makeFleetTable(tr("Stacks"), u"fleetStacks"_s, m_model, page);
    m_row = new ActionRow(page);
    m_row->setObjectName(u"fleetActionRow"_s);
    auto *splitter = new QSplitter(Qt::Vertical, page);
    splitter->setObjectName(u"fleetSplitter"_s);
    splitter->setChildrenCollapsible(false);
    auto *top = new QWidget(splitter);
    auto *topColumn = new QVBoxLayout(top);
    topColumn->setContentsMargins({});
    topColumn->addWidget(m_stacks, 1);
    topColumn->addWidget(m_row);
    splitter->addWidget(top);
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->addWidget(splitter);
    connect(m_stacks, &FilterTable::activated, this,
            [this](const QString &key) { emit openRequested(key, {}); });
    connect(m_stacks, &FilterTable::selectionChanged, this, [this] {
        updateDetail();
        updateActions();
    });
    return page;
}

QWidget *FleetWindow::makeDetail()
{
    auto *detail = new QWidget;
    detail->setObjectName(u"fleetDetail"_s);
    m_words = makeFleetLabel(u"fleetWords"_s, detail);
    m_facts = new FactList;
    m_facts->setObjectName(u"fleetFacts"_s);
    auto *left = new QWidget(detail);
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins({});
    leftColumn->addWidget(m_words);
    leftColumn->addWidget(new FittingScroll(m_facts, left), 1);
    m_inner = makeFleetTable(tr("Stacks in workspaces"), u"fleetInner"_s, m_innerModel, detail);
    m_connectInner = new QPushButton(tr("Connect to its daemon…"), detail);
    m_connectInner->setObjectName(u"fleetConnectInner"_s);
    m_connectInner->setAccessibleName(tr("Connect to the daemon of the chosen workspace's stack"));
    auto *right = new QWidget(detail);
    right->setObjectName(u"fleetInnerPart"_s);
    m_innerPart = right;
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins({});
    rightColumn->addWidget(m_inner, 1);
    rightColumn->addWidget(m_connectInner, 0, Qt::AlignLeft);
    auto *line = new QHBoxLayout(detail);
    line->setContentsMargins({});
    line->setSpacing(spacing(4, this));
    line->addWidget(left, 1);
    line->addWidget(right, 1);
    const auto connectIt = [this] {
        if (const FleetInnerStack *inner = m_innerModel->find(m_inner->currentKey()))
            emit innerRequested(*inner);
    };
    connect(m_connectInner, &QPushButton::clicked, this, connectIt);
    connect(m_inner, &FilterTable::activated, this, connectIt);
    connect(m_inner, &FilterTable::selectionChanged, this, &FleetWindow::updateActions);
    return detail;
}

QAction *FleetWindow::addStackAction(const QString &name, const QString &text,
                                     const std::function<void()> &run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    connect(action, &QAction::triggered, this, run);
    m_actions.append(action);
    return action;
}

void FleetWindow::addChange(const QString &name, const QString &text, const QString &verb,
                            const std::function<TaskSpec()> &makeTask)
{
    m_changeActions.append(addStackAction(name, text, [this, verb, makeTask] {
        m_changes->start(verb, m_stacks->selectedKeys(), makeTask);
    }));
}

void FleetWindow::makeActions()
{
    QAction *open = addStackAction(u"fleetOpen"_s, tr("Open"), [this] {
        for (const QString &key : m_stacks->selectedKeys())
            emit openRequested(key, {});
    });
    open->setIcon(Icon::get(Icon::Name::OpenExternal));
    QAction *again =
        addStackAction(u"fleetAskAgain"_s, tr("Ask all again"), [this] { askAgain(); });
    again->setIcon(Icon::get(Icon::Name::Refresh));
    again->setToolTip(tr("Ask every daemon for its whole stack (F5)"));
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_actions.append(separator);
    addChange(u"fleetBuild"_s, tr("Build…"), tr("Build"), [] { return buildTask({}); });
    addChange(u"fleetApply"_s, tr("Build and apply…"), tr("Build and apply"),
              [] { return buildAndApplyTask({}); });
    addChange(u"fleetDown"_s, tr("Stop all…"), tr("Stop all"), [] { return downTask(); });
    m_changeActions.append(addStackAction(u"fleetSecret"_s, tr("Set secret…"), [this] {
        m_changes->startSecret(m_stacks->selectedKeys());
    }));
    const QList<Icon::Name> icons{Icon::Name::Build, Icon::Name::Up, Icon::Name::Down,
                                  Icon::Name::Secret};
    for (qsizetype i = 0; i < m_changeActions.size(); ++i)
        m_changeActions.at(i)->setIcon(Icon::get(icons.at(i)));
    m_row->setActions(m_actions);
    m_stacks->setActions(m_actions);
}

void FleetWindow::present()
{
    if (isMinimized())
        showNormal();
    show();
    raise();
    activateWindow();
}

void FleetWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateWatching();
}

void FleetWindow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateWatching();
}

void FleetWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        updateWatching();
    else if (event->type() == QEvent::ActivationChange && isActiveWindow())
        emit profilesWanted();
}

void FleetWindow::updateWatching()
{
    m_fleet->setWatched(isVisible() && !isMinimized());
}

void FleetWindow::askAgain()
{
    emit profilesWanted();
    m_fleet->askAgain();
}

void FleetWindow::refresh()
{
    QList<FleetFacts> all;
    const QList<FleetMember *> members = m_fleet->members();
    all.reserve(members.size());
    for (const FleetMember *member : members)
        all.append(member->facts());
    m_model->setRecords(all);
    m_stacks->selectAny();
    const QList<FleetAttention> attention = FleetAttentionModel::attentionOf(*m_fleet);
    m_attentionModel->setRecords(attention);
    m_tabs->setTabText(m_tabs->indexOf(m_attention), tr("Attention (%1)").arg(attention.size()));
    updateSummary();
    updateDetail();
    updateActions();
}

// Many rows: only while somebody looks at them.
void FleetWindow::refreshObjects()
{
    if (m_tabs->currentWidget() == m_objects)
        m_objectModel->setRecords(m_fleet->objects());
}

void FleetWindow::updateSummary()
{
    QMap<FleetFacts::State, int> states;
    int bad = 0;
    int warnings = 0;
    const QList<FleetMember *> members = m_fleet->members();
    for (const FleetMember *member : members) {
        ++states[member->facts().state];
        bad += member->facts().bad;
        warnings += member->facts().warnings;
    }
    if (members.isEmpty())
        return setLabelLine(m_summary,
                            tr("There are no profiles yet. Connect to a daemon and remember it."));
    QStringList parts{tr("%n stack(s)", nullptr, int(members.size()))};
    for (auto it = states.cbegin(); it != states.cend(); ++it)
        parts.append(u"%1 %2"_s.arg(it.value()).arg(fleetStateName(it.key())));
    if (bad > 0)
        parts.append(tr("%n object(s) not working", nullptr, bad));
    if (warnings > 0)
        parts.append(tr("%n object(s) to look after", nullptr, warnings));
    setLabelLine(m_summary, parts.join(u" · "_s));
}

void FleetWindow::updateDetail()
{
    const FleetFacts *facts = m_model->find(m_stacks->currentKey());
    m_words->setVisible(facts && !facts->words.isEmpty());
    if (!facts) {
        m_facts->setFacts({});
        m_innerModel->setRecords({});
        return;
    }
    setLabelText(m_words, facts->words);
    const QString services = facts->hasServices ? tr("%1 of %2 running, %3 ended, %4 unhealthy")
                                                      .arg(facts->running)
                                                      .arg(facts->services)
                                                      .arg(facts->ended)
                                                      .arg(facts->unhealthy)
                                                : QString();
    const QString protection = fleetProtectionText(facts->protection);
    m_facts->setFacts(
        {{tr("Profile"), facts->name, false},
         {tr("Address"), facts->address, true},
         {tr("State"), fleetStateName(facts->state), false},
         {tr("Stack"), facts->stack, false},
         {tr("Folder"), facts->root, true},
         {tr("Services"), services, false},
         {tr("Attention"), facts->hasServices ? fleetAttentionText(*facts) : QString(), false},
         {tr("Runs now"), facts->runsNow, false},
         {tr("Last build"), fleetBuildText(facts->lastBuild), false},
         {tr("Version"), facts->version, false},
         {tr("Changes"), protection.isEmpty() ? tr("ask as usual") : protection, false}});
    m_innerModel->setRecords(m_fleet->innerStacks(facts->id));
    m_inner->selectAny();
}

void FleetWindow::updateActions()
{
    const QStringList chosen = m_stacks->selectedKeys();
    const QString none = chosen.isEmpty() ? tr("Choose a stack first.") : QString();
    setActionAvailable(m_actions.first(), none);
    for (QAction *action : std::as_const(m_changeActions)) {
        QString reason = none.isEmpty() ? m_changes->whyNotNow() : none;
        if (const FleetMember *only =
                chosen.size() == 1 ? m_fleet->member(chosen.first()) : nullptr;
            only && reason.isEmpty())
            reason = only->whyNoChanges();
        setActionAvailable(action, reason);
    }
    const FleetFacts *facts = m_model->find(m_stacks->currentKey());
    m_row->setSubject(chosen.size() > 1 ? tr("%n stack(s)", nullptr, int(chosen.size()))
                          : facts       ? shownName(facts->name)
                                        : QString());
    const bool hasInner = m_innerModel->find(m_inner->currentKey());
    m_innerPart->setVisible(m_innerModel->rowCount() > 0);
    m_connectInner->setEnabled(hasInner);
    m_connectInner->setToolTip(hasInner ? tr("Opens a window on the stack within the workspace")
                                        : tr("Choose a workspace first."));
}

void FleetWindow::closeEvent(QCloseEvent *event)
{
    QStringList cutOff;
    const QList<FleetMember *> members = m_fleet->members();
    for (const FleetMember *member : members) {
        const QStringList lines = member->cutOffByClosing();
        for (const QString &line : lines)
            cutOff.append(u"%1: %2"_s.arg(shownName(member->facts().name), line));
    }
    if (const auto waiting = m_changes->waiting(); waiting > 0)
        cutOff.append(tr("%n stack(s) whose turn has not come: nothing is sent there", nullptr,
                         int(waiting)));
    if (!cutOff.isEmpty() && !m_closeAnyway) {
        event->ignore();
        return askToClose(cutOff);
    }
    event->accept();
    hide();
    emit closed();
}

void FleetWindow::askToClose(const QStringList &cutOff)
{
    Confirmation question;
    question.title = tr("Close the fleet's window");
    question.text = tr("What runs from here ends with it.");
    question.lost = cutOff;
    question.verb = tr("Close and end it");
    auto *dialog = new ConfirmDialog(question, this);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog] {
        dialog->close();
        m_closeAnyway = true;
        close();
    });
    dialog->open();
}

} // namespace angee
