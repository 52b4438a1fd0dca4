// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/fleet/fleetchanges.h"

#include "core/actions/secretactions.h"
#include "core/base/visibletext.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/panes/bulkpanel.h"
#include "ui/panes/questionpresenter.h"
#include "ui/secrets/secretdialog.h"

#include <QWidget>

#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int atOnce = 8; // each at a daemon of its own
constexpr qsizetype namedInQuestion = 12;

QString ofStacks(const QString &verb, qsizetype count)
{
    return FleetChanges::tr("%1: %n stack(s)", nullptr, int(count)).arg(verb);
}

} // namespace

//! What is wanted, and what came of the questions so far.
struct FleetChanges::Plan
{
    QString verb;
    MakeTask makeTask;
    QStringList labels; // in the order of the rows
    QHash<QString, QString> memberOf; // by label
    QHash<QString, QString> whyNot;
    QHash<QString, Agreement> agreements;
    qsizetype next = 0; // to be asked
};

FleetChanges::FleetChanges(Fleet *fleet, BulkPanel *panel, QWidget *window)
    : QObject(window)
    , m_fleet(fleet)
    , m_panel(panel)
    , m_window(window)
    , m_gate(new TaskGate(this))
{
    new QuestionPresenter(m_gate, window);
    connect(panel, &BulkPanel::dismissed, this, [this] {
        m_panel->setRun(nullptr);
        if (m_run)
            m_run->deleteLater();
        hold(false);
        m_plan.reset(); // a secret's value goes with it
        emit changed();
    });
}

FleetChanges::~FleetChanges() = default;

qsizetype FleetChanges::waiting() const
{
    return m_run ? m_run->count(BulkRun::State::Waiting) : 0;
}

//! Whoever minimises the window meanwhile does not take the connections away.
void FleetChanges::hold(bool held)
{
    if (!m_plan)
        return;
    for (const QString &id : std::as_const(m_plan->memberOf)) {
        if (FleetMember *member = m_fleet->member(id))
            member->setHeld(held);
    }
}

QString FleetChanges::whyNotNow() const
{
    if (m_run && !m_run->isFinished())
        return tr("Another change of many stacks is under way.");
    return m_plan && !m_run ? tr("Answer the question that is open first.") : QString();
}

//! Names a row; two profiles may have one name.
QString FleetChanges::labelOf(const FleetFacts &facts) const
{
    const QString name = shownName(facts.name);
    const QString place =
        m_plan->memberOf.contains(name) ? u"%1 (%2)"_s.arg(name, facts.address) : name;
    QString label = place;
    for (int copy = 2; m_plan->memberOf.contains(label); ++copy)
        label = u"%1 %2"_s.arg(place).arg(copy);
    return label;
}

void FleetChanges::start(const QString &verb, const QStringList &members, const MakeTask &makeTask)
{
    if (!whyNotNow().isEmpty())
        return;
    if (m_run)
        m_run->deleteLater();
    m_run = nullptr;
    hold(false);
    m_plan = std::make_unique<Plan>();
    m_plan->verb = verb;
    m_plan->makeTask = makeTask;
    for (const QString &id : members) {
        const FleetMember *member = m_fleet->member(id);
        if (!member)
            continue;
        const QString label = labelOf(member->facts());
        m_plan->labels.append(label);
        m_plan->memberOf.insert(label, id);
        if (const QString reason = member->whyNoChanges(); !reason.isEmpty())
            m_plan->whyNot.insert(label, reason);
    }
    m_gate->setProfile({{}, ofStacks(tr("Fleet"), m_plan->labels.size()), {}});
    const auto declined = [this] {
        hold(false);
        m_plan.reset();
        emit changed();
    };
    if (m_plan->labels.isEmpty())
        return declined();
    hold(true);
    emit changed();
    m_gate->pass(
        questionFor(*m_plan), this,
        [this](const Agreement &, const QString &) -> Task * {
            askNext();
            return nullptr;
        },
        declined);
}

