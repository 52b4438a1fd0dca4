// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/manifestguard.h"

#include "core/base/visibletext.h"
#include "ui/widgets/confirmdialog.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

using Consequence = ManifestProblem::Consequence;

namespace {

constexpr int checkLimitMs = 5'000;

} // namespace

ManifestGuard::ManifestGuard(DocumentSession *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{ }

ManifestGuard::~ManifestGuard() = default;

void ManifestGuard::setSurroundings(const Surroundings &surroundings)
{
    m_surroundings = surroundings;
}

bool ManifestGuard::watches() const
{
    return m_session->isLoaded()
        && m_surroundings.place.holds(m_surroundings.folder, m_session->path(), m_session->base());
}

void ManifestGuard::check(const QByteArray &text)
{
    const auto work = [this, text, context = m_surroundings.context]() -> BackgroundTask::Done {
        const ManifestProblems problems = checkManifest(text, context);
        return [this, problems] {
            m_problems = problems;
            emit checked();
        };
    };
    m_task.start(work, checkLimitMs);
}

std::optional<Notice> ManifestGuard::notice() const
{
    if (m_problems.isEmpty())
        return std::nullopt;
    const ManifestProblem &first = m_problems.first();
    const QString place = tr("line %L1: %2").arg(first.line).arg(shownLine(first.words));
    QString text;
    Notice::Kind kind = Notice::Kind::Warning;
    switch (first.consequence) {
    case Consequence::Locked:
        text = tr("The daemon refuses this manifest, %1.").arg(place);
        break;
    case Consequence::Stuck:
        text = tr("With this manifest the stack gets stuck, %1.").arg(place);
        break;
    case Consequence::Trap:
        text = tr("This works otherwise than it looks, %1.").arg(place);
        kind = Notice::Kind::Information;
        break;
    }
    if (m_problems.size() > 1)
        text += u' '
            + tr("%n more: F7 goes from one to the next.", nullptr, int(m_problems.size()) - 1);
    return Notice{u"manifest"_s, kind, text, {{u"goToProblem"_s, tr("Go to line")}}, true};
}

void ManifestGuard::beforeSave(QWidget *parent, const std::function<void()> &save,
                               const std::function<void()> &stay)
{
    if (!watches() || !m_session->isDirty())
        return save();
    const ManifestProblems problems = checkManifest(m_session->content(), m_surroundings.context);
    const ManifestProblem *const locking = lockingProblem(problems);
    if (!locking)
        return save();
    Confirmation question;
    question.profile = m_surroundings.profile;
    question.stack = m_surroundings.place.stackName;
    question.title = tr("Save a manifest that the daemon refuses");
    question.text =
        tr("Line %L1: %2\n\nOnce this is saved the daemon answers nothing any more: no status, no "
           "start, no stop, and not the save of a correction either.")
            .arg(locking->line)
            .arg(shownLine(locking->words));
    question.lost << tr("Every way to this stack from here, until somebody repairs %1 on the "
                        "daemon's machine")
                         .arg(quotedName(m_surroundings.place.path()));
    question.kept << tr("What runs goes on")
                  << tr("The text of now can be copied, or saved elsewhere, from the notice that "
                        "then stands above");
    question.verb = tr("Save all the same");
    question.typedName = m_surroundings.place.stackName;
    auto *dialog = new ConfirmDialog(question, parent);
    dialog->setObjectName(u"manifestDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConfirmDialog::confirmed, parent, [dialog, save] {
        dialog->accept();
        save();
    });
    connect(dialog, &QDialog::rejected, parent, stay);
    dialog->open();
}

} // namespace angee
