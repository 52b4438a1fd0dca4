// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/operationcheck.h"
#include "core/schema/schemaarchive.h"
#include "core/schema/schemadiff.h"
#include "core/schema/schemadocument.h"
#include "ui/panes/panedescriptor.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <functional>

namespace angee {

class SchemaChangesView;
class SchemaPane;
class Session;

//! \brief Keeps each schema that was fetched, tells when one differs from the one before, compares
//! any two, and tells which of the console's own operations the daemon does not accept.
//!
//! Files are read and written, and schemas compared, on a worker of its own; results that belong to
//! a profile that is no longer connected are dropped. GUI thread.
class SchemaDrift final : public QObject
{
    Q_OBJECT

public:
    //! Adds the tab "Changes" to \a pane.
    SchemaDrift(Session *session, SchemaPane *pane, QObject *parent = nullptr);
    //! Waits for a schema that is just being kept.
    ~SchemaDrift() override;

    //! Named where the daemon does not accept an operation whose answer they show.
    void setPanes(const QList<PaneDescriptor> &panes) { m_panes = panes; }
    //! A schema of the connected daemon that the pane shows now.
    void onFetched(const SchemaDocumentPtr &document);
    //! Another daemon, or none: forgets what belonged to the former one.
    void clear();

private:
    struct Arrival; // what the worker found when a schema came
    struct Comparison;

    void onArrival(const SchemaDocumentPtr &document, const Arrival &arrival);
    void showChanged(const KeptSchema &previous, const std::vector<SchemaChange> &changes);
    void showLacking(const std::vector<OperationCheck> &checks);
    void showSides();
    void showChanges();
    void compare(const QString &beforeId, const QString &afterId);
    void chooseFile();
    void addFile(const QString &path);
    void showPlace(const QString &path);
    [[nodiscard]] QString paneTitles(const QString &operationFile) const;
    template <typename Outcome>
    void onWorker(std::function<Outcome()> work, std::function<void(const Outcome &)> done);

    Session *m_session;
    SchemaPane *m_pane;
    QList<PaneDescriptor> m_panes;
    SchemaChangesView *m_view;
    SchemaDocumentPtr m_current;
    QList<KeptSchema> m_kept; // without the current one
    QString m_changedSince; // path of the kept one that the notice speaks of
    QStringList m_files; // that were chosen to compare with, by path
    quint64 m_connection = 0;
    quint64 m_comparison = 0;
    QThreadPool m_worker; // one thread: the archive takes one at a time
};

} // namespace angee
