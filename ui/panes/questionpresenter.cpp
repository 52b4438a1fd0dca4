// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/questionpresenter.h"

#include "core/tasks/gate.h"
#include "ui/widgets/confirmdialog.h"

#include <QApplication>

namespace angee {

namespace {

Confirmation confirmationOf(const Question &question)
{
    Confirmation confirmation;
    confirmation.title = question.title;
    confirmation.profile = question.profile;
    confirmation.stack = question.stack;
    confirmation.colour = question.colour;
    confirmation.text = question.text;
    confirmation.lost = question.lost;
    confirmation.kept = question.kept;
    confirmation.verb = question.verb;
    confirmation.typedName = question.typedName;
    confirmation.destructive = question.tone == Question::Tone::Destructive;
    for (const Question::Choice &choice : question.choices)
        confirmation.choices.append(
            {choice.id, choice.label, choice.lost, choice.kept, choice.typedName, choice.tick});
    return confirmation;
}

} // namespace

QuestionPresenter::QuestionPresenter(TaskGate *gate, QWidget *window)
    : QObject(window)
    , m_gate(gate)
    , m_window(window)
{
    connect(gate, &TaskGate::questionRequested, this, &QuestionPresenter::ask);
    connect(gate, &TaskGate::questionBusy, this, [this](int id) {
        if (ConfirmDialog *dialog = m_dialogs.value(id))
            dialog->setBusy(true);
    });
    connect(gate, &TaskGate::questionFailed, this, [this](int id, const QString &words) {
        if (ConfirmDialog *dialog = m_dialogs.value(id))
            dialog->setFailure(words);
    });
    connect(gate, &TaskGate::questionClosed, this, [this](int id) {
        if (ConfirmDialog *dialog = m_dialogs.take(id))
            dialog->close();
    });
}

QuestionPresenter::~QuestionPresenter() = default;

QWidget *QuestionPresenter::parentForDialogs() const
{
    QWidget *modal = QApplication::activeModalWidget();
    for (QWidget *widget = modal; widget; widget = widget->parentWidget()) {
        if (widget == m_window)
            return modal;
    }
    return m_window->window();
}

void QuestionPresenter::ask(const Question &question)
{
    if (ConfirmDialog *open = m_dialogs.value(question.id)) {
        open->activateWindow();
        return;
    }
    auto *dialog = new ConfirmDialog(confirmationOf(question), parentForDialogs());
    m_dialogs.insert(question.id, dialog);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, id = question.id] {
        if (m_gate)
            m_gate->agree(id, dialog->choice());
    });
    // However it goes away: by its buttons, by Escape, or with the dialog below it.
    const auto dismiss = [this, id = question.id] {
        m_dialogs.remove(id);
        if (m_gate)
            m_gate->dismiss(id);
    };
    connect(dialog, &QDialog::finished, this, dismiss);
    connect(dialog, &QObject::destroyed, this, dismiss);
    dialog->open();
}

} // namespace angee
