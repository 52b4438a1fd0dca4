// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/sources/sourcespane.h"

#include "core/actions/sourceactions.h"
#include "ui/gitops/slotslist.h"
#include "ui/panes/bulkpanel.h"
#include "ui/sources/sourcedetail.h"
#include "ui/sources/sourcesdescriptor.h"
#include "ui/widgets/filtertable.h"

namespace angee {

using namespace Qt::StringLiterals;

SourcesPane::SourcesPane(QWidget *parent)
    : ListPane(sourcesDescriptor(), new SourcesModel, parent)
    , m_model(qobject_cast<SourcesModel *>(table()->table()))
    , m_detail(new SourceDetail)
    , m_bulk(new BulkPanel)
{
    m_model->setParent(this);
    setEmptyTexts(tr("This stack has no sources."),
                  tr("A source is a git tree or a local folder that workspaces and services build "
                     "on; it is declared in the stack's angee.yaml."),
                  {});
    makeActions();
    setDetail(m_detail);
    addPanel(m_bulk);
    connect(m_detail, &SourceDetail::openRequested, this, &Pane::openRequested);
    showLoading();
    onSelectionChanged();
}

SourcesPane::~SourcesPane() = default;

void SourcesPane::makeActions()
{
    m_fetch = addAction(u"sourceFetch"_s, sourceActionName(SourceAction::Fetch),
                        Icon::Name::Refresh, Placement::Row);
    connect(m_fetch, &QAction::triggered, this,
            [this] { emit actionRequested(SourceAction::Fetch, table()->selectedKeys()); });
    m_pull = addAction(u"sourcePull"_s, sourceActionName(SourceAction::Pull), Icon::Name::Download,
                       Placement::Row);
    connect(m_pull, &QAction::triggered, this,
            [this] { emit actionRequested(SourceAction::Pull, table()->selectedKeys()); });
    m_push = addAction(u"sourcePush"_s, tr("Push…"), Icon::Name::Upload, Placement::Row);
    connect(m_push, &QAction::triggered, this,
            [this] { emit pushRequested(table()->selectedKeys()); });
    addSeparator();
    m_changes =
        addAction(u"sourceChangesAction"_s, tr("Changes"), Icon::Name::Diff, Placement::Row);
    connect(m_changes, &QAction::triggered, m_detail, &SourceDetail::showChanges);
    m_commits = addAction(u"sourceCommits"_s, tr("Commits"), Icon::Name::GitOps, Placement::Row);
    connect(m_commits, &QAction::triggered, this,
            [this] { emit commitsRequested(table()->currentKey()); });
    m_files = addAction(u"sourceFiles"_s, tr("Files"), Icon::Name::File, Placement::Row);
    connect(m_files, &QAction::triggered, this, [this] {
        emit openRequested({ObjectKind::File, table()->currentKey()});
    });
}

void SourcesPane::apply(const LiveUpdatePtr &update)
{
    m_model->apply(update);
    showTable(update != nullptr, update && concerns(update->attention, ObjectKind::Source));
}

void SourcesPane::setResults(const RowResults *results)
{
    m_model->setResults(results);
    // After the model, so that what is read here is what the rows say.
    connect(results, &RowResults::changed, this, &SourcesPane::onSelectionChanged);
}

void SourcesPane::showObject(const ObjectRef &object)
{
    selectKey(object.name);
}

QString SourcesPane::whyNot(SourceAction action, const QList<SourceRecord> &sources) const
{
    QString first = sources.isEmpty() ? tr("Select a source first.") : QString();
    for (const SourceRecord &record : sources) {
        const bool active =
            record.result && record.result->active && record.result->verb == verbOf(action);
        const QString reason = active ? tr("This is under way.") : whyNotNow(action, record.source);
        if (reason.isEmpty())
            return {}; // a bulk run skips the others and says why
        if (first.isEmpty())
            first = reason;
    }
    return first;
}

void SourcesPane::onSelectionChanged()
{
    QList<SourceRecord> sources;
    const QStringList keys = table()->selectedKeys();
    for (const QString &name : keys) {
        if (const auto record = m_model->source(name))
            sources.append(*record);
    }
    const QString oneOnly = sources.isEmpty() ? tr("Select a source first.")
        : sources.size() > 1                  ? tr("Select a single source.")
                                              : QString();
    setPossible(m_fetch, whyNot(SourceAction::Fetch, sources));
    setPossible(m_pull, whyNot(SourceAction::Pull, sources));
    setPossible(m_push, whyNot(SourceAction::Push, sources));
    setPossible(m_changes, oneOnly, false);
    setPossible(m_commits, oneOnly, false);
    setPossible(m_files, oneOnly, false);
    const auto current = m_model->source(table()->currentKey());
    m_detail->setVisible(current.has_value());
    if (current)
        m_detail->setSource(*current);
    m_detail->slotsList()->setWhyNoChanges(whyNoChanges());
    emit detailChanged();
    setSelectionText(sources.size() > 1 ? tr("%n sources", nullptr, int(sources.size()))
                         : current      ? current->source.name
                                        : QString());
}

void SourcesPane::onEmptyAction() { }

} // namespace angee
