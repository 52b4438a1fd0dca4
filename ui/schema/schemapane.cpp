// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/schemapane.h"

#include "core/schema/schematext.h"
#include "ui/schema/schemadescriptor.h"
#include "ui/schema/schematreemodel.h"
#include "ui/schema/sdlview.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QShortcut>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int useRole = Qt::UserRole + 1; // the number of the use

QString useText(const SchemaElements &elements, const SchemaUse &use)
{
    const QString where = QString::fromStdString(elements.coordinate(use.element));
    switch (use.as) {
    case SchemaUse::As::Result:
        return SchemaPane::tr("%1 returns it").arg(where);
    case SchemaUse::As::Argument:
        return SchemaPane::tr("%1 takes it").arg(where);
    case SchemaUse::As::InputField:
        return SchemaPane::tr("%1 holds it").arg(where);
    case SchemaUse::As::Interface:
        return SchemaPane::tr("%1 implements it").arg(where);
    case SchemaUse::As::Member:
        return SchemaPane::tr("%1 contains it").arg(where);
    }
    Q_UNREACHABLE();
}

} // namespace

SchemaPane::SchemaPane(QWidget *parent)
    : Pane(schemaDescriptor(), parent)
    , m_model(new SchemaTreeModel(this))
    , m_tree(new QTreeView(this))
    , m_search(new QLineEdit(this))
    , m_hits(new QLabel(this))
    , m_uses(new QListWidget(this))
    , m_usesTitle(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_sdl(new SdlView(this))
{
    auto *text = new QWidget(this);
    auto *textLayout = new QVBoxLayout(text);
    textLayout->setContentsMargins(0, 0, 0, 0);
    textLayout->setSpacing(0);
    textLayout->addWidget(makeFindBar());
    textLayout->addWidget(m_sdl, 1);
    m_tabs->setObjectName(u"schemaTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(text, tr("SDL"));

    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(u"schemaSplitter"_s);
    splitter->addWidget(makeBrowser());
    splitter->addWidget(m_tabs);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({fontMetrics().averageCharWidth() * 50, 1000});
    setContent(splitter);
    makeHeader();

    connect(m_search, &QLineEdit::textChanged, this, &SchemaPane::onSearch);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SchemaPane::onTreeCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, m_tree, [this] {
        if (!m_model->isSearching())
            m_tree->expandToDepth(0); // the kinds open, the types closed
    });
    connect(m_uses, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { showElement(item->data(useRole).toString()); });
    connect(m_sdl, &SdlView::definitionRequested, this, &SchemaPane::showElement);
    statePage()->setEmptyIcon(Icon::Name::Schema);
    statePage()->showIdle();
    updateActions();
}

SchemaPane::~SchemaPane() = default;

QWidget *SchemaPane::makeBrowser()
{
    m_search->setObjectName(u"schemaSearch"_s);
    m_search->setAccessibleName(tr("Search the schema"));
    m_search->setPlaceholderText(tr("Search names, arguments, descriptions"));
    m_search->setClearButtonEnabled(true);
    m_hits->setObjectName(u"schemaHits"_s);
    m_hits->hide();
    m_tree->setObjectName(u"schemaTree"_s);
    m_tree->setAccessibleName(tr("Types of the schema"));
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_uses->setObjectName(u"schemaUses"_s);
    m_uses->setAccessibleName(tr("Uses of the type"));
    m_uses->setUniformItemSizes(true);
    m_usesTitle->setObjectName(u"schemaUsesTitle"_s);
    m_usesTitle->setTextFormat(Qt::PlainText);
    m_usesTitle->setBuddy(m_uses);

    auto *top = new QWidget(this);
    auto *topLayout = new QVBoxLayout(top);
    topLayout->setContentsMargins(spacing(2, this), 0, spacing(1, this), 0);
    topLayout->addWidget(m_search);
    topLayout->addWidget(m_hits);
    topLayout->addWidget(m_tree, 1);
    auto *bottom = new QWidget(this);
    auto *bottomLayout = new QVBoxLayout(bottom);
    bottomLayout->setContentsMargins(spacing(2, this), 0, spacing(1, this), spacing(1, this));
    bottomLayout->addWidget(m_usesTitle);
    bottomLayout->addWidget(m_uses, 1);
    auto *browser = new QSplitter(Qt::Vertical, this);
    browser->addWidget(top);
    browser->addWidget(bottom);
    browser->setStretchFactor(0, 3);
    browser->setStretchFactor(1, 1);
    browser->setChildrenCollapsible(false);
    setTabOrder(m_search, m_tree);
    setTabOrder(m_tree, m_uses);
    connect(m_search, &QLineEdit::returnPressed, this, &SchemaPane::enterTree);
    auto *down = new QShortcut(QKeySequence(Qt::Key_Down), m_search, this, &SchemaPane::enterTree,
                               Qt::WidgetShortcut);
    down->setObjectName(u"schemaSearchDown"_s);
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), m_search, m_search,
                                 &QLineEdit::clear, Qt::WidgetShortcut);
    escape->setObjectName(u"schemaSearchClear"_s);
    return browser;
}

