// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/readers.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAccessibleWidget>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! \a caption as it is drawn: "&File" is File, "a&&b" is a&b.
QString withoutKeys(const QString &caption)
{
    QString words;
    for (qsizetype i = 0; i < caption.size(); ++i) {
        if (caption[i] == u'&' && ++i == caption.size())
            break;
        words += caption[i];
    }
    return words;
}

//! Qt's own says the accessible name only, and the text is then heard by nobody.
class LabelReader final : public QAccessibleWidget
{
public:
    explicit LabelReader(QLabel *label)
        : QAccessibleWidget(label, QAccessible::StaticText)
    { }

    [[nodiscard]] QAccessible::Role role() const override
    {
        return widget()->property(announcingProperty).toBool() ? QAccessible::AlertMessage
                                                               : QAccessible::StaticText;
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Name)
            return QAccessibleWidget::text(kind);
        const auto *label = static_cast<const QLabel *>(widget());
        const QString name = label->accessibleName();
        const QString words = label->buddy() ? withoutKeys(label->text()) : label->text();
        if (name.isEmpty() || words.contains(name))
            return words;
        return words.isEmpty() ? name : name + u": "_s + words;
    }

    [[nodiscard]] QList<QPair<QAccessibleInterface *, QAccessible::Relation>>
    relations(QAccessible::Relation match) const override
    {
        auto found = QAccessibleWidget::relations(match);
        QWidget *buddy = static_cast<const QLabel *>(widget())->buddy();
        if (buddy && match & QAccessible::Labelled)
            found.append({QAccessible::queryAccessibleInterface(buddy), QAccessible::Labelled});
        return found;
    }
};

//! On Linux Qt gives the text for the name, and the name to nobody.
class ComboReader final : public QAccessibleWidget
{
public:
    explicit ComboReader(QComboBox *combo)
        : QAccessibleWidget(combo, QAccessible::ComboBox)
    { }

    [[nodiscard]] int childCount() const override { return combo()->isEditable() ? 2 : 1; }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index == 0)
            return QAccessible::queryAccessibleInterface(combo()->view());
        return index == 1 && combo()->isEditable()
            ? QAccessible::queryAccessibleInterface(combo()->lineEdit())
            : nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        if (child->object() == combo()->view())
            return 0;
        return combo()->isEditable() && child->object() == combo()->lineEdit() ? 1 : -1;
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const QString value = combo()->currentText();
        if (kind == QAccessible::Value)
            return value;
        const QString text = QAccessibleWidget::text(kind);
        if (kind != QAccessible::Name || value.isEmpty() || text == value)
            return text;
        return text.isEmpty() ? value : text + u": "_s + value;
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.expandable = true;
        state.expanded = combo()->view()->isVisible();
        state.editable = combo()->isEditable();
        state.hasPopup = true;
        return state;
    }

    [[nodiscard]] QStringList actionNames() const override
    {
        return QStringList{showMenuAction(), pressAction()} + QAccessibleWidget::actionNames();
    }
    void doAction(const QString &action) override
    {
        if (action != showMenuAction() && action != pressAction())
            QAccessibleWidget::doAction(action);
        else if (combo()->view()->isVisible())
            combo()->hidePopup();
        else
            combo()->showPopup();
    }

private:
    [[nodiscard]] QComboBox *combo() const { return static_cast<QComboBox *>(widget()); }
};

//! Qt knows of the menu only where the button does something else as well. Asked anew each time:
//! a button is read before it has its menu.
class ToolButtonReader final : public QAccessibleWidget
{
public:
    explicit ToolButtonReader(QToolButton *button)
        : QAccessibleWidget(button)
    { }

    [[nodiscard]] QAccessible::Role role() const override
    {
        if (button()->menu())
            return opens() ? QAccessible::ButtonMenu : QAccessible::ButtonDropDown;
        return button()->isCheckable() ? QAccessible::CheckBox : QAccessible::Button;
    }

    [[nodiscard]] int childCount() const override { return button()->menu() ? 1 : 0; }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return index == 0 && button()->menu()
            ? QAccessible::queryAccessibleInterface(button()->menu())
            : nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        return button()->menu() && child->object() == button()->menu() ? 0 : -1;
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const QString text = QAccessibleWidget::text(kind);
        if (kind != QAccessible::Name)
            return text;
        const QString caption = withoutKeys(button()->text());
        if (text.isEmpty() || caption.contains(text))
            return caption;
        const bool seen = button()->toolButtonStyle() != Qt::ToolButtonIconOnly;
        return !seen || text.contains(caption) ? text : text + u": "_s + caption;
    }

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.checkable = button()->isCheckable();
        state.checked = button()->isChecked();
        state.pressed = button()->isDown();
        state.hasPopup = button()->menu() != nullptr;
        state.expandable = state.hasPopup;
        state.expanded = button()->menu() && button()->menu()->isVisible();
        return state;
    }

    [[nodiscard]] QStringList actionNames() const override
    {
        QStringList names;
        if (button()->isEnabled()) {
            if (button()->menu())
                names += showMenuAction();
            names += button()->isCheckable() ? toggleAction() : pressAction();
        }
        return names + QAccessibleWidget::actionNames();
    }
    void doAction(const QString &action) override
    {
        const bool presses = action == pressAction() || action == toggleAction();
        if (!presses && action != showMenuAction())
            return QAccessibleWidget::doAction(action);
        if (!button()->isEnabled())
            return;
        // It answers when the menu is closed again, and whoever asked waits meanwhile.
        if (button()->menu() && (!presses || opens()))
            QMetaObject::invokeMethod(button(), &QToolButton::showMenu, Qt::QueuedConnection);
        else if (presses)
            button()->click();
    }

private:
    [[nodiscard]] QToolButton *button() const { return static_cast<QToolButton *>(widget()); }
    //! All that it does is to open its menu.
    [[nodiscard]] bool opens() const { return button()->popupMode() == QToolButton::InstantPopup; }
};

QAccessibleInterface *makeReader(const QString &className, QObject *object)
{
    if (className == "QLabel"_L1) {
        auto *label = qobject_cast<QLabel *>(object);
        return label ? new LabelReader(label) : nullptr;
    }
    if (className == "QComboBox"_L1) {
        auto *combo = qobject_cast<QComboBox *>(object);
        return combo ? new ComboReader(combo) : nullptr;
    }
    if (className == "QToolButton"_L1) {
        auto *button = qobject_cast<QToolButton *>(object);
        return button ? new ToolButtonReader(button) : nullptr;
    }
    return nullptr;
}

} // namespace

void installReaders()
{
    QAccessible::installFactory(makeReader);
}

} // namespace angee
