// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/problemfield.h"

#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QDialog>
#include <QEvent>
#include <QFocusEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QLabel *makeLine(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    setLabelText(label, text);
    label->setWordWrap(true);
    label->setVisible(!text.isEmpty());
    return label;
}

void setTextColour(QLabel *label, const QColor &colour)
{
    QPalette colours = label->palette();
    if (colours.color(QPalette::WindowText) == colour)
        return;
    colours.setColor(QPalette::WindowText, colour);
    label->setPalette(colours);
}

} // namespace

ProblemField::ProblemField(QWidget *editor, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_hint(makeLine(hint, this))
    , m_problem(makeLine({}, this))
{
    m_problem->setObjectName(editor->objectName() + u"Problem"_s);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(spacing(1, this));
    layout->addWidget(editor);
    layout->addWidget(m_hint);
    layout->addWidget(m_problem);
    // No proxy: where this stands behind its editor in the focus chain, Qt's Tab would go from here
    // back to it and never further.
    setFocusPolicy(Qt::ClickFocus);
    editor->setAccessibleDescription(hint);
    updateColours();
}

ProblemField::~ProblemField() = default;

void ProblemField::setProblem(const QString &text)
{
    if (m_problem->text() == shownText(text))
        return;
    setLabelText(m_problem, text);
    m_problem->setVisible(!text.isEmpty());
    m_editor->setAccessibleDescription(text.isEmpty() ? m_hint->text() : m_problem->text());
    // A dialog that stays as it is would take the room from the editors.
    if (qobject_cast<QDialog *>(window()) && isVisible())
        QMetaObject::invokeMethod(
            this, [this] { growToFit(window()); }, Qt::QueuedConnection);
}

QString ProblemField::problem() const
{
    return m_problem->text();
}

void ProblemField::setHint(const QString &text)
{
    setLabelText(m_hint, text);
    m_hint->setVisible(!text.isEmpty());
}

void ProblemField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColours();
}

void ProblemField::focusInEvent(QFocusEvent *event)
{
    m_editor->setFocus(event->reason());
}

void ProblemField::updateColours()
{
    setTextColour(m_hint, roleColor(ColorRole::SecondaryText, palette()));
    setTextColour(m_problem, roleColor(ColorRole::Bad, palette()));
}

} // namespace angee
