// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/comparisonview.h"

#include "core/files/textfacts.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

ComparisonView::ComparisonView(QWidget *parent)
    : QWidget(parent)
    , m_summary(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_view(new DiffView(this))
{
    setObjectName(u"comparisonView"_s);
    m_summary->setObjectName(u"diffSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_facts->setObjectName(u"diffFacts"_s);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_view->setObjectName(u"diffText"_s);
    m_view->setAccessibleName(tr("Differences"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(spacing(1, this));
    layout->addWidget(m_summary);
    layout->addWidget(m_facts);
    layout->addWidget(m_view, 1);
    connect(&m_job, &DiffJob::finished, this, &ComparisonView::showChanges);
    connect(&m_job, &DiffJob::tooCostly, this, &ComparisonView::showTooCostly);
}

ComparisonView::~ComparisonView() = default;

void ComparisonView::compare(const QByteArray &before, const QByteArray &after)
{
    m_before = before;
    m_after = after;
    m_summary->setText(tr("Comparing…"));
    const QStringList facts = describeChanges(TextFacts::of(before), TextFacts::of(after));
    m_facts->setText(facts.join(u'\n'));
    m_facts->setVisible(!facts.isEmpty());
    m_job.start(before, after);
}

void ComparisonView::showChanges(const QList<LineChange> &changes)
{
    qsizetype removed = 0;
    qsizetype added = 0;
    for (const LineChange &change : changes) {
        removed += change.before.count;
        added += change.after.count;
    }
    m_view->setTexts(m_before, m_after, changes);
    m_summary->setText(changes.isEmpty()
                           ? tr("The texts are equal.")
                           : tr("Lines added: %L1, removed: %L2").arg(added).arg(removed));
    emit compared();
}

void ComparisonView::showTooCostly()
{
    m_summary->setText(tr("The texts have too little in common to be compared line by line."));
    emit compared();
}

} // namespace angee
