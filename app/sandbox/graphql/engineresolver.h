// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/reply.h"
#include "app/sandbox/graphql/executor.h"
#include "app/sandbox/graphql/listarguments.h"
#include "app/sandbox/graphql/wireshape.h"

#include <vector>

namespace angee::sandbox {

class StackEngine;

//! \brief Answers the daemon's root fields from the engine of the REST routes: the same operations
//! and errors, in GraphQL's shapes (contract.md, 8.1 to 8.3).
//!
//! Stateless but for its tables, so any number of threads may use one. The engine and the schema
//! must outlive it.
class EngineResolver final
{
public:
    EngineResolver(StackEngine *engine, const Schema &schema);

    //! What a call knows of its request.
    struct Call
    {
        QString field;
        QJsonObject arguments;
        QString host; //!< Of the request: the daemon puts it into log addresses.
        std::stop_token stop;

        [[nodiscard]] QString text(const QString &argument) const
        {
            return arguments.value(argument).toString();
        }
        [[nodiscard]] QJsonObject object(const QString &argument) const
        {
            return arguments.value(argument).toObject();
        }
        //! The arguments of those names as a REST body.
        [[nodiscard]] QJsonObject body(const QStringList &names) const;
    };

    [[nodiscard]] ResolverResult query(const Call &call) const;
    [[nodiscard]] ResolverResult mutation(const Call &call) const;

    //! The page of one of the live lists; also a subscription's value.
    [[nodiscard]] ResolverResult list(const Call &call) const;
    [[nodiscard]] ResolverResult topology(int withCommits) const;
    [[nodiscard]] ResolverResult workspaceStatus(const QString &name) const;
    //! Everything that `onStackSnapshotChange` shows; an error when any read fails.
    [[nodiscard]] ResolverResult snapshot() const;

    [[nodiscard]] StackEngine &engine() const { return *m_engine; }
    [[nodiscard]] bool isList(const QString &field) const { return table(field) != nullptr; }

    //! An engine's refusal in GraphQL's form.
    [[nodiscard]] static ResolverResult failure(const EngineError &error);

private:
    struct Rows
    {
        QJsonArray rows;
        std::optional<EngineError> error;
    };
    [[nodiscard]] const ListTable *table(const QString &name) const;
    [[nodiscard]] Rows rowsOf(const ListTable &table) const;
    [[nodiscard]] ResolverResult aggregate(const ListTable &table, const Call &call) const;
    [[nodiscard]] ResolverResult byKey(const ListTable &table, const QString &id) const;
    [[nodiscard]] ResolverResult rowById(const QString &tableName, const QString &id) const;
    [[nodiscard]] ResolverResult secretById(const QString &id) const;
    [[nodiscard]] ResolverResult logText(const Reply &reply, const QJsonObject &arguments) const;

    [[nodiscard]] std::optional<Reply> plainQuery(const Call &call) const;
    [[nodiscard]] std::optional<Reply> stackMutation(const Call &call) const;
    [[nodiscard]] std::optional<Reply> serviceMutation(const Call &call) const;
    [[nodiscard]] std::optional<Reply> workspaceMutation(const Call &call) const;
    [[nodiscard]] std::optional<Reply> slotMutation(const Call &call) const;
    [[nodiscard]] std::optional<Reply> otherMutation(const Call &call) const;
    [[nodiscard]] ResolverResult updateService(const Call &call) const;
    [[nodiscard]] ResolverResult deleteMutation(const Call &call) const;

    [[nodiscard]] ResolverResult shaped(const Reply &reply, GraphQlOperationType operation,
                                        const QString &field) const;

    StackEngine *m_engine;
    const Schema &m_schema;
    WireShape m_shape;
    std::vector<ListTable> m_tables;
};

} // namespace angee::sandbox
