// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/panes/bulkpanel.h"

#include "core/base/ansi.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownRows = 4;

Status iconOf(BulkRun::State state)
{
    switch (state) {
    case BulkRun::State::Waiting:
        return Status::Declared;
    case BulkRun::State::Running:
        return Status::Starting;
    case BulkRun::State::Done:
        return Status::Done;
    case BulkRun::State::Failed:
        return Status::Failed;
    case BulkRun::State::Unknown:
        return Status::Unknown;
    case BulkRun::State::Skipped:
    case BulkRun::State::Cancelled:
        return Status::Stopped;
    }
    Q_UNREACHABLE();
}

QPushButton *makeButton(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(text);
    return button;
}

} // namespace

BulkPanel::BulkPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_table(new QTableWidget(0, 3))
    , m_retry(makeButton(tr("Retry failed"), u"bulkRetryButton"_s))
    , m_cancel(makeButton(tr("Cancel the rest"), u"bulkCancelButton"_s))
    , m_dismiss(makeButton(tr("Dismiss"), u"bulkDismissButton"_s))
{
    setObjectName(u"bulkPanel"_s);
    m_title->setObjectName(u"bulkTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_table->setObjectName(u"bulkTable"_s);
    m_table->setAccessibleName(tr("Results"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Result"), tr("Words")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setShowGrid(false);
    const int character = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(0, character * 28);
    m_table->setColumnWidth(1, character * 18);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_retry);
    head->addWidget(m_cancel);
    head->addWidget(m_dismiss);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(head);
    layout->addWidget(m_table);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run->retryFailed();
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run->cancelRest();
    });
    connect(m_dismiss, &QPushButton::clicked, this, &BulkPanel::dismissed);
    hide();
}

BulkPanel::~BulkPanel() = default;

void BulkPanel::setRun(BulkRun *run)
{
    if (m_run)
        disconnect(m_run, nullptr, this, nullptr);
    m_run = run;
    setVisible(run);
    if (!run)
        return;
    connect(run, &BulkRun::rowChanged, this, &BulkPanel::onRowChanged);
    connect(run, &BulkRun::finished, this, &BulkPanel::updateHead);
    const int count = int(run->rows().size());
    m_table->setRowCount(count);
    for (int row = 0; row < count; ++row) {
        for (int column = 0; column < 3; ++column)
            m_table->setItem(row, column, new QTableWidgetItem);
        onRowChanged(row);
    }
    const int rowHeight = m_table->verticalHeader()->defaultSectionSize();
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
                            + rowHeight * qMin(count, shownRows) + rowHeight / 2);
}

void BulkPanel::onRowChanged(int row)
{
    const BulkRun::Row &result = m_run->rows().at(row);
    const QString words =
        result.state == BulkRun::State::Done ? QString() : withoutAnsi(result.words);
    m_table->item(row, 0)->setText(result.name);
    m_table->item(row, 1)->setText(bulkStateName(result.state));
    m_table->item(row, 1)->setIcon(Icon::status(iconOf(result.state)));
    m_table->item(row, 2)->setText(words.simplified());
    m_table->item(row, 2)->setToolTip(words);
    updateHead();
}

void BulkPanel::updateHead()
{
    setLabelLine(m_title, u"%1: %2"_s.arg(m_run->title(), m_run->summary()));
    m_retry->setEnabled(m_run->count(BulkRun::State::Failed) > 0);
    m_cancel->setEnabled(m_run->count(BulkRun::State::Waiting) > 0);
    m_dismiss->setEnabled(m_run->isFinished());
}

} // namespace angee
