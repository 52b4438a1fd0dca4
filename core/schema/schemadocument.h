// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schemaindex.h"
#include "core/schema/sdlprinter.h"

#include <QByteArray>
#include <QDateTime>
#include <QObject>
#include <QStringList>

#include <memory>

namespace angee {

//! \brief A schema with everything that a viewer needs of it; never changes once it is made.
struct SchemaDocument
{
    QByteArray introspection; //!< the answer's bytes; empty when the schema was read from SDL
    Schema schema;
    PrintedSdl sdl; //!< with places
    std::unique_ptr<SchemaIndex> index;
    QStringList notices; //!< what was repaired, dropped or kept as it came
    QDateTime fetchedAt;
    QString origin; //!< the daemon's address, or a file
};

//! Shared because the viewer, a search on a worker and a comparison hold the same one.
using SchemaDocumentPtr = std::shared_ptr<const SchemaDocument>;

//! \brief Reads schemas on a worker. The newest request wins: an older one's result is dropped.
//!
//! Lives on the GUI thread; may die while a worker still reads.
class SchemaLoader final : public QObject
{
    Q_OBJECT

public:
    explicit SchemaLoader(QObject *parent = nullptr);
    ~SchemaLoader() override;

    //! Introspection JSON, or SDL when the text does not start with '{'.
    void load(const QByteArray &bytes, const QString &origin, const QDateTime &fetchedAt);
    //! What load() does, on the calling thread. Null, with \a problem set, when it is no schema.
    [[nodiscard]] static SchemaDocumentPtr read(const QByteArray &bytes, const QString &origin,
                                                const QDateTime &fetchedAt, QString *problem);

signals:
    void loaded(const angee::SchemaDocumentPtr &document);
    void failed(const QString &problem);

private:
    quint64 m_generation = 0;
};

} // namespace angee
