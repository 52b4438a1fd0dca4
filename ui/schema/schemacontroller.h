// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/livestate.h"
#include "core/schema/schemadocument.h"

#include <QObject>

#include <functional>

namespace angee {

class QueryController;
class SchemaDrift;
class SchemaPane;
class Session;

//! \brief Fetches the schema when somebody first looks at it, again after each reconnection, saves
//! it on demand, has it compared with the ones before, and has queries run.
class SchemaController final : public QObject
{
    Q_OBJECT

public:
    SchemaController(Session *session, SchemaPane *pane, QObject *parent = nullptr);
    ~SchemaController() override;

signals:
    //! A schema of the daemon that is connected now.
    void fetched(const angee::SchemaDocumentPtr &document);

private:
    void onDaemonChanged();
    void onLiveState(LiveState state);
    void fetch();
    void showFailed(const QString &words);
    void save(const QString &title, const QString &fileName,
              const std::function<QByteArray()> &content);

    Session *m_session;
    SchemaPane *m_pane;
    SchemaDrift *m_drift;
    QueryController *m_query;
    SchemaLoader m_loader;
    bool m_wanted = false; // somebody has looked at the pane
    bool m_wasAway = false;
};

} // namespace angee
