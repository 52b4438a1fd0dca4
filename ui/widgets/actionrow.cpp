// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/actionrow.h"

#include "ui/widgets/icon.h"

#include <QAction>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr auto reasonProperty = "angeeWhyNot";

QString plainText(const QAction *action)
{
    QString text = action->text();
    return text.remove(u'&');
}

// Qt moves the focus of a button that becomes disabled on to the next one, where a second press of
// the same key would do something else.
void parkFocus(const QAction *action)
{
    const QList<QObject *> users = action->associatedObjects();
    for (QObject *user : users) {
        auto *button = qobject_cast<QToolButton *>(user);
        if (button && button->hasFocus() && button->parentWidget())
            button->parentWidget()->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace

void setActionAvailable(QAction *action, const QString &whyNot)
{
    if (!whyNot.isEmpty())
        parkFocus(action);
    action->setProperty(reasonProperty, whyNot);
    action->setEnabled(whyNot.isEmpty());
    // An empty tool tip would repeat the text with its shortcut, which is what an available one
    // says.
    action->setToolTip(whyNot.isEmpty() ? QString() : plainText(action) + u": "_s + whyNot);
}

QString whyNotAvailable(const QAction *action)
{
    return action->property(reasonProperty).toString();
}

ActionRow::ActionRow(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(m_more))
{
    setObjectName(u"actionRow"_s);
    setAccessibleName(tr("Actions"));
    m_menu->setToolTipsVisible(true);
    m_more->setObjectName(u"moreButton"_s);
    m_more->setText(tr("More"));
    m_more->setAccessibleName(tr("More actions"));
    m_more->setIcon(Icon::get(Icon::Name::More));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    m_more->hide();
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_more);
    m_layout->addStretch(1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

ActionRow::~ActionRow() = default;

void ActionRow::setActions(const QList<QAction *> &actions)
{
    for (const Item &item : std::as_const(m_items)) {
        item.action->disconnect(this);
        item.widget->hide();
        item.widget->deleteLater();
    }
    m_items.clear();
    for (QAction *action : actions)
        addItem(action);
    updateFit();
}

void ActionRow::addItem(QAction *action)
{
    QWidget *widget = nullptr;
    if (action->isSeparator()) {
        auto *line = new QFrame(this);
        line->setFrameShape(QFrame::VLine);
        widget = line;
    } else {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setObjectName(action->objectName() + u"Button"_s);
        if (action->menu())
            button->setPopupMode(QToolButton::InstantPopup);
        describe(button, action);
        connect(action, &QAction::changed, button, [this, button, action] {
            describe(button, action);
            updateFit();
        });
        widget = button;
    }
    connect(action, &QObject::destroyed, this, &ActionRow::removeAction);
    m_layout->insertWidget(int(m_items.size()), widget);
    m_items.append({action, widget});
}

void ActionRow::describe(QToolButton *button, const QAction *action) const
{
    button->setAccessibleName(m_subject.isEmpty() ? plainText(action)
                                                  : tr("%1: %2").arg(plainText(action), m_subject));
    button->setAccessibleDescription(whyNotAvailable(action));
    button->setVisible(action->isVisible());
}

void ActionRow::setSubject(const QString &subject)
{
    if (m_subject == subject)
        return;
    m_subject = subject;
    for (const Item &item : std::as_const(m_items)) {
        if (auto *button = qobject_cast<QToolButton *>(item.widget))
            button->setAccessibleName(subject.isEmpty()
                                          ? plainText(item.action)
                                          : tr("%1: %2").arg(plainText(item.action), subject));
    }
}

void ActionRow::removeAction(QObject *action)
{
    const auto gone = std::find_if(m_items.begin(), m_items.end(), [action](const Item &item) {
        return static_cast<QObject *>(item.action) == action;
    });
    if (gone == m_items.end())
        return;
    gone->widget->hide();
    gone->widget->deleteLater();
    m_items.erase(gone);
    updateFit();
}

// Buttons keep their full text; those that find no room move to the menu, from the end.
void ActionRow::updateFit()
{
    const int gap = m_layout->spacing();
    int needed = 0;
    for (const Item &item : std::as_const(m_items))
        if (item.action->isVisible())
            needed += item.widget->sizeHint().width() + gap;
    const bool all = needed - gap <= width();
    int room = width() - (all ? 0 : m_more->sizeHint().width());
    m_menu->clear();
    for (const Item &item : std::as_const(m_items)) {
        if (!item.action->isVisible()) {
            item.widget->hide();
            continue;
        }
        room -= item.widget->sizeHint().width() + gap;
        const bool fits = all || (room >= 0 && m_menu->isEmpty());
        item.widget->setVisible(fits);
        if (!fits)
            m_menu->addAction(item.action);
    }
    m_more->setVisible(!m_menu->isEmpty());
}

QSize ActionRow::minimumSizeHint() const
{
    return {m_more->sizeHint().width(), m_more->sizeHint().height()};
}

void ActionRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateFit();
}

bool ActionRow::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateFit();
    return QWidget::event(event);
}

} // namespace angee
