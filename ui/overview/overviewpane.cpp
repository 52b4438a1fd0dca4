// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/overview/overviewpane.h"

#include "core/base/relativetime.h"
#include "core/live/livestore.h"
#include "core/model/servicestatus.h"
#include "core/session/session.h"
#include "core/session/stackwatch.h"
#include "ui/overview/attentionmodel.h"
#include "ui/overview/overviewdescriptor.h"
#include "ui/overview/timelinemodel.h"
#include "ui/panes/countlinks.h"
#include "ui/panes/panefeed.h"
#include "ui/panes/stucknotices.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QDataStream>
#include <QHBoxLayout>
#include <QIODevice>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int SideBySideFrom = 1100; // pixels; narrower panes stack the two tables

QLabel *sectionTitle(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

OverviewPane::OverviewPane(Session *session, StackWatch *watch, QList<PaneDescriptor> panes,
                           QWidget *parent)
    : Pane(overviewDescriptor(), parent)
    , m_panes(std::move(panes))
    , m_attentionModel(new AttentionModel(this))
    , m_timelineModel(new TimelineModel(this))
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    const int unit = spacing(1, this);
    column->setContentsMargins(4 * unit, 0, 4 * unit, 4 * unit);
    column->setSpacing(3 * unit);
    column->addWidget(makeStackHeader());
    m_splitter = new QSplitter(content);
    m_splitter->setObjectName(u"overviewSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeAttention());
    m_splitter->addWidget(makeTimeline());
    m_splitter->setHandleWidth(4 * unit);
    m_attentionTitle->setMinimumHeight(m_markLooked->sizeHint().height()); // one line for both
    column->addWidget(m_splitter, 1);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        m_sharesChosen = true;
        emit stateChanged();
    });
    setContent(content);
    setMainTable(m_attention);
    // The filter of the table stands above everything else.
    setTabOrder(m_attention->lastInBar(), m_stackName);
    setTabOrder(m_stackName, m_stackRoot);
    m_counts->setTabAfter(m_stackRoot);

    connect(watch, &StackWatch::timelineChanged, this, &OverviewPane::onTimelineChanged);
    onTimelineChanged(watch->timeline());
    auto *feed = new PaneFeed(session, this, this);
    connect(feed, &PaneFeed::updated, this, &OverviewPane::onUpdated);
    new StuckNotices(feed, this);
    feed->start();
}

OverviewPane::~OverviewPane() = default;

QWidget *OverviewPane::makeStackHeader()
{
    auto *header = new QWidget(this);
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(1, this));
    auto *line = new QHBoxLayout;
    line->setSpacing(spacing(3, this));
    m_stackName = new QLabel(header);
    m_stackName->setObjectName(u"stackName"_s);
    m_stackRoot = new QLabel(header);
    m_stackRoot->setObjectName(u"stackRoot"_s);
    m_stackRoot->setFont(monospaceFont(this));
    m_stackRoot->setForegroundRole(QPalette::PlaceholderText);
    QFont large = m_stackName->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    large.setBold(true);
    m_stackName->setFont(large);
    for (QLabel *label : {m_stackName, m_stackRoot}) {
        label->setTextFormat(Qt::PlainText); // both come from the daemon
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        line->addWidget(label, 0, Qt::AlignBaseline);
    }
    m_stackName->setAccessibleDescription(tr("Name of the stack"));
    m_stackRoot->setAccessibleDescription(tr("Folder of the stack at the daemon"));
    line->addStretch(1);
    column->addLayout(line);
    m_counts = new CountLinks(header);
    column->addWidget(m_counts);
    connect(m_counts, &CountLinks::followed, this, [this](const CountLink &link) {
        if (link.object)
            emit openRequested(*link.object);
        else
            emit navigateRequested(link.pane, link.filter);
    });
    return header;
}

QWidget *OverviewPane::makeAttention()
{
    auto *part = new QWidget(this);
    part->setObjectName(u"attentionPart"_s);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(1, this));
    m_attentionTitle = sectionTitle(u"attentionTitle"_s, part);
    column->addWidget(m_attentionTitle);
    m_attention = new FilterTable(tr("Needs attention"), part);
    m_attention->setObjectName(u"attentionTable"_s);
    m_attention->setTable(m_attentionModel);
    m_attentionState = new StatePage(part);
    m_attentionState->setObjectName(u"attentionState"_s);
    m_attentionState->setEmptyIcon(Icon::Name::StateDone);
    m_attentionState->setContent(m_attention);
    column->addWidget(m_attentionState, 1);
    connect(m_attention, &FilterTable::activated, this, &OverviewPane::openAttention);
    return part;
}

