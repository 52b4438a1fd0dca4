// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/countlinks.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QToolButton>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

QList<QList<CountLink>> countLinks(const QList<PaneDescriptor> &panes, const Snapshot &snapshot,
                                   const ServiceSights &sights)
{
    QList<QList<CountLink>> groups;
    for (const PaneDescriptor &pane : panes) {
        if (pane.counts)
            groups += pane.counts(snapshot, sights);
    }
    // Panes first, then what lies in single objects.
    std::stable_partition(groups.begin(), groups.end(), [](const QList<CountLink> &group) {
        return std::none_of(group.begin(), group.end(),
                            [](const CountLink &link) { return link.object.has_value(); });
    });
    return groups;
}

CountLinks::CountLinks(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"countLinks"_s);
    setAccessibleName(tr("Counts"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

CountLinks::~CountLinks() = default;

void CountLinks::setLinks(const QList<QList<CountLink>> &groups)
{
    if (groups == m_groups)
        return;
    m_groups = groups;
    // Buttons are used again by position, so that focus and a press survive a new snapshot.
    for (qsizetype g = 0; g < std::max(groups.size(), m_buttons.size()); ++g) {
        if (g == m_buttons.size())
            m_buttons.append(QList<QToolButton *>());
        const QList<CountLink> links = groups.value(g);
        QList<QToolButton *> &buttons = m_buttons[g];
        while (buttons.size() > links.size())
            buttons.takeLast()->deleteLater();
        while (buttons.size() < links.size()) {
            auto *button = new QToolButton(this);
            button->setAutoRaise(true);
            button->setCursor(Qt::PointingHandCursor);
            button->setFocusPolicy(Qt::StrongFocus);
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
            const qsizetype index = buttons.size();
            connect(button, &QToolButton::clicked, this, [this, g, index] {
                if (g < m_groups.size() && index < m_groups.at(g).size())
                    emit followed(m_groups.at(g).at(index));
            });
            buttons.append(button);
            button->show();
        }
        for (qsizetype i = 0; i < links.size(); ++i)
            updateButton(buttons.at(i), links.at(i), i == 0);
    }
    m_buttons.resize(groups.size());
    QWidget *before = m_tabAfter;
    for (const QList<QToolButton *> &buttons : std::as_const(m_buttons)) {
        for (QToolButton *button : buttons) {
            if (before)
                setTabOrder(before, button);
            before = button;
        }
    }
    place(width(), true);
    updateGeometry();
}

void CountLinks::updateButton(QToolButton *button, const CountLink &link, bool first)
{
    button->setObjectName(u"count-"_s + link.id);
    button->setText(captionOf(link.text));
    button->setAccessibleName(shownName(link.text));
    button->setToolTip(link.object                 ? tr("Open the workspace")
                           : link.filter.isEmpty() ? tr("Show all")
                                                   : tr("Show only these"));
    QFont font = this->font();
    font.setBold(first && !link.object);
    button->setFont(font);
    button->setIcon(link.urgency == CountLink::Urgency::Bad ? Icon::status(Status::Failed)
                                                            : QIcon());
}

int CountLinks::place(int width, bool apply) const
{
    // A group stays together where it fits into a line.
    const int gap = spacing(1, this);
    const int groupGap = spacing(5, this);
    int x = 0;
    int y = 0;
    int lineHeight = 0;
    for (const QList<QToolButton *> &buttons : m_buttons) {
        int groupWidth = 0;
        for (const QToolButton *button : buttons)
            groupWidth += button->sizeHint().width() + gap;
        if (x > 0 && x + groupWidth > width) {
            x = 0;
            y += lineHeight + gap;
            lineHeight = 0;
        }
        for (QToolButton *button : buttons) {
            const QSize size = button->sizeHint();
            if (x > 0 && x + size.width() > width) {
                x = 0;
                y += lineHeight + gap;
                lineHeight = 0;
            }
            if (apply)
                button->setGeometry(QRect(QPoint(x, y), size.boundedTo({width, size.height()})));
            x += size.width() + gap;
            lineHeight = std::max(lineHeight, size.height());
        }
        x += groupGap;
    }
    return y + lineHeight;
}

int CountLinks::heightForWidth(int width) const
{
    return place(width, false);
}

QSize CountLinks::sizeHint() const
{
    const int width = spacing(200, this);
    return {width, place(width, false)};
}

QSize CountLinks::minimumSizeHint() const
{
    return {spacing(50, this), place(std::max(width(), spacing(50, this)), false)};
}

void CountLinks::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place(width(), true);
}

void CountLinks::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    for (qsizetype g = 0; g < m_buttons.size(); ++g) {
        for (qsizetype i = 0; i < m_buttons.at(g).size(); ++i)
            updateButton(m_buttons.at(g).at(i), m_groups.at(g).at(i), i == 0);
    }
    place(width(), true);
    updateGeometry();
}

} // namespace angee
