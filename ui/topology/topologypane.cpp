// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/topologypane.h"

#include "ui/topology/topologydescriptor.h"
#include "ui/topology/topologyview.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QDataStream>
#include <QIODevice>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

TopologyPane::TopologyPane(QWidget *parent)
    : Pane(topologyDescriptor(), parent)
    , m_view(new TopologyView)
    , m_find(new QLineEdit)
    , m_found(new QLabel)
    , m_summary(new QLabel)
{
    statePage()->setObjectName(u"topologyState"_s);
    statePage()->setEmptyIcon(icon());
    makeFind();
    makeTools();
    m_summary->setObjectName(u"topologySummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    const int unit = spacing(1, this);
    column->setContentsMargins(4 * unit, 0, 4 * unit, 2 * unit);
    column->setSpacing(unit);
    column->addWidget(m_summary);
    column->addWidget(m_view, 1);
    setContent(content);
    connect(m_view, &TopologyView::activated, this, &Pane::openRequested);
    connect(m_view, &TopologyView::currentChanged, this, &TopologyPane::showFound);
    connect(m_view, &TopologyView::zoomChanged, this, [this] {
        showSummary();
        emit stateChanged();
    });
    statePage()->showLoading();
}

TopologyPane::~TopologyPane() = default;

void TopologyPane::makeFind()
{
    m_find->setObjectName(u"topologyFind"_s);
    m_find->setAccessibleName(tr("Find in the topology"));
    m_find->setPlaceholderText(tr("Find a name or a state"));
    m_find->setClearButtonEnabled(true);
    m_find->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    m_found->setObjectName(u"topologyFound"_s);
    m_found->setTextFormat(Qt::PlainText);
    m_found->setMinimumWidth(fontMetrics().averageCharWidth() * 10);
    setAnnouncing(m_found);
    addHeaderWidget(m_find);
    addHeaderWidget(m_found);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_view->find(words);
        showFound();
    });
    const auto add = [this](const QString &name, const QString &text,
                            const QList<QKeySequence> &keys, auto slot) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, slot);
        QWidget::addAction(action);
    };
    add(u"topologyFindAction"_s, tr("Find"), {QKeySequence(QKeySequence::Find), Qt::Key_Slash},
        [this] { focusFilter(); });
    add(u"topologyFindNext"_s, tr("Next that was found"), {Qt::Key_F3},
        [this] { m_view->findNext(1); });
    add(u"topologyFindPrevious"_s, tr("Previous that was found"), {Qt::SHIFT | Qt::Key_F3},
        [this] { m_view->findNext(-1); });
    connect(m_find, &QLineEdit::returnPressed, this, [this] { m_view->findNext(1); });
    auto *leave = new QShortcut(QKeySequence(Qt::Key_Escape), m_find);
    leave->setContext(Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, this, [this] {
        m_find->clear();
        m_view->setFocus(Qt::OtherFocusReason);
    });
}

QAction *TopologyPane::addTool(const QString &name, const QString &text, Icon::Name icon,
                               const QKeySequence &shortcut)
{
    auto *action = new QAction(Icon::get(icon), text, this);
    action->setObjectName(name);
    if (!shortcut.isEmpty()) {
        action->setShortcut(shortcut); // the view hears it: a letter typed elsewhere is one
        action->setShortcutContext(Qt::WidgetShortcut);
    }
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName(name + u"Button"_s);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::StrongFocus);
    addHeaderWidget(button);
    return action;
}

