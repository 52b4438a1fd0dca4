// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/gitops/slotactionset.h"

#include "core/actions/slotactions.h"
#include "ui/gitops/slotdialog.h"
#include "ui/widgets/actionrow.h"

#include <QAction>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

Icon::Name iconOf(SlotAction action)
{
    switch (action) {
    case SlotAction::Fetch:
        return Icon::Name::Refresh;
    case SlotAction::Pull:
        return Icon::Name::Download;
    case SlotAction::Push:
        return Icon::Name::Upload;
    case SlotAction::Publish:
        return Icon::Name::Cloud;
    case SlotAction::Merge:
        return Icon::Name::Merge;
    case SlotAction::Rebase:
        return Icon::Name::Up;
    case SlotAction::MergeAbort:
    case SlotAction::RebaseAbort:
        return Icon::Name::Undo;
    case SlotAction::RebaseContinue:
        return Icon::Name::Start;
    }
    Q_UNREACHABLE();
}

//! What is done every day has a key; what gives something up has none.
QKeySequence keyOf(SlotAction action)
{
    const auto with = [](Qt::Key key) { return QKeySequence(Qt::CTRL | Qt::SHIFT | key); };
    switch (action) {
    case SlotAction::Fetch:
        return with(Qt::Key_F);
    case SlotAction::Pull:
        return with(Qt::Key_L);
    case SlotAction::Push:
        return with(Qt::Key_P);
    case SlotAction::Publish:
        return with(Qt::Key_U);
    case SlotAction::Merge:
        return with(Qt::Key_M);
    case SlotAction::Rebase:
        return with(Qt::Key_B);
    case SlotAction::MergeAbort:
    case SlotAction::RebaseAbort:
    case SlotAction::RebaseContinue:
        return {};
    }
    Q_UNREACHABLE();
}

void setKey(QAction *action, const QKeySequence &key)
{
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // of the table it belongs to
}

} // namespace

SlotActionSet::SlotActionSet(const Add &add, QObject *parent)
    : QObject(parent)
{
    for (const SlotAction action : allSlotActions) {
        if (action == SlotAction::Merge || action == SlotAction::MergeAbort)
            add({}, {}, Icon::Name::More);
        const QString name = slotActionName(action);
        QAction *made = add(u"slot"_s + slotActionId(action),
                            SlotDialog::isFor(action) ? tr("%1…").arg(name) : name, iconOf(action));
        setKey(made, keyOf(action));
        connect(made, &QAction::triggered, this, [this, action] { emit requested(action, m_ids); });
        m_actions.insert(action, made);
    }
    m_resolve = add(u"slotResolve"_s, tr("Resolve…"), Icon::Name::Warning);
    setKey(m_resolve, Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    connect(m_resolve, &QAction::triggered, this,
            [this] { emit convergenceRequested(m_ids.value(0)); });
    add({}, {}, Icon::Name::More);
    m_changes = add(u"slotChanges"_s, tr("Changes"), Icon::Name::Diff);
    setKey(m_changes, Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    connect(m_changes, &QAction::triggered, this,
            [this] { emit changesRequested(m_ids.value(0)); });
    m_commits = add(u"slotCommits"_s, tr("Commits"), Icon::Name::GitOps);
    setKey(m_commits, Qt::CTRL | Qt::SHIFT | Qt::Key_G);
    connect(m_commits, &QAction::triggered, this,
            [this] { emit commitsRequested(m_ids.value(0)); });
}

SlotActionSet::~SlotActionSet() = default;

QString SlotActionSet::whyNot(SlotAction action, const QList<SlotRow> &rows)
{
    if (rows.isEmpty())
        return tr("Select a slot first.");
    QString first;
    for (const SlotRow &row : rows) {
        const bool active = row.result && row.result->active && row.result->verb == verbOf(action);
        const QString reason =
            active ? tr("This is under way.") : whyNotNow(action, row.record, row.midst);
        if (reason.isEmpty())
            return {}; // a run over many passes the others over and says why
        if (first.isEmpty())
            first = reason;
    }
    return first;
}

void SlotActionSet::update(const QList<SlotRow> &rows, const QString &whyNoChanges)
{
    m_ids.clear();
    for (const SlotRow &row : rows)
        m_ids.append(row.record.id());
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it)
        setActionAvailable(it.value(),
                           whyNoChanges.isEmpty() ? whyNot(it.key(), rows) : whyNoChanges);
    const QString oneOnly = rows.isEmpty() ? tr("Select a slot first.")
        : rows.size() > 1                  ? tr("Select a single slot.")
                                           : QString();
    const QString noTree = !oneOnly.isEmpty() ? oneOnly
        : rows.first().record.isGit()         ? QString()
                                              : tr("A link to a local folder, not a git tree.");
    setActionAvailable(m_changes, noTree);
    setActionAvailable(m_commits, noTree);
    const bool canResolve = oneOnly.isEmpty()
        && (hasMark(rows.first(), SlotMark::Conflict)
            || (rows.first().midst == GitMidst::Unknown && hasMark(rows.first(), SlotMark::Dirty)));
    setActionAvailable(m_resolve,
                       !oneOnly.isEmpty() ? oneOnly
                           : canResolve   ? QString()
                                          : tr("Nothing stopped in a conflict here."));
}

} // namespace angee
