// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/attention.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>

namespace angee {

//! What a person can be told about away from the window, each of which can be muted.
enum class NoticeRule {
    ServiceDown,
    SecretMissing,
    WorkspaceExpiring,
    SlotAtRisk, //!< diverged, mismatched, failed, in conflict, or the only copy of work that
                //!< expires
};

[[nodiscard]] QString noticeRuleText(NoticeRule rule);

struct DesktopNotice
{
    NoticeRule rule = NoticeRule::ServiceDown;
    ObjectRef object;
    QString title;
    QString text;
};

//! \brief Turns what newly needs attention into notices, so few that they stay worth reading.
//!
//! What was so when watching began is no news. A trouble must last before it is told, and one
//! object is told about once in a while however often it flaps. The window shows them; this only
//! decides.
class Notices final : public QObject
{
    Q_OBJECT

public:
    struct Waits
    {
        std::chrono::milliseconds settle{5000}; //!< a trouble that is shorter is not told
        std::chrono::milliseconds repeat{600000}; //!< between two about the same object
    };

    explicit Notices(QObject *parent = nullptr);
    Notices(Waits waits, QObject *parent);
    ~Notices() override;

    [[nodiscard]] bool isMuted(NoticeRule rule) const { return m_muted.contains(rule); }
    void setMuted(NoticeRule rule, bool muted);

public slots:
    //! The whole list, each time it may have changed.
    void review(const QList<angee::AttentionItem> &attention);
    //! Another daemon, or a long absence: the next list is where watching begins.
    void begin();

signals:
    void notice(const angee::DesktopNotice &notice);

private:
    void tell();
    void armTimer();

    Waits m_waits;
    QSet<NoticeRule> m_muted;
    QHash<ObjectRef, AttentionItem> m_present;
    QHash<ObjectRef, qint64> m_due; // when a trouble has lasted; monotonic
    QHash<ObjectRef, qint64> m_told;
    QTimer m_timer;
    bool m_begun = false;
};

} // namespace angee

Q_DECLARE_METATYPE(angee::DesktopNotice)