QWidget *OverviewPane::makeTimeline()
{
    auto *part = new QWidget(this);
    part->setObjectName(u"timelinePart"_s);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing(1, this));
    auto *line = new QHBoxLayout;
    QLabel *title = sectionTitle(u"timelineTitle"_s, part);
    title->setText(tr("What happened"));
    line->addWidget(title);
    m_lastLook = new QLabel(part);
    m_lastLook->setObjectName(u"lastLook"_s);
    m_lastLook->setForegroundRole(QPalette::PlaceholderText);
    m_lastLook->setTextFormat(Qt::PlainText);
    line->addWidget(m_lastLook, 1);
    m_onlyNew = new QCheckBox(tr("Only since I last looked"), part);
    m_onlyNew->setObjectName(u"onlyNew"_s);
    m_onlyNew->setAccessibleName(m_onlyNew->text());
    line->addWidget(m_onlyNew);
    m_markLooked = new QPushButton(tr("Mark as seen"), part);
    m_markLooked->setObjectName(u"markLooked"_s);
    m_markLooked->setAccessibleName(m_markLooked->text());
    line->addWidget(m_markLooked);
    column->addLayout(line);

    m_timeline = new FilterTable(tr("What happened"), part);
    m_timeline->setObjectName(u"timelineTable"_s);
    m_timeline->setTable(m_timelineModel);
    m_timelineState = new StatePage(part);
    m_timelineState->setObjectName(u"timelineState"_s);
    m_timelineState->setEmptyIcon(Icon::Name::Clock);
    m_timelineState->setContent(m_timeline);
    column->addWidget(m_timelineState, 1);

    connect(m_timeline, &FilterTable::activated, this, &OverviewPane::openEvent);
    connect(m_timeline, &FilterTable::stateChanged, this, &Pane::stateChanged);
    connect(m_onlyNew, &QCheckBox::toggled, this, [this](bool on) {
        m_timelineModel->setOnlyNew(on);
        updateTimelineTexts();
    });
    connect(m_markLooked, &QPushButton::clicked, this, [this] {
        if (m_timelineOf)
            m_timelineOf->markLooked();
    });
    return part;
}

void OverviewPane::onUpdated(const LiveUpdatePtr &update)
{
    if (!update) {
        m_attentionModel->setRecords({});
        m_counts->setLinks({});
        m_stackName->clear();
        m_stackRoot->clear();
        setBadge(-1, false);
        return;
    }
    const Snapshot &snapshot = *update->snapshot;
    setLabelText(m_stackName, shownName(toText(snapshot.stackName())));
    setLabelText(m_stackRoot, shownName(toText(snapshot.stackRoot()), longestLine));
    m_counts->setLinks(countLinks(m_panes, snapshot, update->sights));
    m_attentionModel->setRecords(update->attention);
    const int count = int(update->attention.size());
    m_attentionTitle->setText(count > 0 ? tr("Needs attention: %1").arg(count)
                                        : tr("Needs attention"));
    if (count > 0)
        m_attentionState->showContent();
    else
        showNothing(*update);
    updateShares();
    setBadge(count > 0 ? count : -1, count > 0);
    statePage()->showContent();
}

void OverviewPane::showNothing(const LiveUpdate &update)
{
    const auto &services = update.snapshot->services();
    const auto running = std::count_if(services.begin(), services.end(), [](const ServiceRow &row) {
        return isUp(serviceState(row.status));
    });
    // Nothing is said to be well that was not seen to be.
    const bool observed =
        std::none_of(services.begin(), services.end(), [&update](const ServiceRow &row) {
            if (isUp(serviceState(row.status)))
                return false;
            const ServiceSight sight = update.sights.value(toText(row.name));
            return sight.state == ServiceSight::State::NotObserved
                || sight.state == ServiceSight::State::Changing;
        });
    m_attentionState->setEmptyIcon(observed ? Icon::Name::StateDone : Icon::Name::StateDeclared);
    if (observed)
        return m_attentionState->showEmpty(
            tr("Nothing needs attention"),
            tr("Services that stopped or are unhealthy, unpushed work, missing secrets and "
               "expiring workspaces appear here."));
    m_attentionState->showEmpty(
        running > 0 ? tr("Not every service was seen to run") : tr("No service was seen to run"),
        tr("%1 of %2 services run. Of the others nothing is observed: they were not started, or "
           "their tool cannot be asked. Nothing else needs attention.")
            .arg(running)
            .arg(services.size()));
}

