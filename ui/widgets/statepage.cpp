// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/statepage.h"

#include "core/base/boundedtext.h"
#include "core/base/visibletext.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! Of the words in the middle of a page, which is laid out again and again.
constexpr qsizetype longestMessage = 1500;

//! \brief Rows without text where rows will be. It does not move: that would cost and tell nothing.
class Skeleton final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(roleColor(ColorRole::NeutralBackground, palette()));
        const int unit = spacing(1, this);
        const int rowHeight = fontMetrics().height() * 17 / 10;
        const int bar = fontMetrics().height() * 6 / 10;
        // Widths differ from row to row, as words do.
        static constexpr int tenths[]{8, 6, 9, 5, 7};
        int row = 0;
        for (int y = 3 * unit; y + rowHeight < height() && row < 12; y += rowHeight, ++row) {
            int x = 3 * unit;
            for (int column = 0; column < 4; ++column) {
                const int room = (width() - 6 * unit) / 4;
                const int length = (room - 4 * unit) * tenths[(row + 2 * column) % 5] / 10;
                painter.drawRoundedRect(x, y + (rowHeight - bar) / 2, qMax(0, length), bar, 3, 3);
                x += room;
            }
        }
    }
};

//! \brief Lies over the content and lets the mouse through.
class Dimmer final : public QWidget
{
public:
    explicit Dimmer(QWidget *parent)
        : QWidget(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        hide();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QColor veil = roleColor(ColorRole::Window, palette());
        veil.setAlphaF(0.25F);
        QPainter(this).fillRect(rect(), veil);
    }
};