Question FleetChanges::questionFor(const Plan &plan) const
{
    Question question = plan.makeTask().question;
    question.title = ofStacks(plan.verb, plan.labels.size());
    question.asked = Question::Asked::Always;
    question.weight = Question::Weight::Bulk;
    question.afterwards = Question::Afterwards::Closed;
    QStringList names;
    for (const QString &label : plan.labels) {
        if (!plan.whyNot.contains(label))
            names.append(label);
    }
    const auto more = names.size() - namedInQuestion;
    if (more > 0)
        names = names.first(namedInQuestion) + QStringList{tr("and %1 more").arg(more)};
    if (!names.isEmpty())
        question.text += u"\n\n"_s + tr("In: %1").arg(names.join(u", "_s));
    if (!plan.whyNot.isEmpty())
        question.text +=
            u"\n\n"_s + tr("Skipped, with the reason in its row: %1").arg(plan.whyNot.size());
    return question;
}

//! One after the other, so that never two dialogs stand there.
void FleetChanges::askNext()
{
    while (m_plan && m_plan->next < m_plan->labels.size()) {
        const QString label = m_plan->labels.at(m_plan->next);
        if (!m_plan->whyNot.contains(label))
            return askMember(label);
        ++m_plan->next;
    }
    if (m_plan)
        run();
}

void FleetChanges::askMember(const QString &label)
{
    const quint64 turn = ++m_turn;
    FleetMember *member = m_fleet->member(m_plan->memberOf.value(label));
    if (!member)
        return onDecided(turn, label, tr("It is not there any more. Nothing was sent."));
    present(member);
    const TaskSpec spec = m_plan->makeTask();
    Question question = spec.question;
    question.title = tr("%1: %2").arg(spec.title, label);
    question.asked = Question::Asked::WhenCareful; // it was asked for all of them
    question.weight = Question::Weight::Bulk;
    question.afterwards = Question::Afterwards::Closed;
    // A profile that is taken away while it asks has declined.
    connect(member, &QObject::destroyed, this, [this, turn, label] {
        onDecided(turn, label, tr("It is not there any more. Nothing was sent."));
    });
    const auto verdict = member->tasks()->gate()->pass(
        question, this,
        [this, turn, label](const Agreement &agreement, const QString &) -> Task * {
            if (m_plan && turn == m_turn)
                m_plan->agreements.insert(label, agreement);
            // Not from inside the gate, which may be that of a member that goes.
            QMetaObject::invokeMethod(
                this, [=, this] { onDecided(turn, label, {}); }, Qt::QueuedConnection);
            return nullptr;
        },
        [this, turn, label] { onDecided(turn, label, tr("Declined. Nothing was sent.")); });
    if (verdict == TaskGate::Verdict::Refused)
        onDecided(turn, label, member->tasks()->gate()->whyNot());
    else if (verdict == TaskGate::Verdict::Asking && member->session())
        emit askedInWindow(member->id());
}

void FleetChanges::onDecided(quint64 turn, const QString &label, const QString &whyNot)
{
    if (turn != m_turn || !m_plan || m_run)
        return;
    ++m_turn;
    if (!whyNot.isEmpty())
        m_plan->whyNot.insert(label, whyNot);
    ++m_plan->next;
    askNext();
}

//! A stack that a window shows has its questions asked there.
void FleetChanges::present(FleetMember *member)
{
    const TaskGate *gate = member->tasks()->gate();
    if (!member->session() && !m_presenters.value(gate))
        m_presenters.insert(gate, new QuestionPresenter(member->tasks()->gate(), m_window));
}

void FleetChanges::run()
{
    BulkRun::Plan plan;
    plan.title = ofStacks(m_plan->verb, m_plan->labels.size());
    plan.names = m_plan->labels;
    plan.whyNot = [this](const QString &label) { return m_plan->whyNot.value(label); };
    plan.concurrency = atOnce;
    plan.submit = [this](const QString &label) -> Task * {
        FleetMember *member = m_plan ? m_fleet->member(m_plan->memberOf.value(label)) : nullptr;
        return member ? member->tasks()->submit(m_plan->makeTask(), m_plan->agreements.value(label))
                      : nullptr;
    };
    m_run = new BulkRun(nullptr, plan, this);
    m_panel->setRun(m_run);
    connect(m_run, &BulkRun::finished, this, &FleetChanges::changed);
    m_run->start();
    emit changed();
}

void FleetChanges::startSecret(const QStringList &members)
{
    auto *dialog = new SecretDialog({}, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setContext(ofStacks(tr("Fleet"), members.size()), {});
    connect(dialog, &SecretDialog::setRequested, this,
            [this, dialog, members](const QString &name, const QString &value) {
                dialog->close();
                start(tr("Set secret %1").arg(quotedName(name)), members,
                      [name, value] { return setSecretTask(name, value); });
            });
    dialog->open();
}

} // namespace angee
