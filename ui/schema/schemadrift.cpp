// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/schemadrift.h"

#include "core/base/relativetime.h"
#include "core/session/session.h"
#include "ui/schema/schemachangesmodel.h"
#include "ui/schema/schemachangesview.h"
#include "ui/schema/schemapane.h"
#include "ui/widgets/noticebar.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QPromise>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const QString currentId = u"current"_s;
const QString keptPrefix = u"kept:"_s;
const QString filePrefix = u"file:"_s;
const QString changedNotice = u"schemaChanged"_s;
const QString lackingNotice = u"schemaLacking"_s;
const QString keepNotice = u"schemaKeep"_s;
constexpr qsizetype problemsShown = 3; // of one operation, in the notice

SchemaDocumentPtr readFile(const QString &path, QString *problem)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *problem = SchemaDrift::tr("%1 cannot be read: %2").arg(path, file.errorString());
        return nullptr;
    }
    const QByteArray bytes = file.readAll();
    QString fault;
    SchemaDocumentPtr document =
        SchemaLoader::read(bytes, path, QFileInfo(path).lastModified().toUTC(), &fault);
    if (!document)
        *problem = SchemaDrift::tr("%1 is no schema: %2").arg(path, fault);
    return document;
}

//! The path behind an id, or nothing for the current schema.
QString pathOf(const QString &id)
{
    return id == currentId ? QString() : id.mid(keptPrefix.size());
}

//! The definition around a coordinate: Query.a(b:) -> Query.a -> Query.
QString ownerOf(const QString &coordinate)
{
    const qsizetype argument = coordinate.indexOf(u'(');
    return coordinate.left(argument >= 0 ? argument : coordinate.lastIndexOf(u'.'));
}

} // namespace

struct SchemaDrift::Arrival
{
    SchemaArchive::Outcome kept;
    QList<KeptSchema> entries;
    std::vector<SchemaChange> changes; // since kept.previous, when one was added
    std::vector<OperationCheck> checks;
};

struct SchemaDrift::Comparison
{
    std::vector<SchemaChange> changes;
    QString problem;
};

SchemaDrift::SchemaDrift(Session *session, SchemaPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
    , m_view(new SchemaChangesView)
{
    static_assert(sizeof("kept:") == sizeof("file:")); // pathOf() relies on it
    m_worker.setMaxThreadCount(1);
    pane->addTab(m_view, tr("Changes"));
    connect(pane, &SchemaPane::compareRequested, this, &SchemaDrift::showChanges);
    connect(pane->notices(), &NoticeBars::actionTriggered, this,
            [this](const QString &notice, const QString &) {
                if (notice != changedNotice)
                    return;
                m_view->choose(keptPrefix + m_changedSince, currentId);
                showChanges();
            });
    connect(m_view, &SchemaChangesView::comparisonRequested, this, &SchemaDrift::compare);
    connect(m_view, &SchemaChangesView::fileRequested, this, &SchemaDrift::chooseFile);
    connect(m_view, &SchemaChangesView::placeRequested, this, &SchemaDrift::showPlace);
}

SchemaDrift::~SchemaDrift() = default;

template <typename Outcome>
void SchemaDrift::onWorker(std::function<Outcome()> work, std::function<void(const Outcome &)> done)
{
    auto promise = std::make_shared<QPromise<Outcome>>();
    auto *watcher = new QFutureWatcher<Outcome>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, done = std::move(done), connection = m_connection] {
                watcher->deleteLater();
                if (connection == m_connection)
                    done(watcher->result());
            });
    promise->start();
    watcher->setFuture(promise->future());
    m_worker.start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
}

void SchemaDrift::clear()
{
    ++m_connection;
    m_current.reset();
    m_kept.clear();
    for (const QString &notice : {changedNotice, lackingNotice, keepNotice})
        m_pane->notices()->clear(notice);
    showSides();
    m_view->setNothingToCompare();
}

void SchemaDrift::onFetched(const SchemaDocumentPtr &document)
{
    const SchemaArchive archive(m_session->profileFolder() + u"/schemas"_s);
    onWorker<Arrival>(
        [archive, document] {
            Arrival arrival;
            arrival.checks = checkOwnOperations(document->schema);
            arrival.kept =
                archive.keep(document->introspection, document->origin, document->fetchedAt);
            arrival.entries = archive.entries();
            if (!arrival.kept.added || !arrival.kept.previous)
                return arrival;
            // A kept file that cannot be read any more is told when it is chosen.
            QString problem;
            if (const auto before = readFile(arrival.kept.previous->path, &problem))
                arrival.changes = schemaChanges(before->schema, document->schema);
            return arrival;
        },
        [this, document](const Arrival &arrival) { onArrival(document, arrival); });
}

