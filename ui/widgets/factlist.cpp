// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/factlist.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

FactList::FactList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
{
    m_layout->setLabelAlignment(Qt::AlignLeft);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setContentsMargins({});
    m_layout->setHorizontalSpacing(spacing(4, this));
    m_layout->setVerticalSpacing(0);
    // The button that copies a value should not be a screen away from it.
    setMaximumWidth(fontMetrics().averageCharWidth() * 110);
}

FactList::~FactList() = default;

void FactList::setFacts(const QList<Fact> &facts)
{
    if (facts == m_facts)
        return;
    const bool sameLines = facts.size() == m_facts.size()
        && std::equal(facts.cbegin(), facts.cend(), m_facts.cbegin(),
                      [](const Fact &a, const Fact &b) {
                          return a.label == b.label && a.code == b.code;
                      });
    if (!sameLines)
        rebuild(facts);
    for (qsizetype i = 0; i < facts.size(); ++i)
        fill(m_lines.at(i), facts.at(i));
    m_facts = facts;
}

void FactList::rebuild(const QList<Fact> &facts)
{
    while (m_layout->rowCount() > 0)
        m_layout->removeRow(0);
    m_lines.clear();
    for (const Fact &fact : facts) {
        auto *value = new QLabel;
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        value->setAccessibleName(fact.label);
        if (fact.code)
            value->setFont(monospaceFont(this));
        auto *copy = new QToolButton;
        copy->setIcon(Icon::get(Icon::Name::Copy, ColorRole::SecondaryText));
        copy->setObjectName(u"copyFact-"_s + fact.label);
        copy->setAutoRaise(true);
        QSizePolicy keepsRoom = copy->sizePolicy();
        keepsRoom.setRetainSizeWhenHidden(true);
        copy->setSizePolicy(keepsRoom);
        copy->setToolTip(tr("Copy"));
        copy->setAccessibleName(tr("Copy %1").arg(fact.label));
        // What stands there may be marked or cut; what is copied is what there is.
        connect(copy, &QToolButton::clicked, value, [this, at = m_lines.size()] {
            QGuiApplication::clipboard()->setText(m_facts.at(at).value);
        });
        auto *row = new QWidget;
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins({});
        layout->addWidget(value, 1);
        layout->addWidget(copy, 0, Qt::AlignVCenter);
        auto *label = new QLabel;
        setLabelLine(label, fact.label);
        label->setForegroundRole(QPalette::PlaceholderText);
        m_layout->addRow(label, row);
        m_lines.append({value, copy});
    }
}

void FactList::fill(const Line &line, const Fact &fact)
{
    setLabelText(line.value, fact.value.isEmpty() ? u"–"_s : fact.value);
    line.copy->setVisible(!fact.value.isEmpty());
}

} // namespace angee