QLabel *plainLabel(QWidget *parent, const QString &name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

StatePage::StatePage(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedLayout(this))
    , m_blank(new QWidget(this))
    , m_skeleton(new Skeleton(this))
    , m_message(new QWidget(this))
    , m_dimmer(new Dimmer(this))
    , m_skeletonTimer(new QTimer(this))
{
    setObjectName(u"statePage"_s);
    m_blank->setObjectName(u"idleState"_s);
    m_skeleton->setObjectName(u"loadingState"_s);
    m_skeleton->setAccessibleName(tr("Loading"));
    m_message->setObjectName(u"messageState"_s);

    m_icon = new IconLabel(m_message);
    m_icon->setObjectName(u"stateIcon"_s);
    m_icon->setIconSize(spacing(6, this));
    m_title = plainLabel(m_message, u"stateTitle"_s);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_text = plainLabel(m_message, u"stateText"_s);
    m_text->setMaximumWidth(spacing(120, this));

    const auto button = [this](const QString &name, Icon::Name icon, const QString &text) {
        auto *made = new QPushButton(Icon::get(icon), text, m_message);
        made->setObjectName(name);
        made->setAccessibleName(text);
        return made;
    };
    m_retry = button(u"retryButton"_s, Icon::Name::Refresh, tr("Retry"));
    m_copy = button(u"copyDetailsButton"_s, Icon::Name::Copy, tr("Copy details"));
    m_action = button(u"emptyActionButton"_s, Icon::Name::Add, QString());
    m_action->hide(); // it has a verb once there is something to do
    m_clearFilter = button(u"clearFilterButton"_s, Icon::Name::Clear, tr("Clear filter"));

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    for (QPushButton *each : {m_action, m_retry, m_copy, m_clearFilter})
        buttons->addWidget(each);
    buttons->addStretch();
    auto *column = new QVBoxLayout(m_message);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(spacing(1, this));
    column->addWidget(m_title);
    auto *textRow = new QHBoxLayout;
    textRow->addStretch(1);
    textRow->addWidget(m_text, 8);
    textRow->addStretch(1);
    column->addLayout(textRow);
    column->addSpacing(spacing(2, this));
    column->addLayout(buttons);
    column->addStretch(3);

    m_stack->addWidget(m_blank);
    m_stack->addWidget(m_skeleton);
    m_stack->addWidget(m_message);

    m_skeletonTimer->setObjectName(u"skeletonTimer"_s);
    m_skeletonTimer->setSingleShot(true);
    m_skeletonTimer->setInterval(skeletonAfterMilliseconds);
    connect(m_skeletonTimer, &QTimer::timeout, this,
            [this] { m_stack->setCurrentWidget(m_skeleton); });
    connect(m_retry, &QPushButton::clicked, this, &StatePage::retryRequested);
    connect(m_action, &QPushButton::clicked, this, &StatePage::actionRequested);
    connect(m_clearFilter, &QPushButton::clicked, this, &StatePage::clearFilterRequested);
    connect(m_copy, &QPushButton::clicked, this, &StatePage::copyDetails);
}

StatePage::~StatePage() = default;

void StatePage::setContent(QWidget *content)
{
    Q_ASSERT(!m_content);
    m_content = content;
    m_stack->addWidget(content);
}

void StatePage::enter(State state)
{
    m_skeletonTimer->stop();
    m_dimmer->setVisible(m_stale && state == State::Ready);
    if (m_dimmer->isVisible())
        m_dimmer->raise();
    if (state == m_state)
        return;
    m_state = state;
    emit stateChanged(state);
}

void StatePage::showIdle()
{
    m_stack->setCurrentWidget(m_blank);
    enter(State::Idle);
}

void StatePage::showContent()
{
    Q_ASSERT(m_content);
    m_stack->setCurrentWidget(m_content);
    enter(State::Ready);
}

void StatePage::showLoading()
{
    if (m_state == State::Ready || m_state == State::Loading)
        return;
    enter(State::Loading);
    m_skeletonTimer->start();
}

void StatePage::setMessage(Icon::Name icon, ColorRole role, const QString &title,
                           const QString &text)
{
    m_icon->setIcon(Icon::get(icon, role));
    setLabelText(m_title, title);
    setLabelText(m_text, boundedWords(text, longestMessage)); // the whole is copied
    m_text->setVisible(!text.isEmpty());
    m_message->setAccessibleName(m_title->text());
    m_message->setAccessibleDescription(m_text->text());
    for (QPushButton *each : {m_action, m_retry, m_copy, m_clearFilter})
        each->hide();
    m_stack->setCurrentWidget(m_message);
}

void StatePage::showEmpty(const QString &what, const QString &help, const QString &actionText)
{
    setMessage(m_emptyIcon, ColorRole::SecondaryText, what, help);
    m_action->setText(actionText);
    m_action->setAccessibleName(actionText);
    m_action->setVisible(!actionText.isEmpty());
    enter(State::Empty);
}

void StatePage::showFailed(const QString &what, const QString &words, const QString &details)
{
    const QString whole = details.isEmpty() ? what + u'\n' + words : details;
    const bool isShown = m_title->text() == shownText(what)
        && m_text->text() == shownText(boundedWords(words, longestMessage));
    if (m_state == State::Failed && isShown && m_details == whole)
        return; // each further try that fails is not told again
    setMessage(Icon::Name::Error, ColorRole::Bad, what, words);
    m_details = whole;
    m_retry->show();
    m_copy->show();
    enter(State::Failed);
    QAccessibleEvent alert(m_message, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void StatePage::showFilteredOut(const QString &filter)
{
    setMessage(Icon::Name::Filter, ColorRole::SecondaryText, tr("Nothing matches the filter"),
               filter);
    m_clearFilter->show();
    enter(State::FilteredOut);
}

void StatePage::showNotOffered(const QString &what, const QString &why)
{
    setMessage(Icon::Name::CloudOff, ColorRole::SecondaryText, what, why);
    enter(State::NotOffered);
}

void StatePage::setStale(bool stale, const QString &reason)
{
    m_stale = stale;
    setAccessibleDescription(stale ? reason : QString());
    m_dimmer->setVisible(stale && m_state == State::Ready);
    m_dimmer->setGeometry(rect());
    m_dimmer->raise();
}

void StatePage::copyDetails()
{
    QGuiApplication::clipboard()->setText(m_details);
}

void StatePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_dimmer->setGeometry(rect());
}

} // namespace angee