void SchemaDrift::onArrival(const SchemaDocumentPtr &document, const Arrival &arrival)
{
    m_current = document;
    m_kept = arrival.entries;
    if (arrival.kept.problem.isEmpty()) {
        m_pane->notices()->clear(keepNotice);
        m_kept.removeFirst(); // the current one
    } else {
        m_pane->notices()->show({keepNotice,
                                 Notice::Kind::Warning,
                                 tr("This schema could not be kept for later comparisons: %1")
                                     .arg(arrival.kept.problem),
                                 {},
                                 true});
    }
    showLacking(arrival.checks);
    showSides();
    // What somebody has chosen meanwhile stays chosen.
    const QString before = m_view->beforeId().isEmpty() && !m_kept.isEmpty()
        ? keptPrefix + m_kept.first().path
        : m_view->beforeId();
    m_view->choose(before, m_view->afterId().isEmpty() ? currentId : m_view->afterId());
    if (arrival.kept.previous && !arrival.changes.empty())
        showChanged(*arrival.kept.previous, arrival.changes);
    if (m_view->isVisible() && !m_view->beforeId().isEmpty())
        compare(m_view->beforeId(), m_view->afterId());
}

void SchemaDrift::showChanged(const KeptSchema &previous, const std::vector<SchemaChange> &changes)
{
    m_changedSince = previous.path;
    const SchemaChangeCounts counts = countChanges(changes);
    m_pane->notices()->show(
        {changedNotice,
         counts.breaking > 0 ? Notice::Kind::Warning : Notice::Kind::Information,
         tr("The schema changed since %1: %2").arg(exactTime(previous.time), counts.text()),
         {{u"showChanges"_s, tr("Show changes")}},
         true});
}

QString SchemaDrift::paneTitles(const QString &operationFile) const
{
    QStringList titles;
    for (const PaneDescriptor &pane : m_panes) {
        if (pane.operations.contains(operationFile))
            titles.append(pane.title);
    }
    return titles.join(u", "_s);
}

void SchemaDrift::showLacking(const std::vector<OperationCheck> &checks)
{
    QStringList sentences;
    for (const OperationCheck &check : checks) {
        if (check.isAccepted())
            continue;
        QString what = check.problems.first(qMin(problemsShown, check.problems.size())).join(u' ');
        if (check.problems.size() > problemsShown)
            what += u' ' + tr("And %n more.", nullptr, int(check.problems.size() - problemsShown));
        sentences.append(tr("This daemon does not accept the operation %1: %2 Panes concerned: %3.")
                             .arg(check.operation, what, paneTitles(check.fileName)));
    }
    if (sentences.isEmpty())
        return m_pane->notices()->clear(lackingNotice);
    m_pane->notices()->show(
        {lackingNotice, Notice::Kind::Warning, sentences.join(u'\n'), {}, true});
}

void SchemaDrift::showSides()
{
    QList<SchemaSide> sides;
    if (m_current)
        sides.append({currentId, tr("Current, fetched %1").arg(exactTime(m_current->fetchedAt))});
    for (const KeptSchema &kept : std::as_const(m_kept))
        sides.append({keptPrefix + kept.path, tr("Kept %1").arg(exactTime(kept.time))});
    for (const QString &path : std::as_const(m_files))
        sides.append({filePrefix + path, tr("File %1").arg(QFileInfo(path).fileName())});
    m_view->setSides(sides);
}

void SchemaDrift::showChanges()
{
    m_pane->showTab(m_view);
    if (!m_view->beforeId().isEmpty() && !m_view->afterId().isEmpty())
        compare(m_view->beforeId(), m_view->afterId());
}

void SchemaDrift::compare(const QString &beforeId, const QString &afterId)
{
    const quint64 comparison = ++m_comparison;
    m_view->setComparing();
    onWorker<Comparison>(
        [beforePath = pathOf(beforeId), afterPath = pathOf(afterId), current = m_current] {
            Comparison result;
            const auto side = [&](const QString &path) {
                return path.isEmpty() ? current : readFile(path, &result.problem);
            };
            const SchemaDocumentPtr before = side(beforePath);
            const SchemaDocumentPtr after = before ? side(afterPath) : nullptr;
            if (before && after)
                result.changes = schemaChanges(before->schema, after->schema);
            return result;
        },
        [this, comparison](const Comparison &result) {
            if (comparison != m_comparison)
                return;
            if (result.problem.isEmpty())
                m_view->setChanges(result.changes);
            else
                m_view->setProblem(result.problem);
        });
}

void SchemaDrift::chooseFile()
{
    auto *dialog = new QFileDialog(m_pane->window(), tr("Compare with a file"));
    dialog->setObjectName(u"schemaCompareDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Schemas (*.graphql *.graphqls *.gql *.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &SchemaDrift::addFile);
    dialog->open();
}

void SchemaDrift::addFile(const QString &path)
{
    if (!m_files.contains(path))
        m_files.append(path);
    showSides();
    // What one has in a file is mostly what one used to rely on.
    m_view->choose(filePrefix + path, m_current ? currentId : m_view->afterId());
    if (!m_view->afterId().isEmpty())
        compare(m_view->beforeId(), m_view->afterId());
}

void SchemaDrift::showPlace(const QString &path)
{
    for (QString place = path; !place.isEmpty();) {
        if (m_pane->showElement(place))
            return;
        const QString owner = ownerOf(place);
        if (owner == place)
            break;
        place = owner;
    }
    m_view->setRemark(tr("%1 is not in the current schema.").arg(path));
}

} // namespace angee
