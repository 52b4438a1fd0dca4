// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/jsontext.h"
#include "core/live/snapshot.h"

#include <atomic>
#include <simdjson.h>
#include <span>

namespace angee {

class SnapshotReader;

//! What stands between the wire's objects and the rows of a snapshot.
namespace snapshotwire {

//! Thrown when the reader was told to stop.
struct Stopped
{ };

struct StackIdentity
{
    std::string_view root;
    std::string_view name;
};

struct StatusRow : WorkspaceStatusRow
{
    std::string_view name;
};

//! One field of a wire object and what to do with its value.
template <typename Row>
struct Field
{
    FieldName name;
    //! \a before is the row before this one in its list, or null.
    void (*read)(SnapshotReader &reader, simdjson::ondemand::value &value, Row &row,
                 const Row *before);
};

} // namespace snapshotwire

//! \brief Walks one parsed answer and fills a Snapshot; one use each.
class SnapshotReader final
{
public:
    SnapshotReader(Snapshot &snapshot, const simdjson::ondemand::parser &parser,
                   const std::atomic_bool *stop)
        : m_snapshot(snapshot)
        , m_parser(parser)
        , m_stop(stop)
    { }

    //! Throws simdjson_error and snapshotwire::Stopped.
    void read(simdjson::ondemand::document &document);
    void expectLike(const Snapshot &last);
    void finish(const QDateTime &receivedAt, const Snapshot *last, qint64 clockSkewMs,
                SnapshotParts asked);
    [[nodiscard]] bool hasData() const { return m_hasData; }
    [[nodiscard]] bool queryRefused() const { return m_queryRefused; }
    [[nodiscard]] const QStringList &messages() const { return m_messages; }

    // For the field tables.
    //! \a likely is a text in this snapshot that may well be the same: it is then used again.
    std::string_view text(simdjson::ondemand::value &value, std::string_view likely = {});
    int number(simdjson::ondemand::value &value);
    bool flag(simdjson::ondemand::value &value);
    template <typename Row>
    void object(simdjson::ondemand::value &value, std::span<const snapshotwire::Field<Row>> fields,
                Row &row, const Row *before = nullptr);
    template <typename Row>
    void rows(simdjson::ondemand::value &value, std::span<const snapshotwire::Field<Row>> fields,
              std::vector<Row> &rows);
    //! The services as they stand within the status of the stack: one run of the daemon's tools
    //! gives both.
    void servicesOfStack(simdjson::ondemand::value &value);

private:
    void readData(simdjson::ondemand::value &value);
    void readList(SnapshotPart part, simdjson::ondemand::value &value);
    [[nodiscard]] SnapshotParts partsToKeep(const Snapshot *last) const;
    void readTopology(simdjson::ondemand::value &value);
    void readIngress(simdjson::ondemand::value &value);
    void readErrors(simdjson::ondemand::value &value);
    void joinStatuses();
    void noteCut();

    Snapshot &m_snapshot;
    const simdjson::ondemand::parser &m_parser;
    const std::atomic_bool *m_stop;
    std::vector<snapshotwire::StatusRow> m_statuses; // from the topology; joined by finish()
    snapshotwire::StackIdentity m_identity;
    QStringList m_messages;
    bool m_hasData = false;
    bool m_queryRefused = false;
    SnapshotParts m_read;
};

} // namespace angee
