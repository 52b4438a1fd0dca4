// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/confirmdialog.h"

#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/refusalview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QLabel *plainLabel(const QString &objectName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

QString bulleted(const QStringList &items)
{
    QString text;
    for (const QString &item : items)
        text += (text.isEmpty() ? u"• "_s : u"\n• "_s) + shownLine(item);
    return text;
}

} // namespace

ConfirmDialog::ConfirmDialog(const Confirmation &confirmation, QWidget *parent)
    : QDialog(parent)
    , m_confirmation(confirmation)
    , m_lostHeading(plainLabel(u"lostHeading"_s, this))
    , m_lost(plainLabel(u"lostList"_s, this))
    , m_keptHeading(plainLabel(u"keptHeading"_s, this))
    , m_kept(plainLabel(u"keptList"_s, this))
    , m_typedLabel(plainLabel(u"typedLabel"_s, this))
{
    setObjectName(u"confirmDialog"_s);
    setWindowTitle(confirmation.title);
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spacing(2, this));
    addWhere(layout);
    auto *title = plainLabel(u"confirmTitle"_s, this);
    QFont strong = font();
    strong.setBold(true);
    strong.setPointSizeF(strong.pointSizeF() * 1.15);
    title->setFont(strong);
    setLabelLine(title, confirmation.title);
    layout->addWidget(title);
    if (!confirmation.text.isEmpty()) {
        auto *text = plainLabel(u"confirmText"_s, this);
        setLabelText(text, confirmation.text);
        layout->addWidget(text);
    }
    for (const Confirmation::Choice &choice : confirmation.choices) {
        auto *button = new QRadioButton(captionOf(choice.label), this);
        button->setObjectName(u"choice-"_s + choice.id);
        connect(button, &QRadioButton::toggled, this, &ConfirmDialog::update);
        m_choices.append(button);
        layout->addWidget(button);
    }
    m_lostHeading->setText(tr("What is lost"));
    m_keptHeading->setText(tr("What stays"));
    addLists(layout);
    addConsent(layout);
    layout->addStretch();
    m_failure = new RefusalView(this);
    m_failure->setObjectName(u"confirmFailure"_s);
    layout->addWidget(m_failure);

    addButtons(layout);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_failure->setWords({});
        emit confirmed();
    });
    if (!m_choices.isEmpty())
        m_choices.constFirst()->setChecked(true);
    update();
    setMinimumWidth(fontMetrics().averageCharWidth() * 72);
}

ConfirmDialog::~ConfirmDialog() = default;

void ConfirmDialog::addWhere(QVBoxLayout *layout)
{
    auto *where = plainLabel(u"confirmWhere"_s, this);
    const QString profile = quotedName(m_confirmation.profile);
    setLabelLine(
        where,
        m_confirmation.stack.isEmpty()
            ? tr("Profile: %1").arg(profile)
            : tr("Profile: %1     Stack: %2").arg(profile, quotedName(m_confirmation.stack)));
    if (const QColor colour = QColor::fromString(m_confirmation.colour); colour.isValid()) {
        auto *stripe = new QFrame(this);
        stripe->setObjectName(u"confirmColour"_s);
        stripe->setFixedHeight(spacing(1, this));
        stripe->setAutoFillBackground(true);
        QPalette palette = stripe->palette();
        palette.setColor(QPalette::Window, colour);
        stripe->setPalette(palette);
        layout->addWidget(stripe);
    }
    layout->addWidget(where);
}

void ConfirmDialog::addButtons(QVBoxLayout *layout)
{
    auto *buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_cancel->setObjectName(u"confirmCancel"_s);
    m_confirm = buttons->addButton(captionOf(m_confirmation.verb), QDialogButtonBox::ActionRole);
    m_confirm->setObjectName(u"confirmVerb"_s);
    m_confirm->setAutoDefault(false);
    if (m_confirmation.destructive)
        setButtonRole(m_confirm, ButtonRole::Destructive);
    layout->addWidget(buttons);
    m_cancel->setDefault(true);
    m_cancel->setFocus();
}

