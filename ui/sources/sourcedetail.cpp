// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/sources/sourcedetail.h"

#include "core/base/ansi.h"
#include "ui/panes/objectactivity.h"
#include "ui/sources/sourcechanges.h"
#include "ui/widgets/columnwidths.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/sourcestate.h"

#include <QScrollArea>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

SourceDetail::SourceDetail(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget)
    , m_facts(new FactList)
    , m_slots(new QTreeWidget)
    , m_changes(new SourceChanges)
    , m_activity(new ObjectActivity(ObjectKind::Source))
{
    setObjectName(u"sourceDetail"_s);
    m_tabs->setObjectName(u"sourceTabs"_s);
    m_tabs->setAccessibleName(tr("About this source"));
    m_tabs->setDocumentMode(true);
    m_facts->setObjectName(u"sourceFacts"_s);
    m_slots->setObjectName(u"sourceSlots"_s);
    m_slots->setAccessibleName(tr("Slots over this source"));
    m_slots->setHeaderLabels({tr("Workspace"), tr("Slot"), tr("Mode"), tr("Branch or ref"),
                              tr("State"), tr("Distance"), tr("Pushed")});
    m_slots->setRootIsDecorated(false);
    m_slots->setUniformRowHeights(true);
    const int character = fontMetrics().averageCharWidth();
    const QList<int> widths{20, 14, 12, 22, 18, 18};
    for (int column = 0; column < widths.size(); ++column)
        m_slots->setColumnWidth(column, character * widths.at(column));
    connect(m_slots, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        emit openRequested({ObjectKind::Workspace, item->text(0)});
    });
    connect(m_changes, &SourceChanges::openFileRequested, this,
            [this](const QString &source, const QString &path) {
                emit openRequested({ObjectKind::File, source + u':' + path});
            });

    auto *scroll = new QScrollArea;
    scroll->setWidget(m_facts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_tabs->addTab(scroll, tr("Overview"));
    m_tabs->addTab(m_slots, tr("Slots"));
    m_tabs->addTab(m_changes, tr("Changes"));
    m_tabs->addTab(m_activity, tr("Activity"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);
    setFocusProxy(m_tabs);
}

SourceDetail::~SourceDetail() = default;

void SourceDetail::setRunner(TaskRunner *runner)
{
    m_activity->setRunner(runner);
}

void SourceDetail::setSource(const SourceRecord &record, const SnapshotPtr &snapshot)
{
    const Source &source = record.source;
    QList<FactList::Fact> facts{
        {tr("Name"), source.name, true},
        {tr("Kind"), source.kind, false},
        {tr("Path"), source.path, true},
        {tr("State"), source.exists ? source.state : tr("%1, not there").arg(source.state), false},
        {tr("Stands on"), source.currentRef, true},
        {tr("Declared"), source.branch.isEmpty() ? source.ref : source.branch, true},
        {tr("Upstream"), source.upstream, true},
        {tr("Distance"), distanceText(source.ahead, source.behind), false},
        {tr("Not committed"), source.dirty ? tr("yes") : tr("nothing"), false},
        {tr("Pushed"),
         pushedText(source.kind, source.state, source.pushed, source.unpushedReason, source.error),
         false}};
    if (!source.error.isEmpty())
        facts.append({tr("Git says"), withoutAnsi(source.error), false});
    m_facts->setFacts(facts);
    m_changes->setSource(source);
    m_activity->setObject(source.name);
    if (snapshot)
        showSlots(source.name, *snapshot);
}

void SourceDetail::showSlots(const QString &source, const Snapshot &snapshot)
{
    m_slots->clear();
    const QByteArray name = source.toUtf8();
    for (const LinkRow &link : snapshot.links()) {
        if (link.source != viewOf(name))
            continue;
        const std::string_view reference = !link.currentRef.empty() ? link.currentRef
            : !link.branch.empty()                                  ? link.branch
                                                                    : link.ref;
        auto *item = new QTreeWidgetItem(
            {toText(link.workspace), toText(link.slot), toText(link.mode), toText(reference),
             toText(link.state), distanceText(link.ahead, link.behind),
             pushedText(toText(link.kind), toText(link.state), link.pushed,
                        toText(link.unpushedReason), toText(link.error))});
        item->setIcon(4, Icon::status(sourceStateIcon(toText(link.state))));
        item->setToolTip(6, item->text(6));
        m_slots->addTopLevelItem(item);
    }
    if (m_slots->topLevelItemCount() > 0 && m_fittedFor != source) {
        m_fittedFor = source;
        fitColumns(m_slots);
    }
}

void SourceDetail::showChanges()
{
    m_tabs->setCurrentWidget(m_changes);
    m_changes->setFocus(Qt::OtherFocusReason);
}

} // namespace angee
