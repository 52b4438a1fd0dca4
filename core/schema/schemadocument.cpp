// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/schemadocument.h"

#include "core/schema/introspection.h"
#include "core/schema/schematext.h"
#include "core/schema/sdlparser.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

namespace angee {

namespace {

struct Outcome
{
    SchemaDocumentPtr document;
    QString problem;
};

} // namespace

SchemaLoader::SchemaLoader(QObject *parent)
    : QObject(parent)
{ }

SchemaLoader::~SchemaLoader() = default;

SchemaDocumentPtr SchemaLoader::read(const QByteArray &bytes, const QString &origin,
                                     const QDateTime &fetchedAt, QString *problem)
{
    auto document = std::make_shared<SchemaDocument>();
    const std::string_view text(bytes.constData(), size_t(bytes.size()));
    if (bytes.trimmed().startsWith('{')) {
        IntrospectionResult result = readIntrospection(text);
        if (!result.schema) {
            *problem = messageWithPlace(result.error);
            return nullptr;
        }
        document->introspection = bytes;
        document->schema = std::move(*result.schema);
        for (const SchemaMessage &notice : result.notices)
            document->notices.append(messageWithPlace(notice));
    } else {
        GraphQlSyntaxError error;
        auto schema = parseSdl(text, &error);
        if (!schema) {
            *problem = SchemaLoader::tr("Line %1, column %2: %3")
                           .arg(error.place.line)
                           .arg(error.place.column)
                           .arg(QString::fromStdString(error.message));
            return nullptr;
        }
        document->schema = std::move(*schema);
    }
    document->sdl = printSdl(document->schema, SdlOption::WithPlaces);
    for (const SchemaMessage &notice : document->sdl.notices)
        document->notices.append(messageWithPlace(notice));
    document->index = std::make_unique<SchemaIndex>(document->schema);
    document->origin = origin;
    document->fetchedAt = fetchedAt;
    return document;
}

void SchemaLoader::load(const QByteArray &bytes, const QString &origin, const QDateTime &fetchedAt)
{
    const quint64 generation = ++m_generation;
    // The worker knows the promise alone, so this object may die while it still reads.
    auto promise = std::make_shared<QPromise<Outcome>>();
    auto *watcher = new QFutureWatcher<Outcome>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, generation] {
        watcher->deleteLater();
        if (generation != m_generation)
            return;
        const Outcome outcome = watcher->result();
        if (outcome.document)
            emit loaded(outcome.document);
        else
            emit failed(outcome.problem);
    });
    promise->start();
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, bytes, origin, fetchedAt] {
        Outcome outcome;
        outcome.document = read(bytes, origin, fetchedAt, &outcome.problem);
        promise->addResult(outcome);
        promise->finish();
    });
}

} // namespace angee
