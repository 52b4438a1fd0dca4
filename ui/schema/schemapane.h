// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schemadocument.h"
#include "core/schema/schemaelement.h"
#include "ui/panes/pane.h"

#include <QModelIndex>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QLineEdit;
class QListWidget;
class QTabWidget;
class QTreeView;
QT_END_NAMESPACE

namespace angee {

class SchemaTreeModel;
class SdlView;

//! \brief The daemon's GraphQL schema: text, tree, search, uses, and the way one came.
//!
//! Announces intents; what it shows it is given whole.
class SchemaPane final : public Pane
{
    Q_OBJECT

public:
    explicit SchemaPane(QWidget *parent = nullptr);
    ~SchemaPane() override;

    void setDocument(const SchemaDocumentPtr &document);
    [[nodiscard]] const SchemaDocumentPtr &document() const { return m_document; }
    //! A further tab beside the text: comparison, query. The pane takes it over.
    void addTab(QWidget *widget, const QString &title);
    void showTab(QWidget *widget);
    //! A coordinate such as Query.services; false when the schema has none of that name.
    bool showElement(const QString &coordinate);
    void focusFilter() override;
    void setFilter(const QString &filter) override;
    void showObject(const ObjectRef &object) override;

signals:
    void saveSdlRequested();
    void saveIntrospectionRequested();
    void compareRequested();

private:
    QWidget *makeBrowser();
    QWidget *makeFindBar();
    void makeHeader();
    void enterTree();
    void onSearch(const QString &text);
    void onTreeCurrent(const QModelIndex &index);
    void goTo(const SchemaElement &element, bool remember);
    void showUses(const SchemaElement &element);
    void copyType();
    void find(bool backwards);
    void go(int step);
    void updateActions();

    SchemaDocumentPtr m_document;
    SchemaTreeModel *m_model;
    QTreeView *m_tree;
    QLineEdit *m_search;
    QLabel *m_hits;
    QListWidget *m_uses;
    QLabel *m_usesTitle;
    QTabWidget *m_tabs;
    SdlView *m_sdl;
    QWidget *m_findBar;
    QLineEdit *m_find;
    QLabel *m_findResult;
    QAction *m_back;
    QAction *m_forward;
    QAction *m_copy;
    QAction *m_saveSdl;
    QAction *m_saveJson;
    QAction *m_compare;
    QList<SchemaElement> m_path; // where one has been
    qsizetype m_at = -1;
};

} // namespace angee
