// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schemadocument.h"

#include <QAbstractItemModel>

namespace angee {

//! \brief The types of a schema by kind, with their members; or, while something is searched, the
//! hits as a flat list.
class SchemaTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    explicit SchemaTreeModel(QObject *parent = nullptr);

    void setDocument(const SchemaDocumentPtr &document);
    //! Shows the hits; an empty query brings the tree back. Answers how many there are in all.
    qsizetype search(const QString &query);
    [[nodiscard]] bool isSearching() const { return !m_query.isEmpty(); }
    //! Nothing for the heading of a kind.
    [[nodiscard]] std::optional<SchemaElement> elementAt(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Node
    {
        int parent = -1;
        int row = 0;
        QString heading; // of a kind
        std::optional<SchemaElement> element;
        std::vector<int> children;
    };

    int addNode(int parent, const QString &heading, const std::optional<SchemaElement> &element);
    void buildTree();
    void buildHits(const SchemaHits &hits);
    [[nodiscard]] QString textOf(const SchemaElement &element) const;

    SchemaDocumentPtr m_document;
    std::vector<Node> m_nodes; // the first is the invisible root
    QString m_query;
};

} // namespace angee
