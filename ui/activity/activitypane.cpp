// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/activity/activitypane.h"

#include "core/base/relativetime.h"
#include "ui/activity/activitydescriptor.h"
#include "ui/tasks/taskmodel.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/plaintextview.h"

#include <QClipboard>
#include <QGuiApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QString fullText(const ActivityRecord &record)
{
    QStringList lines{record.title,
                      ActivityPane::tr("%1, after %2")
                          .arg(taskStateName(stateOf(record)), elapsedText(record.elapsedMs)),
                      exactTime(record.time),
                      ActivityPane::tr("Worked as %1 on %2")
                          .arg(record.actor.isEmpty() ? ActivityPane::tr("admin") : record.actor,
                               record.profile)};
    if (!record.request.isEmpty())
        lines.append(record.request);
    if (!record.bodyHash.isEmpty())
        lines.append(ActivityPane::tr("SHA-256 of what was sent: %1").arg(record.bodyHash));
    if (!record.words.isEmpty())
        lines.append(u'\n' + record.words);
    return lines.join(u'\n');
}

} // namespace

ActivityPane::ActivityPane(QWidget *parent)
    : ListPane(activityDescriptor(), new ActivityModel, parent)
    , m_model(qobject_cast<ActivityModel *>(table()->table()))
    , m_text(new PlainTextView(tr("The action in full")))
{
    m_model->setParent(this);
    m_text->setObjectName(u"activityText"_s);
    setPath({});
    m_open = addAction(u"activityOpen"_s, tr("Open"), Icon::Name::OpenExternal, Placement::Row);
    connect(m_open, &QAction::triggered, this, [this] {
        const ActivityEntry *entry = m_model->find(table()->currentKey());
        const auto kind = entry ? objectKindOf(entry->record.objectKind) : std::nullopt;
        if (kind)
            emit openRequested({*kind, entry->record.objectName});
    });
    m_copy = addAction(u"activityCopy"_s, tr("Copy as text"), Icon::Name::Copy, Placement::Row);
    connect(m_copy, &QAction::triggered, this, [this] {
        if (const ActivityEntry *entry = m_model->find(table()->currentKey()))
            QGuiApplication::clipboard()->setText(fullText(entry->record));
    });
    setDetail(m_text);
    showLoading();
    onSelectionChanged();
}

ActivityPane::~ActivityPane() = default;

void ActivityPane::setPath(const QString &path)
{
    setEmptyTexts(tr("Nothing was done from here yet."),
                  path.isEmpty()
                      ? tr("Every action on the stack is written down here, with who, when and "
                           "its outcome.")
                      : tr("Every action on the stack is written down in %1, with who, when and "
                           "its outcome; never with a secret's value.")
                            .arg(path),
                  {});
}

void ActivityPane::setEntries(const QList<ActivityEntry> &entries)
{
    m_model->setRecords(entries);
    showRows(entries.size());
}

void ActivityPane::onSelectionChanged()
{
    const ActivityEntry *entry = m_model->find(table()->currentKey());
    const QString none = entry ? QString() : tr("Select an action first.");
    const bool nowhere = entry && entry->record.objectName.isEmpty();
    setPossible(m_open, nowhere ? tr("This action was about the whole stack.") : none, false);
    setPossible(m_copy, none, false);
    setSelectionText(entry ? entry->record.title : QString());
    const QString shown = entry ? table()->currentKey() : QString();
    if (m_shown == shown && entry)
        return; // whoever reads it keeps the place
    m_shown = shown;
    m_text->setWords(entry ? fullText(entry->record) : QString());
}

void ActivityPane::onEmptyAction() { }

} // namespace angee
