// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/factsview.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! \brief As wide as its text wants, up to a readable line; a plain wrapping label would rather be
//! square.
class ValueLabel final : public QLabel
{
public:
    using QLabel::QLabel;

    [[nodiscard]] QSize sizeHint() const override
    {
        const int natural = fontMetrics().size(0, text()).width() + 2;
        const int width = qMin(natural, fontMetrics().averageCharWidth() * 100);
        return {width, heightForWidth(width)};
    }
};

} // namespace

struct FactsView::Row
{
    QLabel *label;
    IconLabel *icon;
    QLabel *value;
    QPushButton *link;
    QToolButton *copy;
    QWidget *cell; // holds the last four
};

FactsView::FactsView(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(u"facts"_s);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(spacing(4, this));
    m_grid->setVerticalSpacing(spacing(1, this));
    m_grid->setColumnStretch(1, 1);
}

FactsView::~FactsView() = default;

void FactsView::setFacts(const QList<Fact> &facts)
{
    const auto ids = [](const QList<Fact> &list) {
        QStringList all;
        for (const Fact &fact : list)
            all.append(fact.id);
        return all;
    };
    if (ids(facts) != ids(m_facts)) {
        for (const Row &row : std::as_const(m_rows))
            for (QWidget *each : {static_cast<QWidget *>(row.label), row.cell}) {
                each->hide();
                each->deleteLater();
            }
        m_rows.clear();
        m_facts = facts;
        for (const Fact &fact : facts)
            addRow(fact);
        return;
    }
    for (int i = 0; i < facts.size(); ++i)
        if (!(facts[i] == m_facts[i]))
            fill(i, facts[i]);
    m_facts = facts;
}

void FactsView::addRow(const Fact &fact)
{
    const int at = int(m_rows.size());
    Row row;
    row.label = new QLabel(this);
    row.label->setForegroundRole(QPalette::PlaceholderText);
    row.label->setTextFormat(Qt::PlainText);
    row.cell = new QWidget(this);
    row.icon = new IconLabel(row.cell);
    row.value = new ValueLabel(row.cell);
    row.value->setTextFormat(Qt::PlainText);
    row.value->setWordWrap(true);
    row.value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    row.value->setObjectName(u"fact_"_s + fact.id);
    row.link = new QPushButton(row.cell);
    row.link->setObjectName(u"factLink_"_s + fact.id);
    row.link->setAutoDefault(false);
    row.copy = new QToolButton(row.cell);
    row.copy->setObjectName(u"factCopy_"_s + fact.id);
    row.copy->setAutoRaise(true);
    row.copy->setIcon(Icon::get(Icon::Name::Copy, ColorRole::SecondaryText));
    auto *layout = new QHBoxLayout(row.cell);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(row.icon);
    layout->addWidget(row.value);
    layout->addWidget(row.copy);
    layout->addWidget(row.link);
    layout->addStretch(1);
    QSizePolicy policy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    row.value->setSizePolicy(policy);
    m_grid->addWidget(row.label, at, 0, Qt::AlignTop);
    m_grid->addWidget(row.cell, at, 1);
    row.label->setMinimumHeight(row.copy->sizeHint().height());
    connect(row.copy, &QToolButton::clicked, this,
            [this, at] { QGuiApplication::clipboard()->setText(m_facts[at].value); });
    connect(row.link, &QPushButton::clicked, this,
            [this, at] { emit linkActivated(m_facts[at].id); });
    m_rows.append(row);
    fill(at, fact);
}

void FactsView::fill(int at, const Fact &fact)
{
    const Row &row = m_rows[at];
    row.label->setText(fact.label);
    row.label->setBuddy(row.value);
    const QString shown = fact.value.isEmpty() ? u"–"_s : fact.value;
    if (row.value->text() != shown)
        row.value->setText(shown);
    row.value->setFont(fact.code ? monospaceFont(this) : font());
    row.value->setAccessibleName(fact.label + u": "_s + shown);
    row.icon->setVisible(fact.status.has_value());
    if (fact.status)
        row.icon->setIcon(Icon::status(*fact.status));
    row.link->setVisible(!fact.linkText.isEmpty());
    row.link->setText(fact.linkText);
    row.link->setAccessibleName(fact.linkText + u' ' + fact.label);
    row.copy->setEnabled(!fact.value.isEmpty());
    row.copy->setToolTip(tr("Copy"));
    row.copy->setAccessibleName(tr("Copy %1").arg(fact.label));
}

QString FactsView::toText() const
{
    QStringList lines;
    for (const Fact &fact : m_facts)
        lines.append(fact.label + u'\t' + fact.value);
    return lines.join(u'\n');
}

} // namespace angee
