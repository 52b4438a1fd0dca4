// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/sources/sourcedetail.h"

#include "core/base/ansi.h"
#include "core/model/filelocation.h"
#include "ui/diffs/changesview.h"
#include "ui/gitops/slotslist.h"
#include "ui/panes/objectactivity.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/sourcestate.h"

#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

SourceDetail::SourceDetail(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget)
    , m_facts(new FactList)
    , m_slots(new SlotsList(SlotsList::Of::Source))
    , m_changes(new ChangesView)
    , m_activity(new ObjectActivity(ObjectKind::Source))
{
    setObjectName(u"sourceDetail"_s);
    m_tabs->setObjectName(u"sourceTabs"_s);
    m_tabs->setAccessibleName(tr("About this source"));
    m_tabs->setDocumentMode(true);
    m_facts->setObjectName(u"sourceFacts"_s);
    connect(m_slots, &SlotsList::activated, this, [this](const QString &id) {
        emit openRequested({ObjectKind::Slot, id});
    });
    connect(m_changes, &ChangesView::openFileRequested, this,
            [this](const QString &source, const QString &path, int line) {
                emit openRequested({ObjectKind::File, FileLocation{source, path, line}.name()});
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

void SourceDetail::setSource(const SourceRecord &record)
{
    const Source &source = record.source;
    m_name = source.name;
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
    m_activity->setObject(source.name);
}

void SourceDetail::showChanges()
{
    m_tabs->setCurrentWidget(m_changes);
    m_changes->focusFiles();
}

} // namespace angee