QWidget *SchemaPane::makeFindBar()
{
    m_findBar = new QWidget(this);
    m_find = new QLineEdit(m_findBar);
    m_find->setObjectName(u"sdlFind"_s);
    m_find->setAccessibleName(tr("Find in the text"));
    m_find->setPlaceholderText(tr("Find in the text"));
    m_findResult = new QLabel(m_findBar);
    m_findResult->setObjectName(u"sdlFindResult"_s);
    auto *layout = new QHBoxLayout(m_findBar);
    layout->setContentsMargins(spacing(1, this), spacing(1, this), spacing(1, this),
                               spacing(1, this));
    layout->addWidget(m_find, 1);
    layout->addWidget(m_findResult);
    m_findBar->hide();
    connect(m_find, &QLineEdit::returnPressed, this, [this] { find(false); });
    auto *open = new QShortcut(
        QKeySequence::Find, this, this,
        [this] {
            m_findBar->show();
            m_find->setFocus();
            m_find->selectAll();
        },
        Qt::WidgetWithChildrenShortcut);
    open->setObjectName(u"sdlFindOpen"_s);
    auto *next = new QShortcut(
        QKeySequence(Qt::Key_F3), this, this, [this] { find(false); },
        Qt::WidgetWithChildrenShortcut);
    next->setObjectName(u"sdlFindNext"_s);
    auto *previous = new QShortcut(
        QKeySequence(Qt::SHIFT | Qt::Key_F3), this, this, [this] { find(true); },
        Qt::WidgetWithChildrenShortcut);
    previous->setObjectName(u"sdlFindPrevious"_s);
    auto *close = new QShortcut(
        QKeySequence(Qt::Key_Escape), m_find, this,
        [this] {
            m_findBar->hide();
            m_sdl->setFocus();
        },
        Qt::WidgetShortcut);
    close->setObjectName(u"sdlFindClose"_s);
    return m_findBar;
}

void SchemaPane::makeHeader()
{
    const auto make = [this](const QString &name, const QString &text, Icon::Name icon, auto slot,
                             const QKeySequence &keys = {}) {
        auto *action = new QAction(Icon::get(icon), text, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, slot);
        auto *button = new QToolButton(this);
        button->setObjectName(name + u"Button"_s);
        button->setDefaultAction(action);
        button->setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly
                                                  : Qt::ToolButtonTextBesideIcon);
        button->setAccessibleName(text);
        button->setFocusPolicy(Qt::StrongFocus);
        addHeaderWidget(button);
        return action;
    };
    m_back = make(
        u"schemaBack"_s, tr("Back"), Icon::Name::ChevronLeft, [this] { go(-1); },
        QKeySequence(Qt::ALT | Qt::Key_Left));
    m_forward = make(
        u"schemaForward"_s, tr("Forward"), Icon::Name::ChevronRight, [this] { go(1); },
        QKeySequence(Qt::ALT | Qt::Key_Right));
    m_copy = make(u"schemaCopy"_s, tr("Copy type"), Icon::Name::Copy, [this] { copyType(); });
    m_saveSdl = make(u"schemaSaveSdl"_s, tr("Save SDL…"), Icon::Name::Save,
                     [this] { emit saveSdlRequested(); });
    m_saveJson = make(u"schemaSaveJson"_s, tr("Save introspection…"), Icon::Name::Download,
                      [this] { emit saveIntrospectionRequested(); });
    m_compare = make(u"schemaCompare"_s, tr("Compare…"), Icon::Name::Diff,
                     [this] { emit compareRequested(); });
    make(u"schemaRefresh"_s, tr("Fetch again"), Icon::Name::Refresh,
         [this] { emit refreshRequested(); });
}

void SchemaPane::setDocument(const SchemaDocumentPtr &document)
{
    m_document = document;
    m_path.clear();
    m_at = -1;
    m_search->clear();
    m_uses->clear();
    m_usesTitle->setText(tr("Select a type to see where it is used."));
    m_model->setDocument(document);
    if (document) {
        m_sdl->setContent(document->sdl.text());
        setDataAge(document->fetchedAt);
        statePage()->showContent();
    }
    updateActions();
}

void SchemaPane::addTab(QWidget *widget, const QString &title)
{
    m_tabs->addTab(widget, title);
}

