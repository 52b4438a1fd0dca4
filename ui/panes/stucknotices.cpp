// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/stucknotices.h"

#include "ui/panes/pane.h"
#include "ui/panes/panefeed.h"
#include "ui/widgets/noticebar.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostShown = 3; // the rest stands in the overview's list

QString idOf(const StuckCause &cause)
{
    return u"stuck-%1-%2"_s.arg(int(cause.kind)).arg(cause.object);
}

} // namespace

StuckNotices::StuckNotices(PaneFeed *feed, Pane *pane)
    : QObject(pane)
    , m_pane(pane)
{
    connect(feed, &PaneFeed::updated, this, &StuckNotices::show);
    connect(pane->notices(), &NoticeBars::actionTriggered, this, [this](const QString &notice) {
        const ObjectRef object = m_shown.value(notice);
        if (!object.name.isEmpty())
            emit m_pane->openRequested(object);
    });
}

StuckNotices::~StuckNotices() = default;

void StuckNotices::show(const LiveUpdatePtr &update)
{
    QHash<QString, ObjectRef> now;
    const QList<StuckCause> causes = update ? update->stuck : QList<StuckCause>();
    for (const StuckCause &cause : causes) {
        if (now.size() >= MostShown)
            break;
        const ObjectRef object = stuckObject(cause);
        Notice notice;
        notice.id = idOf(cause);
        notice.kind = Notice::Kind::Conflict;
        notice.text = tr("The stack is stuck. %1 Until that is mended, every build, start, stop "
                         "and log of it fails. %2")
                          .arg(stuckText(cause), stuckAdvice(cause));
        if (!object.name.isEmpty())
            notice.actions.append({u"open"_s,
                                   //: kind of object, its name
                                   tr("Open %1 \"%2\"").arg(kindText(object.kind), object.name)});
        if (!m_shown.contains(notice.id))
            m_pane->notices()->show(notice);
        now.insert(notice.id, object);
    }
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it) {
        if (!now.contains(it.key()))
            m_pane->notices()->clear(it.key());
    }
    m_shown = now;
}

} // namespace angee