//! Tab comes to it after the choices.
void ConfirmDialog::addConsent(QVBoxLayout *layout)
{
    m_tick = new QCheckBox(this);
    m_tick->setObjectName(u"confirmTick"_s);
    layout->addWidget(m_tick);
    m_typed = new QLineEdit(this);
    m_typed->setObjectName(u"typedName"_s);
    m_typed->setAccessibleName(tr("Name to confirm"));
    m_typedLabel->setBuddy(m_typed);
    layout->addWidget(m_typedLabel);
    layout->addWidget(m_typed);
    connect(m_tick, &QCheckBox::toggled, this, &ConfirmDialog::update);
    connect(m_typed, &QLineEdit::textChanged, this, &ConfirmDialog::update);
}

//! What is still missing, or nothing.
QString ConfirmDialog::updateConsent(const QString &typedName, const QString &tick)
{
    m_typedLabel->setVisible(!typedName.isEmpty());
    m_typed->setVisible(!typedName.isEmpty());
    // A label with a buddy takes & for a key.
    setLabelText(
        m_typedLabel,
        tr("This cannot be brought back. Type \"%1\" to go on:").arg(captionOf(typedName)));
    m_typed->setEnabled(!m_busy);
    m_tick->setVisible(!tick.isEmpty());
    m_tick->setText(captionOf(tick));
    m_tick->setEnabled(!m_busy);
    if (!tick.isEmpty() && !m_tick->isChecked())
        return tr("Tick first that this is lost.");
    return typedName.isEmpty() || m_typed->text() == typedName ? QString()
                                                               : tr("Type the name first.");
}

//! They can be longer than the screen is high.
void ConfirmDialog::addLists(QVBoxLayout *layout)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(spacing(2, this));
    addList(column, m_lostHeading, m_lost);
    addList(column, m_keptHeading, m_kept);
    auto *scroll = new FittingScroll(content, this);
    scroll->setObjectName(u"confirmLists"_s);
    scroll->setAccessibleName(tr("What is lost and what stays"));
    layout->addWidget(scroll);
}

void ConfirmDialog::addList(QVBoxLayout *layout, QLabel *heading, QLabel *list)
{
    QFont strong = font();
    strong.setBold(true);
    heading->setFont(strong);
    layout->addWidget(heading);
    layout->addWidget(list);
}

const Confirmation::Choice *ConfirmDialog::chosen() const
{
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        if (m_choices.at(i)->isChecked())
            return &m_confirmation.choices.at(i);
    }
    return nullptr;
}

QString ConfirmDialog::choice() const
{
    const Confirmation::Choice *choice = chosen();
    return choice ? choice->id : QString();
}

void ConfirmDialog::setBusy(bool busy)
{
    m_busy = busy;
    update();
}

void ConfirmDialog::setFailure(const QString &words)
{
    m_failure->setWords(words);
    setBusy(false);
}

void ConfirmDialog::update()
{
    const Confirmation::Choice *choice = chosen();
    const QStringList lost = m_confirmation.lost + (choice ? choice->lost : QStringList());
    const QStringList kept = m_confirmation.kept + (choice ? choice->kept : QStringList());
    const QString typedName =
        choice && !choice->typedName.isEmpty() ? choice->typedName : m_confirmation.typedName;
    setLabelText(m_lost, bulleted(lost));
    setLabelText(m_kept, bulleted(kept));
    m_lost->setVisible(!lost.isEmpty());
    m_lostHeading->setVisible(!lost.isEmpty());
    m_kept->setVisible(!kept.isEmpty());
    m_keptHeading->setVisible(!kept.isEmpty());
    const QString missing = updateConsent(typedName, choice ? choice->tick : QString());
    m_confirm->setEnabled(!m_busy && missing.isEmpty());
    m_confirm->setToolTip(missing);
    for (QRadioButton *button : std::as_const(m_choices))
        button->setEnabled(!m_busy);
    if (isVisible())
        growToFit(this); // the other way may have more to say
}

} // namespace angee