void OverviewPane::onTimelineChanged(Timeline *timeline)
{
    if (m_timelineOf)
        m_timelineOf->disconnect(this);
    m_timelineOf = timeline;
    m_timelineModel->setTimeline(timeline);
    if (timeline) {
        connect(timeline, &Timeline::added, this, &OverviewPane::updateTimelineTexts);
        connect(timeline, &Timeline::lookedAtChanged, this, &OverviewPane::updateTimelineTexts);
        connect(timeline, &Timeline::problemChanged, this, &OverviewPane::updateTimelineTexts);
    }
    updateTimelineTexts();
}

void OverviewPane::updateTimelineTexts()
{
    const int unseen = m_timelineOf ? m_timelineOf->unseenCount() : 0;
    m_markLooked->setEnabled(unseen > 0);
    m_markLooked->setToolTip(unseen > 0 ? QString() : tr("Everything has been seen"));
    const qint64 looked = m_timelineOf ? m_timelineOf->lookedAtMs() : 0;
    QString text = looked > 0
        ? tr("%1 new since %2").arg(unseen).arg(exactTime(QDateTime::fromMSecsSinceEpoch(looked)))
        : QString();
    if (m_timelineOf && !m_timelineOf->problem().isEmpty())
        text = m_timelineOf->problem();
    setLabelText(m_lastLook, text);
    updateShares();
    if (m_timelineModel->rowCount() > 0)
        m_timelineState->showContent();
    else if (m_onlyNew->isChecked())
        m_timelineState->showEmpty(tr("Nothing new"),
                                   tr("Nothing has changed since you last looked."));
    else
        m_timelineState->showEmpty(
            tr("Nothing happened yet"),
            tr("Changes are noted while the console runs, as often as the daemon looks for them: "
               "every two seconds."));
}

//! Until somebody moves the line between them: what has nothing to say leaves the room to the
//! other.
void OverviewPane::updateShares()
{
    if (m_sharesChosen)
        return;
    const int attention = m_attentionModel->rowCount() > 0 ? 3 : 1;
    const int timeline = m_timelineModel->rowCount() > 0 ? 2 : 1;
    const int all = qMax(10,
                         m_splitter->orientation() == Qt::Horizontal ? m_splitter->width()
                                                                     : m_splitter->height());
    const QList<int> shares{all * attention / (attention + timeline),
                            all * timeline / (attention + timeline)};
    if (m_shares == shares)
        return;
    m_shares = shares;
    m_splitter->setSizes(shares);
}

void OverviewPane::openAttention(const QString &key)
{
    const AttentionItem *item = m_attentionModel->find(key);
    // What is wrong with the whole stack is seen on its services.
    if (item && item->object.kind == ObjectKind::Stack)
        emit navigateRequested(u"services"_s, {});
    else if (item)
        emit openRequested(shownBy(item->object));
}

void OverviewPane::openEvent(const QString &key)
{
    const TimelineRow *row = m_timelineModel->find(key);
    if (row && !row->event.object.name.isEmpty())
        emit openRequested(shownBy(row->event.object));
}

QByteArray OverviewPane::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_attention->saveState() << m_timeline->saveState() << m_splitter->saveState();
    return state;
}

void OverviewPane::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    QByteArray attention;
    QByteArray timeline;
    QByteArray splitter;
    stream >> attention >> timeline >> splitter;
    if (stream.status() != QDataStream::Ok)
        return;
    const Qt::Orientation orientation = m_splitter->orientation();
    m_attention->restoreState(attention);
    m_timeline->restoreState(timeline);
    m_splitter->restoreState(splitter);
    m_splitter->setOrientation(orientation); // follows the width, not what was saved
    m_sharesChosen = !splitter.isEmpty();
}

void OverviewPane::resizeEvent(QResizeEvent *event)
{
    Pane::resizeEvent(event);
    m_splitter->setOrientation(width() >= SideBySideFrom ? Qt::Horizontal : Qt::Vertical);
    updateShares();
}

} // namespace angee