void TopologyPane::makeTools()
{
    connect(addTool(u"topologyZoomOut"_s, tr("Smaller"), Icon::Name::Remove, Qt::Key_Minus),
            &QAction::triggered, this, [this] { m_view->setZoom(m_view->zoom() / 1.2); });
    connect(addTool(u"topologyZoomIn"_s, tr("Larger"), Icon::Name::Add, Qt::Key_Plus),
            &QAction::triggered, this, [this] { m_view->setZoom(m_view->zoom() * 1.2); });
    connect(addTool(u"topologyZoomFull"_s, tr("Full size"), Icon::Name::Search, Qt::Key_0),
            &QAction::triggered, this, [this] { m_view->setZoom(1); });
    connect(addTool(u"topologyFit"_s, tr("All of it"), Icon::Name::Monitor, Qt::Key_F),
            &QAction::triggered, m_view, &TopologyView::fit);
    auto *button = new QToolButton;
    button->setObjectName(u"topologyExport"_s);
    button->setText(tr("Export"));
    button->setAccessibleName(button->text());
    button->setIcon(Icon::get(Icon::Name::Download));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(button);
    const auto add = [&](const QString &name, const QString &text, PictureFormat format) {
        QAction *action = menu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, format] {
            if (!m_view->scene().isEmpty())
                emit exportRequested(format);
        });
    };
    add(u"topologySvg"_s, tr("As SVG…"), PictureFormat::Svg);
    add(u"topologyPng"_s, tr("As PNG…"), PictureFormat::Png);
    button->setMenu(menu);
    addHeaderWidget(button);
}

void TopologyPane::setScene(const TopologyScene &scene)
{
    m_view->setScene(scene);
    const auto bad =
        std::count_if(scene.looks.cbegin(), scene.looks.cend(), [](const NodeLook &look) {
            return Icon::statusRole(look.status) == ColorRole::Bad;
        });
    setBadge(-1, bad > 0);
    if (scene.isEmpty())
        statePage()->showEmpty(
            tr("There is nothing to draw."),
            tr("Sources, workspaces with their slots, and the services that mount them stand "
               "here."));
    else
        statePage()->showContent();
    showSummary();
    showFound();
}

void TopologyPane::showSummary()
{
    const StackGraph &graph = m_view->scene().graph;
    const auto count = [&graph](ObjectKind kind) {
        return int(
            std::count_if(graph.nodes.cbegin(), graph.nodes.cend(),
                          [kind](const StackNode &node) { return node.object.kind == kind; }));
    };
    QStringList parts{tr("%n source(s)", nullptr, count(ObjectKind::Source)),
                      tr("%n workspace(s)", nullptr, count(ObjectKind::Workspace)),
                      tr("%n slot(s)", nullptr, count(ObjectKind::Slot)),
                      tr("%n service(s) that mount them", nullptr, count(ObjectKind::Service))};
    if (const int jobs = count(ObjectKind::Job); jobs > 0)
        parts.append(tr("%n job(s)", nullptr, jobs));
    if (graph.mountless > 0)
        parts.append(tr("%n more service(s) mount no workspace", nullptr, graph.mountless));
    if (graph.leftOut > 0)
        parts.append(tr("%n more left out", nullptr, graph.leftOut));
    if (!graph.nodes.isEmpty() && !m_view->scene().plan.isArranged)
        parts.append(tr("too much to be arranged"));
    m_summary->setText(u"%1 · %2 %"_s.arg(parts.join(u", "_s)).arg(qRound(m_view->zoom() * 100)));
}

void TopologyPane::showFound()
{
    const qsizetype count = m_view->hits().size();
    QString words;
    if (!m_find->text().trimmed().isEmpty()) {
        words = count == 0             ? tr("Not found")
            : m_view->currentHit() < 0 ? tr("%n found", nullptr, int(count))
                                       : tr("%1 of %2").arg(m_view->currentHit() + 1).arg(count);
    }
    m_found->setText(words);
}

QByteArray TopologyPane::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_view->isFitting() << double(m_view->zoom());
    return state;
}

void TopologyPane::restoreState(const QByteArray &state)
{
    bool isFitting = true;
    double zoom = 1;
    QDataStream stream(state);
    stream >> isFitting >> zoom;
    if (stream.status() != QDataStream::Ok || isFitting || !(zoom > 0))
        m_view->fit();
    else
        m_view->setZoom(zoom);
}

void TopologyPane::focusFilter()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void TopologyPane::setFilter(const QString &filter)
{
    m_find->setText(filter);
}

void TopologyPane::showEvent(QShowEvent *event)
{
    Pane::showEvent(event);
    emit shown();
}

} // namespace angee
