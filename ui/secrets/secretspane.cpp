// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/secrets/secretspane.h"

#include "core/model/names.h"
#include "ui/secrets/secretsdescriptor.h"
#include "ui/secrets/secretsmodel.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

SecretsPane::SecretsPane(QWidget *parent)
    : Pane(secretsDescriptor(), parent)
    , m_model(new SecretsModel(this))
    , m_table(new FilterTable(tr("Secrets")))
{
    m_table->setObjectName(u"secretsTable"_s);
    m_table->setTable(m_model);
    makeActions();
    m_table->setActions({m_set, m_reveal, m_copy, m_delete});

    setMainTable(m_table); // Tab goes through the header, then the table, then the detail
    auto *add = new QPushButton(Icon::get(Icon::Name::Add), tr("Set another secret…"), this);
    add->setObjectName(u"secretsAdd"_s);
    connect(add, &QPushButton::clicked, m_add, &QAction::trigger);
    connect(m_add, &QAction::changed, add, [this, add] {
        add->setEnabled(m_add->isEnabled());
        add->setToolTip(m_add->toolTip());
    });
    addHeaderWidget(add);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(u"secretsSplitter"_s);
    splitter->addWidget(m_table);
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(0, 1);
    splitter->setChildrenCollapsible(false);
    setContent(splitter);

    connect(m_table, &FilterTable::currentKeyChanged, this, &SecretsPane::onCurrentChanged);
    connect(m_table, &FilterTable::activated, this, &SecretsPane::setRequested);
    connect(statePage(), &StatePage::actionRequested, this, &SecretsPane::addRequested);
    onCurrentChanged();
}

SecretsPane::~SecretsPane() = default;

void SecretsPane::makeActions()
{
    const auto make = [this](const QString &name, const QString &text, Icon::Name icon, auto signal,
                             const QKeySequence &keys = {}) {
        auto *action = new QAction(Icon::get(icon), text, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, [this, signal] {
            if (!m_table->currentKey().isEmpty())
                emit(this->*signal)(m_table->currentKey());
        });
        return action;
    };
    m_set = make(u"secretSet"_s, tr("Set…"), Icon::Name::Edit, &SecretsPane::setRequested);
    m_reveal =
        make(u"secretReveal"_s, tr("Reveal"), Icon::Name::Reveal, &SecretsPane::revealRequested);
    m_copy = make(u"secretCopy"_s, tr("Copy value"), Icon::Name::Copy, &SecretsPane::copyRequested);
    m_delete = make(u"secretDelete"_s, tr("Delete…"), Icon::Name::Destroy,
                    &SecretsPane::deleteRequested, QKeySequence(Qt::Key_Delete));
    m_add = new QAction(tr("Set another secret…"), this);
    m_add->setObjectName(u"secretAdd"_s);
    connect(m_add, &QAction::triggered, this, &SecretsPane::addRequested);
}

QWidget *SecretsPane::makeDetail()
{
    auto *detail = new QWidget;
    detail->setObjectName(u"secretsDetail"_s);
    const auto label = [detail](const QString &name) {
        auto *made = new QLabel(detail);
        made->setObjectName(name);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse);
        return made;
    };
    m_title = label(u"secretTitle"_s);
    QFont strong = m_title->font();
    strong.setBold(true);
    m_title->setFont(strong);
    m_facts = label(u"secretFacts"_s);
    m_value = new SecretField(detail);
    m_value->setObjectName(u"secretValue"_s);
    m_value->lineEdit()->setAccessibleName(tr("The secret's value"));
    m_value->setReadOnly(true);
    m_value->hide();
    m_valueProblem = label(u"secretValueProblem"_s);
    m_valueProblem->hide();
    auto *actions = new ActionRow(detail);
    actions->setObjectName(u"secretActions"_s);
    actions->setActions({m_set, m_reveal, m_copy, m_delete});
    auto *layout = new QVBoxLayout(detail);
    layout->setSpacing(spacing(2, this));
    layout->addWidget(m_title);
    layout->addWidget(actions);
    layout->addWidget(m_value);
    layout->addWidget(m_valueProblem);
    layout->addWidget(m_facts);
    layout->addStretch();
    // Once masked again, the value is forgotten, not merely covered.
    connect(m_value, &SecretField::revealedChanged, this, [this](bool revealed) {
        if (!revealed)
            hideValue();
    });
    return detail;
}

void SecretsPane::apply(const LiveUpdatePtr &update)
{
    m_model->apply(update);
    if (!update) {
        setBadge(-1, false);
        updateActions();
        return;
    }
    int missing = 0;
    for (const SecretRow &row : update->snapshot->secrets())
        missing += row.required && !row.hasValue;
    setBadge(m_model->rowCount(), missing > 0);
    if (m_model->rowCount() == 0) {
        statePage()->setEmptyIcon(Icon::Name::Secret);
        statePage()->showEmpty(
            tr("No secret is declared"),
            tr("Secrets are declared in the stack's angee.yaml. A value can also be "
               "set for a name that is declared later."),
            tr("Set a secret…"));
    } else {
        statePage()->showContent();
    }
    m_table->selectAny();
    updateActions();
}

void SecretsPane::setWhyNoChanges(const QString &why)
{
    m_whyNoChanges = why;
    updateActions();
}

void SecretsPane::updateActions()
{
    const SecretRow *row = m_model->find(m_table->currentKey());
    const QString none = tr("Select a secret first.");
    const QString change = !row ? none : m_whyNoChanges;
    setActionAvailable(m_set, change);
    setActionAvailable(m_add, m_whyNoChanges);
    const QString noValue = !row ? none : row->hasValue ? QString() : tr("It has no value.");
    setActionAvailable(m_reveal, noValue);
    setActionAvailable(m_copy, noValue);
    setActionAvailable(m_delete, !change.isEmpty() ? change : noValue);
    if (!row) {
        m_title->setText(none);
        m_facts->clear();
        return;
    }
    setLabelLine(m_title, toText(row->name));
    const auto say = [this](int column) {
        return m_model->slotData(m_model->slotOfKey(m_table->currentKey()), column, Qt::DisplayRole)
            .toString();
    };
    m_facts->setText(
        tr("%1; %2; %3. Services read it as %4. A changed value reaches a service only when the "
           "service is created anew.")
            .arg(say(SecretsModel::ValueColumn), say(SecretsModel::RequiredColumn),
                 say(SecretsModel::OriginColumn), say(SecretsModel::VariableColumn)));
}

void SecretsPane::onCurrentChanged()
{
    hideValue();
    updateActions();
}

void SecretsPane::hideValue()
{
    m_value->clear();
    m_value->hide();
    m_valueProblem->hide();
}

void SecretsPane::showValue(const QString &name, const QString &value)
{
    if (m_table->currentKey() != name)
        return;
    m_valueProblem->hide();
    m_value->setText(value);
    m_value->show();
    m_value->setRevealed(true);
    m_value->setFocus();
}

void SecretsPane::showValueProblem(const QString &name, const QString &words)
{
    if (m_table->currentKey() != name)
        return;
    hideValue();
    setLabelText(m_valueProblem, words);
    m_valueProblem->show();
}

void SecretsPane::showObject(const ObjectRef &object)
{
    if (!object.name.isEmpty() && !m_table->selectKey(object.name)) {
        m_table->clearFilter();
        m_table->selectKey(object.name);
    }
}

} // namespace angee
