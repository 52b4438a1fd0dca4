// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/noticebar.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct Look
{
    Icon::Name icon;
    ColorRole ink;
    ColorRole ground;
};

Look lookOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Unreachable:
        return {Icon::Name::CloudOff, ColorRole::Bad, ColorRole::BadBackground};
    case Notice::Kind::Unauthorized:
        return {Icon::Name::Lock, ColorRole::Bad, ColorRole::BadBackground};
    case Notice::Kind::Stale:
        return {Icon::Name::Clock, ColorRole::Warning, ColorRole::WarningBackground};
    case Notice::Kind::Conflict:
        return {Icon::Name::Bolt, ColorRole::Warning, ColorRole::WarningBackground};
    case Notice::Kind::Warning:
        return {Icon::Name::Warning, ColorRole::Warning, ColorRole::WarningBackground};
    case Notice::Kind::Success:
        return {Icon::Name::Check, ColorRole::Good, ColorRole::GoodBackground};
    case Notice::Kind::Information:
        break;
    }
    return {Icon::Name::Info, ColorRole::Accent, ColorRole::NeutralBackground};
}

} // namespace

class NoticeBars::Bar final : public QWidget
{
public:
    Bar(const Notice &given, NoticeBars *owner)
        : QWidget(owner)
        , m_icon(new IconLabel(this))
        , m_label(new QLabel(this))
        , m_buttons(new QHBoxLayout)
        , m_close(new QToolButton(this))
        , m_owner(owner)
    {
        m_label->setObjectName(u"noticeText"_s);
        m_label->setTextFormat(Qt::PlainText);
        m_label->setWordWrap(true);
        m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_close->setObjectName(u"noticeClose"_s);
        m_close->setIcon(Icon::get(Icon::Name::Close));
        m_close->setAutoRaise(true);
        m_close->setToolTip(NoticeBars::tr("Close"));
        m_close->setAccessibleName(NoticeBars::tr("Close this notice"));
        auto *row = new QHBoxLayout(this);
        const int unit = spacing(1, this);
        row->setContentsMargins(3 * unit, unit, 2 * unit, unit);
        row->setSpacing(2 * unit);
        row->addWidget(m_icon);
        row->addWidget(m_label, 1);
        row->addLayout(m_buttons);
        row->addWidget(m_close);
        connect(m_close, &QToolButton::clicked, m_owner, [this] {
            const QString id = m_notice.id;
            m_owner->clear(id);
            emit m_owner->closed(id);
        });
        set(given);
    }

    [[nodiscard]] const Notice &notice() const { return m_notice; }

    //! What Tab comes to in it, from left to right.
    [[nodiscard]] QWidgetList controls() const
    {
        QWidgetList list;
        for (int at = 0; at < m_buttons->count(); ++at)
            list.append(m_buttons->itemAt(at)->widget());
        list.append(m_close);
        return list;
    }

    void set(const Notice &notice)
    {
        m_notice = notice;
        setObjectName(u"notice_"_s + notice.id);
        m_icon->setIcon(Icon::get(lookOf(notice.kind).icon, lookOf(notice.kind).ink));
        setLabelText(m_label, notice.text);
        setAccessibleName(m_label->text());
        m_close->setVisible(notice.closable);
        while (QLayoutItem *item = m_buttons->takeAt(0)) {
            item->widget()->deleteLater();
            item->widget()->hide();
            delete item;
        }
        for (const Notice::Action &action : notice.actions) {
            auto *button = new QPushButton(action.text, this);
            button->setObjectName(u"noticeAction_"_s + action.id);
            button->setAccessibleName(action.text);
            button->setAutoDefault(false);
            m_buttons->addWidget(button);
            connect(button, &QPushButton::clicked, m_owner,
                    [this, id = action.id] { emit m_owner->actionTriggered(m_notice.id, id); });
        }
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Look look = lookOf(m_notice.kind);
        QPainter painter(this);
        painter.fillRect(rect(), roleColor(look.ground, palette()));
        painter.fillRect(0, 0, 3, height(), roleColor(look.ink, palette()));
        painter.fillRect(0, height() - 1, width(), 1, roleColor(ColorRole::Separator, palette()));
    }

private:
    Notice m_notice;
    IconLabel *m_icon;
    QLabel *m_label;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
    NoticeBars *m_owner;
};

NoticeBars::NoticeBars(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"noticeBars"_s);
    setAccessibleName(tr("Notices"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    hide();
}

NoticeBars::~NoticeBars() = default;

void NoticeBars::show(const Notice &notice)
{
    if (Bar *present = find(notice.id)) {
        if (present->notice() == notice)
            return;
        if (present->notice().kind == notice.kind) {
            present->set(notice);
            orderTabs();
            return;
        }
        clear(notice.id);
    }
    auto *bar = new Bar(notice, this);
    const auto before = [](const Bar *a, const Bar *b) {
        return a->notice().kind < b->notice().kind;
    };
    const auto at = std::upper_bound(m_bars.begin(), m_bars.end(), bar, before);
    m_layout->insertWidget(int(at - m_bars.begin()), bar);
    m_bars.insert(at, bar);
    orderTabs();
    bar->show();
    setVisible(true);
    QAccessibleEvent alert(bar, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

//! A bar is younger than all that stands below it, and Qt puts the youngest last.
void NoticeBars::orderTabs()
{
    QWidget *last = m_focusBefore ? m_focusBefore.data() : previousInFocusChain();
    while (last != this && (isAncestorOf(last) || !(last->focusPolicy() & Qt::TabFocus)))
        last = last->previousInFocusChain();
    if (last == this)
        return; // nothing else takes the focus
    for (const Bar *bar : std::as_const(m_bars)) {
        const QWidgetList controls = bar->controls();
        for (QWidget *control : controls) {
            setTabOrder(last, control);
            last = control;
        }
    }
}

void NoticeBars::clear(const QString &id)
{
    Bar *bar = find(id);
    if (!bar)
        return;
    m_bars.removeOne(bar);
    m_layout->removeWidget(bar);
    if (m_focusAfter && m_focusAfter->isVisible() && bar->isAncestorOf(window()->focusWidget()))
        m_focusAfter->setFocus(Qt::OtherFocusReason);
    bar->hide();
    bar->deleteLater(); // it may be the one whose button was clicked
    setVisible(!m_bars.isEmpty());
}

void NoticeBars::clearDone()
{
    const QList<Notice> all = notices();
    for (const Notice &notice : all) {
        if (notice.kind == Notice::Kind::Information || notice.kind == Notice::Kind::Success)
            clear(notice.id);
    }
}

bool NoticeBars::contains(const QString &id) const
{
    return find(id) != nullptr;
}

QList<Notice> NoticeBars::notices() const
{
    QList<Notice> list;
    for (const Bar *bar : m_bars)
        list.append(bar->notice());
    return list;
}

NoticeBars::Bar *NoticeBars::find(const QString &id) const
{
    const auto found = std::find_if(m_bars.cbegin(), m_bars.cend(),
                                    [&id](const Bar *bar) { return bar->notice().id == id; });
    return found == m_bars.cend() ? nullptr : *found;
}

} // namespace angee
