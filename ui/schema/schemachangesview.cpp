// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/schemachangesview.h"

#include "ui/schema/schemachangesmodel.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

void setItems(QComboBox *box, const QList<SchemaSide> &sides)
{
    const QSignalBlocker quiet(box);
    const QString chosen = box->currentData().toString();
    box->clear();
    for (const SchemaSide &side : sides)
        box->addItem(side.label, side.id);
    box->setCurrentIndex(box->findData(chosen));
}

void chooseItem(QComboBox *box, const QString &id)
{
    const QSignalBlocker quiet(box);
    box->setCurrentIndex(box->findData(id));
}

QToolButton *makeButton(const QString &name, const QString &text, Icon::Name icon, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setIcon(Icon::get(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

SchemaChangesView::SchemaChangesView(QWidget *parent)
    : QWidget(parent)
    , m_model(new SchemaChangesModel(this))
    , m_before(new QComboBox(this))
    , m_after(new QComboBox(this))
    , m_swap(makeButton(u"schemaSwap"_s, tr("Swap"), Icon::Name::Refresh, this))
    , m_file(
          makeButton(u"schemaCompareFile"_s, tr("Compare with a file…"), Icon::Name::Folder, this))
    , m_counts(new QLabel(this))
    , m_remark(new QLabel(this))
    , m_table(new FilterTable(tr("Changes of the schema"), this))
    , m_page(new StatePage(this))
{
    setObjectName(u"schemaChanges"_s);
    m_table->setObjectName(u"schemaChangesTable"_s);
    m_table->setTable(m_model);
    m_page->setContent(m_table);
    m_page->setEmptyIcon(Icon::Name::Diff);
    m_counts->setObjectName(u"schemaChangeCounts"_s);
    m_counts->setTextFormat(Qt::PlainText);
    m_remark->setObjectName(u"schemaChangeRemark"_s);
    m_remark->setTextFormat(Qt::PlainText);
    auto *facts = new QHBoxLayout;
    facts->addWidget(m_counts);
    facts->addWidget(m_remark, 1);
    auto *layout = new QVBoxLayout(this);
    const int gap = spacing(1, this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(makeChoice());
    layout->addLayout(facts);
    layout->addWidget(m_page, 1);

    connect(m_table, &FilterTable::activated, this,
            [this](const QString &key) { emit placeRequested(m_model->pathOf(key)); });
    setNothingToCompare();
}

SchemaChangesView::~SchemaChangesView() = default;

QWidget *SchemaChangesView::makeChoice()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto add = [this, row, layout](QComboBox *box, const QString &name, const QString &text) {
        auto *label = new QLabel(text, row);
        label->setBuddy(box);
        box->setObjectName(name);
        box->setAccessibleName(text);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
        layout->addWidget(label);
        layout->addWidget(box, 1);
        connect(box, &QComboBox::currentIndexChanged, this, &SchemaChangesView::onChosen);
    };
    add(m_before, u"schemaBefore"_s, tr("Before"));
    add(m_after, u"schemaAfter"_s, tr("After"));
    layout->addWidget(m_swap);
    layout->addWidget(m_file);
    connect(m_swap, &QToolButton::clicked, this, &SchemaChangesView::swapSides);
    connect(m_file, &QToolButton::clicked, this, &SchemaChangesView::fileRequested);
    return row;
}

void SchemaChangesView::setSides(const QList<SchemaSide> &sides)
{
    setItems(m_before, sides);
    setItems(m_after, sides);
}

void SchemaChangesView::choose(const QString &beforeId, const QString &afterId)
{
    chooseItem(m_before, beforeId);
    chooseItem(m_after, afterId);
}

QString SchemaChangesView::beforeId() const
{
    return m_before->currentData().toString();
}

QString SchemaChangesView::afterId() const
{
    return m_after->currentData().toString();
}

void SchemaChangesView::onChosen()
{
    if (beforeId().isEmpty() || afterId().isEmpty())
        return setNothingToCompare();
    if (beforeId() == afterId()) {
        m_counts->clear();
        m_remark->clear();
        m_page->showEmpty(tr("The same schema on both sides"),
                          tr("Choose another one before or after."));
        return;
    }
    emit comparisonRequested(beforeId(), afterId());
}

void SchemaChangesView::swapSides()
{
    choose(afterId(), beforeId());
    onChosen();
}

void SchemaChangesView::setComparing()
{
    m_counts->clear();
    m_remark->clear();
    m_page->showLoading();
}

void SchemaChangesView::setChanges(const std::vector<SchemaChange> &changes)
{
    m_remark->clear();
    m_model->setChanges(changes);
    const SchemaChangeCounts counts = countChanges(changes);
    m_counts->setText(counts.text());
    if (counts.isNothing())
        m_page->showEmpty(tr("No changes"), tr("Both schemas mean the same."));
    else
        m_page->showContent();
}

void SchemaChangesView::setProblem(const QString &words)
{
    m_counts->clear();
    m_remark->clear();
    m_page->showFailed(tr("The schemas could not be compared"), words);
}

void SchemaChangesView::setNothingToCompare()
{
    m_counts->clear();
    m_remark->clear();
    m_page->showEmpty(tr("Nothing to compare yet"),
                      tr("Each schema that differs from the one before is kept. Choose two of "
                         "them, or compare with a file."));
}

void SchemaChangesView::setRemark(const QString &text)
{
    setLabelText(m_remark, text);
}

} // namespace angee
