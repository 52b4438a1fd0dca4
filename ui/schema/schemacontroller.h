// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schemadocument.h"
#include "ui/panes/panecontroller.h"

#include <functional>

namespace angee {

class QueryController;
class SchemaDrift;
class SchemaPane;
struct PaneDescriptor;

//! \brief Fetches the schema when somebody first looks at it, again after each reconnection, saves
//! it on demand, has it compared with the ones before, and has queries run.
class SchemaController final : public PaneController
{
    Q_OBJECT

public:
    SchemaController(Session *session, SchemaPane *pane, QObject *parent = nullptr);
    ~SchemaController() override;

    //! Which panes show what an operation answers.
    void setPanes(const QList<PaneDescriptor> &panes);

private:
    void clear();
    void fetch();
    void showFailed(const QString &words);
    void save(const QString &title, const QString &fileName,
              const std::function<QByteArray()> &content);

    SchemaPane *m_pane;
    SchemaDrift *m_drift;
    QueryController *m_query;
    SchemaLoader m_loader;
};

} // namespace angee
