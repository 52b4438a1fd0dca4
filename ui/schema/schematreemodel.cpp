// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/schematreemodel.h"

#include "core/schema/schematext.h"

#include <QFont>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kinds{TypeKind::Object, TypeKind::Interface,   TypeKind::Union,
                           TypeKind::Enum,   TypeKind::InputObject, TypeKind::Scalar};

bool isHidden(const TypeDef &type, const SdlPlace &place)
{
    return !place.isPrinted() || type.name.starts_with("__");
}

} // namespace

SchemaTreeModel::SchemaTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_nodes(1)
{ }

void SchemaTreeModel::setDocument(const SchemaDocumentPtr &document)
{
    beginResetModel();
    m_document = document;
    m_query.clear();
    buildTree();
    endResetModel();
}

qsizetype SchemaTreeModel::search(const QString &query)
{
    if (!m_document)
        return 0;
    beginResetModel();
    m_query = query.trimmed();
    qsizetype total = 0;
    if (m_query.isEmpty()) {
        buildTree();
    } else {
        const SchemaHits hits = m_document->index->search(m_query);
        total = qsizetype(hits.total);
        buildHits(hits);
    }
    endResetModel();
    return total;
}

int SchemaTreeModel::addNode(int parent, const QString &heading,
                             const std::optional<SchemaElement> &element)
{
    const int id = int(m_nodes.size());
    Node node;
    node.parent = parent;
    node.row = int(m_nodes[size_t(parent)].children.size());
    node.heading = heading;
    node.element = element;
    m_nodes.push_back(std::move(node));
    m_nodes[size_t(parent)].children.push_back(id);
    return id;
}

void SchemaTreeModel::buildTree()
{
    m_nodes.assign(1, Node{});
    if (!m_document)
        return;
    const Schema &schema = m_document->schema;
    const SdlPlaces &places = m_document->sdl.places;
    for (const TypeKind kind : kinds) {
        int heading = -1;
        for (std::uint32_t t = 0; t < schema.types.size(); ++t) {
            const TypeDef &type = schema.types[t];
            if (type.kind != kind || isHidden(type, places.types[t]))
                continue;
            if (heading < 0)
                heading = addNode(0, kindName(kind), std::nullopt);
            const int node =
                addNode(heading, {}, SchemaElement{SchemaElement::Kind::Type, t, 0, 0});
            for (std::uint32_t i = 0; i < type.fields.count; ++i) {
                const std::uint32_t f = type.fields.first + i;
                const int field =
                    addNode(node, {}, SchemaElement{SchemaElement::Kind::Field, t, f, 0});
                const Range args = schema.fields[f].args;
                for (std::uint32_t a = 0; a < args.count; ++a)
                    addNode(field, {},
                            SchemaElement{SchemaElement::Kind::Argument, t, f, args.first + a});
            }
            for (std::uint32_t i = 0; i < type.inputFields.count; ++i)
                addNode(node, {},
                        SchemaElement{SchemaElement::Kind::InputField, t,
                                      type.inputFields.first + i, 0});
            for (std::uint32_t i = 0; i < type.enumValues.count; ++i)
                addNode(
                    node, {},
                    SchemaElement{SchemaElement::Kind::EnumValue, t, type.enumValues.first + i, 0});
        }
        if (heading >= 0)
            m_nodes[size_t(heading)].heading +=
                u" (%1)"_s.arg(m_nodes[size_t(heading)].children.size());
    }
}

void SchemaTreeModel::buildHits(const SchemaHits &hits)
{
    m_nodes.assign(1, Node{});
    for (const SchemaHit &hit : hits.hits)
        addNode(0, {}, hit.element);
}

std::optional<SchemaElement> SchemaTreeModel::elementAt(const QModelIndex &index) const
{
    return index.isValid() ? m_nodes[size_t(index.internalId())].element : std::nullopt;
}

QModelIndex SchemaTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const size_t id = parent.isValid() ? size_t(parent.internalId()) : 0;
    if (column != 0 || row < 0 || row >= int(m_nodes[id].children.size()))
        return {};
    return createIndex(row, column, quintptr(m_nodes[id].children[size_t(row)]));
}

QModelIndex SchemaTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const int parent = m_nodes[size_t(child.internalId())].parent;
    return parent <= 0 ? QModelIndex()
                       : createIndex(m_nodes[size_t(parent)].row, 0, quintptr(parent));
}

int SchemaTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return int(m_nodes[parent.isValid() ? size_t(parent.internalId()) : 0].children.size());
}

int SchemaTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QString SchemaTreeModel::textOf(const SchemaElement &element) const
{
    const SchemaElements elements(m_document->schema);
    QString text = isSearching() ? QString::fromStdString(elements.coordinate(element))
                                 : toQString(elements.name(element));
    if (const TypeRef *type = elements.type(element))
        text += u": "_s + QString::fromStdString(type->toString());
    if (elements.deprecationReason(element))
        text += u"  "_s + tr("(deprecated)");
    return text;
}

QVariant SchemaTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = m_nodes[size_t(index.internalId())];
    if (!node.element)
        return role == Qt::DisplayRole ? QVariant(node.heading) : QVariant();
    const SchemaElements elements(m_document->schema);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*node.element);
    case Qt::ToolTipRole: {
        const OptionalText description = elements.description(*node.element);
        const OptionalText reason = elements.deprecationReason(*node.element);
        QString tip = description ? toQString(*description) : QString();
        if (reason)
            tip += (tip.isEmpty() ? QString() : u"\n"_s)
                + tr("Deprecated: %1").arg(toQString(*reason));
        return tip;
    }
    case Qt::FontRole: {
        if (!elements.deprecationReason(*node.element))
            return {};
        QFont font;
        font.setStrikeOut(true);
        return font;
    }
    default:
        return {};
    }
}

} // namespace angee
