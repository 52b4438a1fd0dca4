// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/pane.h"

#include "core/base/relativetime.h"
#include "ui/panes/panedescriptor.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int ageRefreshMilliseconds = 5'000;
constexpr auto staleNotice = "stale"_L1;

} // namespace

Pane::Pane(const PaneDescriptor &descriptor, QWidget *parent)
    : QWidget(parent)
    , m_id(descriptor.id)
    , m_title(descriptor.title)
    , m_icon(descriptor.icon)
    , m_header(new QHBoxLayout)
    , m_age(new QLabel(this))
    , m_notices(new NoticeBars(this))
    , m_statePage(new StatePage(this))
{
    setObjectName(m_id + u"Pane"_s);
    setAccessibleName(m_title);
    auto *heading = new QLabel(m_title, this);
    heading->setObjectName(u"paneTitle"_s);
    heading->setTextFormat(Qt::PlainText);
    QFont large = heading->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.25);
    heading->setFont(large);
    m_age->setObjectName(u"dataAge"_s);
    m_age->setForegroundRole(QPalette::PlaceholderText);
    m_age->setTextFormat(Qt::PlainText);

    const int unit = spacing(1, this);
    m_header->setContentsMargins(4 * unit, 2 * unit, 4 * unit, 2 * unit);
    m_header->addWidget(heading);
    m_header->addSpacing(2 * unit);
    m_header->addWidget(m_age);
    m_header->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_header);
    column->addWidget(m_notices);
    column->addWidget(m_statePage, 1);

    connect(m_statePage, &StatePage::retryRequested, this, &Pane::refreshRequested);
    connect(m_notices, &NoticeBars::actionTriggered, this, [this](const QString &notice) {
        if (notice == staleNotice)
            emit refreshRequested();
    });
    auto *refresh = new QShortcut(QKeySequence(Qt::Key_F5), this, this, &Pane::refreshRequested,
                                  Qt::WidgetWithChildrenShortcut);
    refresh->setObjectName(u"refreshShortcut"_s);
    m_ageTimer.setTimerType(Qt::VeryCoarseTimer);
    m_ageTimer.setInterval(ageRefreshMilliseconds);
    connect(&m_ageTimer, &QTimer::timeout, this, &Pane::updateAge);
}

Pane::~Pane() = default;

void Pane::setContent(QWidget *content)
{
    m_statePage->setContent(content);
}

void Pane::setMainTable(FilterTable *table)
{
    m_table = table;
    m_notices->setFocusAfter(table->view());
    addHeaderWidget(table->filterBar());
    m_lastInHeader = table->lastInBar();
    m_notices->setFocusBefore(m_lastInHeader);
    connect(table, &FilterTable::stateChanged, this, &Pane::stateChanged);
    auto *slash = new QShortcut(QKeySequence(Qt::Key_Slash), this, this, &Pane::focusFilter,
                                Qt::WidgetWithChildrenShortcut);
    slash->setObjectName(u"paneFilterShortcut"_s);
    table->setShortcutEnabled(false);
}

void Pane::addHeaderWidget(QWidget *widget)
{
    m_header->addWidget(widget);
    if (!(widget->focusPolicy() & Qt::TabFocus))
        return;
    // It may be younger than what stands below it.
    if (m_lastInHeader)
        setTabOrder(m_lastInHeader, widget);
    m_lastInHeader = widget;
    m_notices->setFocusBefore(widget);
}

void Pane::showNotConnected()
{
    setDataAge({});
    m_statePage->showEmpty(tr("Not connected"),
                           tr("Choose a profile or connect to a daemon in the header."));
}

void Pane::setDataAge(const QDateTime &asOf, bool stale, const QString &reason)
{
    m_asOf = asOf;
    m_stale = stale;
    m_staleReason = reason;
    m_statePage->setStale(stale, reason);
    if (!stale)
        m_notices->clear(staleNotice);
    updateAge();
}

void Pane::updateAge()
{
    m_age->setText(m_asOf.isValid() ? tr("as of %1").arg(relativeTime(m_asOf)) : QString());
    m_age->setToolTip(exactTime(m_asOf));
    if (!m_stale)
        return;
    Notice notice;
    notice.id = staleNotice;
    notice.kind = Notice::Kind::Stale;
    notice.text = m_asOf.isValid()
        ? tr("Shown as of %1. %2").arg(relativeTime(m_asOf), m_staleReason)
        : m_staleReason;
    notice.actions = {{u"refresh"_s, tr("Ask again")}};
    notice.closable = false;
    m_notices->show(notice);
}

void Pane::setBadge(int count, bool attention)
{
    if (count == m_count && attention == m_attention)
        return;
    m_count = count;
    m_attention = attention;
    emit badgeChanged(count, attention);
}

QByteArray Pane::saveState() const
{
    return m_table ? m_table->saveState() : QByteArray();
}

void Pane::restoreState(const QByteArray &state)
{
    if (m_table)
        m_table->restoreState(state);
}

void Pane::showObject(const ObjectRef &object)
{
    if (m_table && !m_table->selectKey(object.name)) {
        m_table->setFilter({});
        m_table->selectKey(object.name);
    }
}

QList<QAction *> Pane::rowActions(const ObjectRef &)
{
    return {};
}

void Pane::focusFilter()
{
    if (m_table)
        m_table->focusFilter();
}

void Pane::setFilter(const QString &filter)
{
    if (m_table)
        m_table->setFilter(filter);
}

void Pane::create(ObjectKind, const ObjectRef &) { }

void Pane::whenSafe(const std::function<void()> &done)
{
    done();
}

QuitConcern Pane::concern()
{
    return {};
}

void Pane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateAge();
    m_ageTimer.start();
}

void Pane::hideEvent(QHideEvent *event)
{
    m_ageTimer.stop();
    QWidget::hideEvent(event);
}

} // namespace angee
