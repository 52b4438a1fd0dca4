// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/notices.h"

#include "core/live/livestate.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace angee {

namespace {

std::optional<NoticeRule> ruleOf(AttentionKind kind)
{
    switch (kind) {
    case AttentionKind::ServiceUnhealthy:
    case AttentionKind::StackStuck:
    case AttentionKind::NothingObserved:
    case AttentionKind::ServiceExited:
    case AttentionKind::ServiceNotRunning:
    case AttentionKind::RouteDown:
        return NoticeRule::ServiceDown;
    case AttentionKind::SecretMissing:
        return NoticeRule::SecretMissing;
    case AttentionKind::WorkspaceExpired:
    case AttentionKind::WorkspaceExpiring:
        return NoticeRule::WorkspaceExpiring;
    case AttentionKind::WorkspaceFailed:
    case AttentionKind::SlotFailed:
    case AttentionKind::SlotInConflict:
    case AttentionKind::SlotOnlyCopy:
    case AttentionKind::SourceFailed:
    case AttentionKind::SlotMismatched:
    case AttentionKind::SlotDiverged:
    case AttentionKind::SourceDiverged:
        return NoticeRule::SlotAtRisk;
    case AttentionKind::ServiceRestarting:
    case AttentionKind::SlotDirty:
    case AttentionKind::SlotUnpushed:
        return std::nullopt; // everyday work
    }
    Q_UNREACHABLE();
}

} // namespace

QString noticeRuleText(NoticeRule rule)
{
    switch (rule) {
    case NoticeRule::ServiceDown:
        return Notices::tr("A service or a route is down");
    case NoticeRule::SecretMissing:
        return Notices::tr("A required secret has no value");
    case NoticeRule::WorkspaceExpiring:
        return Notices::tr("A workspace expires");
    case NoticeRule::SlotAtRisk:
        return Notices::tr("A source or a slot diverged, failed or is in danger");
    }
    Q_UNREACHABLE();
}

Notices::Notices(QObject *parent)
    : Notices(Waits(), parent)
{ }

Notices::Notices(Waits waits, QObject *parent)
    : QObject(parent)
    , m_waits(waits)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Notices::tell);
}

Notices::~Notices() = default;

void Notices::setMuted(NoticeRule rule, bool muted)
{
    if (isMuted(rule) == muted)
        return;
    if (muted)
        m_muted.insert(rule);
    else
        m_muted.remove(rule);
}

void Notices::begin()
{
    m_begun = false;
    m_due.clear();
    m_timer.stop();
}

void Notices::review(const QList<AttentionItem> &attention)
{
    QHash<ObjectRef, AttentionItem> present;
    const qint64 due = bootClockMs() + m_waits.settle.count();
    for (const AttentionItem &item : attention) {
        const std::optional<NoticeRule> rule = ruleOf(item.kind);
        if (!rule)
            continue;
        const auto old = m_present.constFind(item.object);
        const bool fresh = old == m_present.cend() || ruleOf(old->kind) != rule;
        if (m_begun && fresh)
            m_due.insert(item.object, due);
        present.insert(item.object, item);
    }
    m_due.removeIf([&present](const auto &entry) { return !present.contains(entry.key()); });
    m_present = present;
    m_begun = true;
    armTimer();
}

void Notices::tell()
{
    const qint64 now = bootClockMs();
    QList<DesktopNotice> notices;
    m_due.removeIf([&](const auto &entry) {
        if (entry.value() > now)
            return false;
        const AttentionItem item = m_present.value(entry.key());
        const NoticeRule rule = *ruleOf(item.kind);
        const auto told = m_told.constFind(item.object);
        if (isMuted(rule) || (told != m_told.cend() && now - *told < m_waits.repeat.count()))
            return true;
        m_told.insert(item.object, now);
        //: A desktop notice: kind of object, its name
        const QString title = tr("%1 %2").arg(kindText(item.object.kind), item.object.name);
        notices.append({rule, item.object, title, item.reason});
        return true;
    });
    armTimer();
    for (const DesktopNotice &one : notices)
        emit notice(one);
}

void Notices::armTimer()
{
    if (m_due.isEmpty())
        return m_timer.stop();
    const qint64 first = *std::min_element(m_due.cbegin(), m_due.cend());
    m_timer.start(std::chrono::milliseconds(std::max<qint64>(0, first - bootClockMs())));
}

} // namespace angee