void SchemaPane::showTab(QWidget *widget)
{
    m_tabs->setCurrentWidget(widget);
}

void SchemaPane::onSearch(const QString &text)
{
    const qsizetype total = m_model->search(text);
    m_hits->setVisible(m_model->isSearching());
    m_hits->setText(total > m_model->rowCount()
                        ? tr("The best %1 of %2").arg(m_model->rowCount()).arg(total)
                        : tr("%n found", nullptr, int(total)));
}

//! From the search to its best result, which is shown at once.
void SchemaPane::enterTree()
{
    if (m_model->rowCount() == 0)
        return;
    if (m_model->isSearching() || !m_tree->currentIndex().isValid())
        m_tree->setCurrentIndex(m_model->index(0, 0));
    m_tree->setFocus(Qt::TabFocusReason);
}

void SchemaPane::onTreeCurrent(const QModelIndex &index)
{
    if (const auto element = m_model->elementAt(index))
        goTo(*element, true);
}

bool SchemaPane::showElement(const QString &coordinate)
{
    if (!m_document)
        return false;
    const auto element = SchemaElements(m_document->schema).find(coordinate.toStdString());
    if (element)
        goTo(*element, true);
    return element.has_value();
}

void SchemaPane::goTo(const SchemaElement &element, bool remember)
{
    if (remember && (m_at < 0 || m_path.at(m_at) != element)) {
        m_path = m_path.first(m_at + 1);
        m_path.append(element);
        m_at = m_path.size() - 1;
    }
    const SdlPlace place = SchemaElements::place(m_document->sdl.places, element);
    if (place.isPrinted()) {
        m_tabs->setCurrentIndex(0);
        m_sdl->showRange(place.name,
                         place.name
                             + qsizetype(SchemaElements(m_document->schema).name(element).size()));
    }
    showUses(element);
    updateActions();
}

void SchemaPane::showUses(const SchemaElement &element)
{
    m_uses->clear();
    const bool ofDirective = element.kind == SchemaElement::Kind::Directive
        || element.kind == SchemaElement::Kind::DirectiveArgument;
    if (ofDirective) {
        m_usesTitle->setText(tr("Uses of directives are not part of an introspection."));
        return;
    }
    const SchemaElements elements(m_document->schema);
    const auto uses = m_document->index->usedBy(element.owner);
    m_usesTitle->setText(tr("%1 is used in %n place(s)", nullptr, int(uses.size()))
                             .arg(toQString(m_document->schema.types[element.owner].name)));
    for (const SchemaUse &use : uses) {
        auto *item = new QListWidgetItem(useText(elements, use), m_uses);
        item->setData(useRole, QString::fromStdString(elements.coordinate(use.element)));
    }
}

void SchemaPane::copyType()
{
    const SchemaElement &element = m_path.at(m_at);
    SchemaElement whole = element;
    whole.kind = element.kind == SchemaElement::Kind::Directive
            || element.kind == SchemaElement::Kind::DirectiveArgument
        ? SchemaElement::Kind::Directive
        : SchemaElement::Kind::Type;
    const SdlPlace place = SchemaElements::place(m_document->sdl.places, whole);
    QGuiApplication::clipboard()->setText(
        toQString(m_document->sdl.text().substr(place.begin, place.end - place.begin)));
}

void SchemaPane::find(bool backwards)
{
    if (m_find->text().isEmpty())
        return;
    const bool found = m_sdl->findNext(m_find->text(), backwards);
    m_findResult->setText(found ? QString() : tr("Not found"));
}

void SchemaPane::go(int step)
{
    const qsizetype to = m_at + step;
    if (to < 0 || to >= m_path.size())
        return;
    m_at = to;
    goTo(m_path.at(to), false);
}

void SchemaPane::updateActions()
{
    const QString none = m_document ? QString() : tr("There is no schema yet.");
    setActionAvailable(m_back, m_at > 0 ? QString() : tr("This is where you began."));
    setActionAvailable(m_forward,
                       m_at + 1 < m_path.size() ? QString() : tr("There is nothing ahead."));
    setActionAvailable(m_copy, m_at >= 0 ? QString() : tr("Select a type first."));
    setActionAvailable(m_saveSdl, none);
    setActionAvailable(m_saveJson,
                       m_document && m_document->introspection.isEmpty()
                           ? tr("This schema was not read from an introspection.")
                           : none);
    setActionAvailable(m_compare, none);
}

void SchemaPane::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void SchemaPane::setFilter(const QString &filter)
{
    m_search->setText(filter);
}

void SchemaPane::showObject(const ObjectRef &object)
{
    showElement(object.name);
}

} // namespace angee
