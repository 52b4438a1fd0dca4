// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/templatespane.h"

#include "ui/templates/templatesdescriptor.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/filtertable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTabWidget>
#include <QTreeWidget>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

bool isUsable(const TemplateDescriptor &descriptor)
{
    return descriptor.kind == "workspace"_L1 || descriptor.kind == "service"_L1;
}

} // namespace

TemplatesPane::TemplatesPane(QWidget *parent)
    : ListPane(templatesDescriptor(), new TemplatesModel, parent)
    , m_model(qobject_cast<TemplatesModel *>(table()->table()))
{
    m_model->setParent(this);
    setEmptyTexts(tr("This stack has no templates."),
                  tr("Templates are folders with a copier.yml, in templates or .templates of the "
                     "stack."),
                  {});
    m_detail = makeDetail();
    makeActions();
    setDetail(m_detail);
    showLoading();
    onSelectionChanged();
}

TemplatesPane::~TemplatesPane() = default;

QWidget *TemplatesPane::makeDetail()
{
    auto *tabs = new QTabWidget;
    tabs->setObjectName(u"templateTabs"_s);
    tabs->setAccessibleName(tr("About this template"));
    tabs->setDocumentMode(true);
    m_inputs = new QTreeWidget;
    m_inputs->setObjectName(u"templateInputs"_s);
    m_inputs->setAccessibleName(tr("Inputs"));
    m_inputs->setRootIsDecorated(false);
    m_inputs->setUniformRowHeights(true);
    m_inputs->setHeaderLabels({tr("Input"), tr("Type"), tr("Required"), tr("Default"),
                               tr("Immutable"), tr("Generated"), tr("Asked as question")});
    const int character = fontMetrics().averageCharWidth();
    const QList<int> widths{26, 12, 14, 30, 14, 14};
    for (int column = 0; column < widths.size(); ++column)
        m_inputs->setColumnWidth(column, character * widths.at(column));
    m_facts = new FactList;
    m_facts->setObjectName(u"templateFacts"_s);
    tabs->addTab(m_inputs, tr("Inputs"));
    tabs->addTab(m_facts, tr("Overview"));
    return tabs;
}

void TemplatesPane::makeActions()
{
    m_use = addAction(u"templateUse"_s, tr("Create from this…"), Icon::Name::Add, Placement::Row);
    connect(m_use, &QAction::triggered, this, &TemplatesPane::use);
    m_copyRef = addAction(u"templateCopyRef"_s, tr("Copy ref"), Icon::Name::Copy, Placement::Row);
    connect(m_copyRef, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(table()->currentKey()); });
    m_resolve =
        addAction(u"templateResolve"_s, tr("Resolve name…"), Icon::Name::Search, Placement::Header);
    connect(m_resolve, &QAction::triggered, this, &TemplatesPane::resolveRequested);
}

void TemplatesPane::setTemplates(const QList<TemplateDescriptor> &templates)
{
    m_model->setRecords(templateRecords(templates));
    setBadge(int(templates.size()), false);
    showRows(templates.size());
}

void TemplatesPane::use()
{
    const TemplateRecord *record = m_model->find(table()->currentKey());
    if (!record)
        return;
    if (record->descriptor.kind == "workspace"_L1)
        emit creationRequested(ObjectKind::Workspace,
                               {ObjectKind::Template, record->descriptor.ref});
    else if (record->descriptor.kind == "service"_L1)
        emit creationRequested(ObjectKind::Service, {ObjectKind::Template, record->descriptor.ref});
}

void TemplatesPane::onSelectionChanged()
{
    const TemplateRecord *record = m_model->find(table()->currentKey());
    const QString none = record ? QString() : tr("Select a template first.");
    setPossible(m_use,
                record && !isUsable(record->descriptor)
                    ? tr("Workspaces and services are made here; a template of kind %1 is used "
                         "with the angee command.")
                          .arg(record->descriptor.kind)
                    : none);
    setPossible(m_copyRef, none, false);
    setPossible(m_resolve, {}, false);
    m_detail->setVisible(record);
    setSelectionText(record ? record->descriptor.ref : QString());
    if (record)
        showDetail(record->descriptor);
}

void TemplatesPane::showDetail(const TemplateDescriptor &descriptor)
{
    m_facts->setFacts({{tr("Name"), descriptor.name, false},
                       {tr("Kind"), descriptor.kind, false},
                       {tr("Ref"), descriptor.ref, true},
                       {tr("Path"), descriptor.path, true}});
    m_inputs->clear();
    const auto mark = [](bool set) { return set ? tr("yes") : u"–"_s; };
    for (const TemplateInput &input : descriptor.inputs)
        m_inputs->addTopLevelItem(new QTreeWidgetItem(
            {input.name, input.type, mark(input.required), input.defaultValue,
             mark(input.immutable), mark(input.generated), mark(input.question)}));
}

void TemplatesPane::onEmptyAction() { }

} // namespace angee
