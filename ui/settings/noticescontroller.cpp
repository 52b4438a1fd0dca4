// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/settings/noticescontroller.h"

#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/settings/desktopnotices.h"
#include "ui/settings/settingspane.h"

#include <QSettings>

#include <array>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView mutedKey("notices/muted");
constexpr QLatin1StringView tasksId("tasks");

struct Named
{
    NoticeRule rule;
    QLatin1StringView id;
};
constexpr std::array<Named, 4> rules{
    {{NoticeRule::ServiceDown, QLatin1StringView("services")},
     {NoticeRule::SecretMissing, QLatin1StringView("secrets")},
     {NoticeRule::WorkspaceExpiring, QLatin1StringView("workspaces")},
     {NoticeRule::SlotAtRisk, QLatin1StringView("sources")}}};

} // namespace

NoticesController::NoticesController(Session *session, Notices *notices, DesktopNotices *desktop,
                                     SettingsPane *pane, QSettings *settings, QWidget *window,
                                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_notices(notices)
    , m_desktop(desktop)
    , m_settings(settings)
    , m_window(window)
{
    const QStringList muted = settings->value(mutedKey).toStringList();
    for (const Named &one : rules) {
        const QString id = one.id;
        notices->setMuted(one.rule, muted.contains(id));
        pane->addNoticeSwitch(id, noticeRuleText(one.rule), !muted.contains(id));
    }
    m_tellTasks = !muted.contains(tasksId);
    pane->addNoticeSwitch(tasksId, tr("An action that took long has ended"), m_tellTasks);
    connect(pane, &SettingsPane::noticeSwitched, this,
            [this](const QString &id, bool on) { setMuted(id, !on); });

    connect(notices, &Notices::notice, this, [this](const DesktopNotice &notice) {
        const ObjectRef shown = shownBy(notice.object);
        show(objectKindId(shown.kind), shown.name, notice.title, notice.text);
    });
    connect(session->tasks(), &TaskRunner::taskFinished, this, &NoticesController::onTaskFinished);
    connect(desktop, &DesktopNotices::activated, this, [this](const QString &tag) {
        if (const auto kind = objectKindOf(tag.section(u':', 0, 0)))
            emit openRequested({*kind, tag.section(u':', 1)});
    });
    connect(desktop, &DesktopNotices::refused, pane, &SettingsPane::setNoticeProblem);
}

NoticesController::~NoticesController() = default;

void NoticesController::setMuted(const QString &id, bool muted)
{
    if (id == tasksId)
        m_tellTasks = !muted;
    for (const Named &one : rules) {
        if (id == one.id)
            m_notices->setMuted(one.rule, muted);
    }
    QStringList ids = m_settings->value(mutedKey).toStringList();
    ids.removeAll(id);
    if (muted)
        ids.append(id);
    m_settings->setValue(mutedKey, ids);
}

void NoticesController::onTaskFinished(const Task *task)
{
    if (m_tellTasks && task->elapsedMs() >= std::chrono::milliseconds(longAction).count())
        show(objectKindId(task->spec().object.kind), task->spec().object.name, task->spec().title,
             taskStateName(task->state()));
}

void NoticesController::show(const QString &kind, const QString &name, const QString &title,
                             const QString &text)
{
    // Whoever looks at the window sees it there.
    if (m_window->isActiveWindow())
        return;
    const QString stack = m_session->stackName();
    m_desktop->show(
        kind + u':' + name, title,
        stack.isEmpty() ? text : tr("%1 (%2 @ %3)").arg(text, stack, m_session->profileName()));
}

} // namespace angee
