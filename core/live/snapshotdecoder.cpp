// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/snapshotdecoder.h"

#include "core/base/jsontext.h"
#include "core/base/rfc3339.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <limits>
#include <simdjson.h>
#include <span>
#include <unordered_map>

namespace angee {

using namespace Qt::StringLiterals;
using simdjson::simdjson_error;
namespace ondemand = simdjson::ondemand;

class SnapshotReader;

namespace {

using Value = ondemand::value;

static_assert(TextArena::Padding >= JsonTextPadding);
static_assert(simdjson::SIMDJSON_PADDING >= JsonTextPadding);

constexpr qsizetype MostMessages = 20;
constexpr qsizetype LongestMessage = 4000;

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

struct ErrorRow
{
    std::string_view message;
    std::string_view code;
};

//! One field of a wire object and what to do with its value.
template <typename Row>
struct Field
{
    FieldName name;
    //! \a before is the row before this one in its list, or null.
    void (*read)(SnapshotReader &reader, Value &value, Row &row, const Row *before);
};

} // namespace

//! \brief Walks one parsed answer and fills a Snapshot; one use each.
class SnapshotReader final
{
public:
    SnapshotReader(Snapshot &snapshot, const ondemand::parser &parser, const std::atomic_bool *stop)
        : m_snapshot(snapshot)
        , m_parser(parser)
        , m_stop(stop)
    { }

    //! Throws simdjson_error and Stopped.
    void read(ondemand::document &document);
    void expectLike(const Snapshot &last);
    void finish(const QDateTime &receivedAt, const Snapshot *last, qint64 clockSkewMs);
    [[nodiscard]] bool hasData() const { return m_hasData; }
    [[nodiscard]] bool queryRefused() const { return m_queryRefused; }
    [[nodiscard]] const QStringList &messages() const { return m_messages; }

    // For the field tables.
    //! \a likely is a text in this snapshot that may well be the same: it is then used again.
    std::string_view text(Value &value, std::string_view likely = {});
    int number(Value &value);
    bool flag(Value &value);
    template <typename Row>
    void object(Value &value, std::span<const Field<Row>> fields, Row &row,
                const Row *before = nullptr);
    template <typename Row>
    void rows(Value &value, std::span<const Field<Row>> fields, std::vector<Row> &rows);

private:
    void readData(Value &value);
    void readList(std::string_view name, Value &value);
    void readTopology(Value &value);
    void readIngress(Value &value);
    void readErrors(Value &value);
    void joinStatuses();

    Snapshot &m_snapshot;
    const ondemand::parser &m_parser;
    const std::atomic_bool *m_stop;
    std::vector<StatusRow> m_statuses; // from the topology; joined by finish()
    StackIdentity m_identity;
    QStringList m_messages;
    bool m_hasData = false;
    bool m_queryRefused = false;
    bool m_isEvent = false;
};

std::string_view SnapshotReader::text(Value &value, std::string_view likely)
{
    const ondemand::json_type type = value.type();
    if (type != ondemand::json_type::string) {
        // An absent value is null; a number where a text was is shown as it stands.
        return type == ondemand::json_type::number ? m_snapshot.m_text.store(value.raw_json_token())
                                                   : std::string_view();
    }
    std::string_view token = value.raw_json_token();
    while (token.back() != '"' && token.size() > 1)
        token.remove_suffix(1); // white space up to the next token
    const std::string_view plain = token.substr(1, token.size() - 2);
    if (plain.size() == likely.size() && sameText(plain.data(), likely.data(), plain.size()))
        return likely;
    char *const place = m_snapshot.m_text.reserve(plain.size());
    if (copyUnescaped(place, plain.data(), plain.size())) {
        m_snapshot.m_text.commit(plain.size());
        return {place, plain.size()};
    }
    auto *end = reinterpret_cast<uint8_t *>(place);
    ondemand::raw_json_string raw = value.get_raw_json_string();
    const std::string_view unescaped = m_parser.unescape(raw, end);
    m_snapshot.m_text.commit(unescaped.size());
    return unescaped;
}

int SnapshotReader::number(Value &value)
{
    if (value.type() != ondemand::json_type::number)
        return 0;
    constexpr int64_t most = std::numeric_limits<int>::max();
    int64_t wide = 0;
    return value.get_int64().get(wide) == simdjson::SUCCESS ? int(std::clamp(wide, -most, most))
                                                            : 0;
}

bool SnapshotReader::flag(Value &value)
{
    const std::string_view token = value.raw_json_token();
    return token.starts_with("true");
}

template <typename Row>
void SnapshotReader::object(Value &value, std::span<const Field<Row>> fields, Row &row,
                            const Row *before)
{
    size_t expected = 0;
    for (simdjson::simdjson_result<ondemand::field> each : value.get_object()) {
        if (each.error() != simdjson::SUCCESS)
            throw simdjson_error(each.error());
        ondemand::field &member = each.value_unsafe();
        // The names have no escapes, so a name that has some is not one of them.
        const char *const key = member.key().raw();
        size_t index = expected;
        if (index >= fields.size() || !fields[index].name.is(key)) {
            index = 0;
            while (index < fields.size() && !fields[index].name.is(key))
                ++index;
        }
        if (index == fields.size())
            continue; // skipped undecoded
        fields[index].read(*this, member.value(), row, before);
        expected = index + 1;
    }
}

template <typename Row>
void SnapshotReader::rows(Value &value, std::span<const Field<Row>> fields, std::vector<Row> &rows)
{
    if (value.type() != ondemand::json_type::array)
        return;
    for (auto element : value.get_array()) {
        if ((rows.size() & 0xFF) == 0 && m_stop && m_stop->load(std::memory_order_relaxed))
            throw Stopped();
        Value found = element.value();
        if (found.type() != ondemand::json_type::object)
            continue;
        Row &row = rows.emplace_back();
        object(found, fields, row, rows.size() > 1 ? &row - 1 : nullptr);
    }
}

namespace {

// A cell often says what the one above it says.
template <auto Member>
constexpr auto asText = [](SnapshotReader &reader, Value &value, auto &row, const auto *before) {
    row.*Member = reader.text(value, before ? before->*Member : std::string_view());
};
template <auto Member>
constexpr auto asInt = [](SnapshotReader &reader, Value &value, auto &row, const auto *) {
    row.*Member = reader.number(value);
};
template <auto Member>
constexpr auto asBool = [](SnapshotReader &reader, Value &value, auto &row, const auto *) {
    row.*Member = reader.flag(value);
};

// The fields of each type, in the order of the query: an answer in that order is decoded without a
// search.
constexpr Field<ServiceRow> ServiceFields[] = {
    {"name", asText<&ServiceRow::name>},
    {"runtime", asText<&ServiceRow::runtime>},
    {"status", asText<&ServiceRow::status>},
    {"health", asText<&ServiceRow::health>},
};

constexpr Field<JobRow> JobFields[] = {
    {"name", asText<&JobRow::name>},
    {"runtime", asText<&JobRow::runtime>},
};

constexpr Field<SourceRow> SourceFields[] = {
    {"name", asText<&SourceRow::name>},     {"kind", asText<&SourceRow::kind>},
    {"path", asText<&SourceRow::path>},     {"exists", asBool<&SourceRow::exists>},
    {"state", asText<&SourceRow::state>},   {"branch", asText<&SourceRow::branch>},
    {"ref", asText<&SourceRow::ref>},       {"currentRef", asText<&SourceRow::currentRef>},
    {"dirty", asBool<&SourceRow::dirty>},   {"upstream", asText<&SourceRow::upstream>},
    {"ahead", asInt<&SourceRow::ahead>},    {"behind", asInt<&SourceRow::behind>},
    {"pushed", asBool<&SourceRow::pushed>}, {"unpushedReason", asText<&SourceRow::unpushedReason>},
    {"error", asText<&SourceRow::error>},
};

constexpr Field<LinkRow> LinkFields[] = {
    {"id", asText<&LinkRow::id>},
    {"source", asText<&LinkRow::source>},
    {"workspace", asText<&LinkRow::workspace>},
    {"slot", asText<&LinkRow::slot>},
    {"kind", asText<&LinkRow::kind>},
    {"mode", asText<&LinkRow::mode>},
    {"branch", asText<&LinkRow::branch>},
    {"ref", asText<&LinkRow::ref>},
    {"path", asText<&LinkRow::path>},
    {"exists", asBool<&LinkRow::exists>},
    {"state", asText<&LinkRow::state>},
    {"currentRef", asText<&LinkRow::currentRef>},
    {"dirty", asBool<&LinkRow::dirty>},
    {"upstream", asText<&LinkRow::upstream>},
    {"ahead", asInt<&LinkRow::ahead>},
    {"behind", asInt<&LinkRow::behind>},
    {"pushed", asBool<&LinkRow::pushed>},
    {"unpushedReason", asText<&LinkRow::unpushedReason>},
    {"error", asText<&LinkRow::error>},
};

constexpr Field<MountRow> MountFields[] = {
    {"kind", asText<&MountRow::kind>},
    {"name", asText<&MountRow::name>},
    {"field", asText<&MountRow::field>},
    {"value", asText<&MountRow::value>},
};

constexpr Field<StatusRow> InnerStackFields[] = {
    {"root", asText<&StatusRow::innerRoot>},
    {"name", asText<&StatusRow::innerName>},
    {"services",
     [](SnapshotReader &reader, Value &value, StatusRow &row, const StatusRow *) {
         reader.rows<ServiceRow>(value, ServiceFields, row.innerServices);
     }},
};

void readInnerStack(SnapshotReader &reader, Value &value, StatusRow &row, const StatusRow *)
{
    row.hasInnerStack = value.type() == ondemand::json_type::object;
    if (row.hasInnerStack)
        reader.object<StatusRow>(value, InnerStackFields, row);
}

void readMounts(SnapshotReader &reader, Value &value, StatusRow &row, const StatusRow *)
{
    reader.rows<MountRow>(value, MountFields, row.mountedBy);
}

void readExpiry(SnapshotReader &reader, Value &value, WorkspaceRow &row, const WorkspaceRow *)
{
    row.ttlExpiresAt = reader.text(value);
    row.expiresAtMs = parseRfc3339(row.ttlExpiresAt);
}

constexpr Field<WorkspaceRow> WorkspaceFields[] = {
    {"name", asText<&WorkspaceRow::name>},
    {"path", asText<&WorkspaceRow::path>},
    {"template", asText<&WorkspaceRow::templateRef>},
    {"processComposePort", asInt<&WorkspaceRow::processComposePort>},
    {"playwrightMcpName", asText<&WorkspaceRow::playwrightMcpName>},
    {"playwrightMcpUrl", asText<&WorkspaceRow::playwrightMcpUrl>},
    {"ttl", asText<&WorkspaceRow::ttl>},
    {"ttlExpiresAt", readExpiry},
};

constexpr Field<StatusRow> StatusFields[] = {
    {"name", asText<&StatusRow::name>},       {"exists", asBool<&StatusRow::exists>},
    {"state", asText<&StatusRow::state>},     {"error", asText<&StatusRow::error>},
    {"expired", asBool<&StatusRow::expired>}, {"mountedBy", readMounts},
    {"innerStack", readInnerStack},           {"innerError", asText<&StatusRow::innerError>},
};

constexpr Field<TemplateInputRow> TemplateInputFields[] = {
    {"name", asText<&TemplateInputRow::name>},
    {"type", asText<&TemplateInputRow::type>},
    {"required", asBool<&TemplateInputRow::required>},
    {"immutable", asBool<&TemplateInputRow::immutable>},
    {"generated", asBool<&TemplateInputRow::generated>},
    {"default", asText<&TemplateInputRow::defaultValue>},
    {"question", asBool<&TemplateInputRow::question>},
};

constexpr Field<TemplateRow> TemplateFields[] = {
    {"ref", asText<&TemplateRow::ref>},
    {"kind", asText<&TemplateRow::kind>},
    {"name", asText<&TemplateRow::name>},
    {"path", asText<&TemplateRow::path>},
    {"inputs",
     [](SnapshotReader &reader, Value &value, TemplateRow &row, const TemplateRow *) {
         reader.rows<TemplateInputRow>(value, TemplateInputFields, row.inputs);
     }},
};

constexpr Field<SecretRow> SecretFields[] = {
    {"name", asText<&SecretRow::name>},           {"declared", asBool<&SecretRow::declared>},
    {"hasValue", asBool<&SecretRow::hasValue>},   {"required", asBool<&SecretRow::required>},
    {"generated", asBool<&SecretRow::generated>}, {"import", asText<&SecretRow::importRef>},
    {"envVar", asText<&SecretRow::envVar>},
};

constexpr Field<RouteRow> RouteFields[] = {
    {"service", asText<&RouteRow::service>},
    {"url", asText<&RouteRow::url>},
};

constexpr Field<StackIdentity> StackFields[] = {
    {"root", asText<&StackIdentity::root>},
    {"name", asText<&StackIdentity::name>},
};

constexpr Field<ErrorRow> ExtensionFields[] = {
    {"code", asText<&ErrorRow::code>},
};

constexpr Field<ErrorRow> ErrorFields[] = {
    {"message", asText<&ErrorRow::message>},
    {"extensions",
     [](SnapshotReader &reader, Value &value, ErrorRow &row, const ErrorRow *) {
         if (value.type() == ondemand::json_type::object)
             reader.object<ErrorRow>(value, ExtensionFields, row);
     }},
};

constexpr Field<GitOpsCounts> SummaryFields[] = {
    {"sources", asInt<&GitOpsCounts::sources>},
    {"workspaces", asInt<&GitOpsCounts::workspaces>},
    {"worktrees", asInt<&GitOpsCounts::worktrees>},
    {"clean", asInt<&GitOpsCounts::clean>},
    {"dirty", asInt<&GitOpsCounts::dirty>},
    {"ahead", asInt<&GitOpsCounts::ahead>},
    {"behind", asInt<&GitOpsCounts::behind>},
    {"diverged", asInt<&GitOpsCounts::diverged>},
    {"branchMismatch", asInt<&GitOpsCounts::branchMismatch>},
    {"missing", asInt<&GitOpsCounts::missing>},
    {"error", asInt<&GitOpsCounts::error>},
    {"unpushed", asInt<&GitOpsCounts::unpushed>},
};

} // namespace

void SnapshotReader::read(ondemand::document &document)
{
    for (auto member : document.get_object()) {
        const std::string_view key = member.unescaped_key();
        Value value = member.value();
        if (key == "data" && value.type() == ondemand::json_type::object)
            readData(value);
        else if (key == "errors" && value.type() == ondemand::json_type::array)
            readErrors(value);
    }
}

void SnapshotReader::readData(Value &value)
{
    for (auto member : value.get_object()) {
        const std::string_view key = member.unescaped_key();
        Value found = member.value();
        if (found.is_null())
            continue;
        if (key == "onStackSnapshotChange") { // an event wraps what a query gives bare
            m_isEvent = true;
            return readData(found);
        }
        readList(key, found);
        m_hasData = true;
    }
}

void SnapshotReader::readList(std::string_view name, Value &value)
{
    if (name == "services")
        rows<ServiceRow>(value, ServiceFields, m_snapshot.m_services);
    else if (name == "jobs")
        rows<JobRow>(value, JobFields, m_snapshot.m_jobs);
    else if (name == "sources")
        rows<SourceRow>(value, SourceFields, m_snapshot.m_sources);
    else if (name == "workspaces")
        rows<WorkspaceRow>(value, WorkspaceFields, m_snapshot.m_workspaces);
    else if (name == "templates")
        rows<TemplateRow>(value, TemplateFields, m_snapshot.m_templates);
    else if (name == "secrets")
        rows<SecretRow>(value, SecretFields, m_snapshot.m_secrets);
    else if (name == "gitOpsTopology")
        readTopology(value);
    else if (name == "ingressStatus")
        readIngress(value);
    else if (name == "stackStatus")
        object<StackIdentity>(value, StackFields, m_identity);
}

void SnapshotReader::readTopology(Value &value)
{
    for (auto member : value.get_object()) {
        const std::string_view key = member.unescaped_key();
        Value found = member.value();
        if (key == "workspaces")
            rows<StatusRow>(found, StatusFields, m_statuses);
        else if (key == "links")
            rows<LinkRow>(found, LinkFields, m_snapshot.m_links);
        else if (key == "summary" && !found.is_null())
            object<GitOpsCounts>(found, SummaryFields, m_snapshot.m_gitOps);
    }
    m_snapshot.m_hasGitOps = true;
}

void SnapshotReader::readIngress(Value &value)
{
    for (auto member : value.get_object()) {
        const std::string_view key = member.unescaped_key();
        Value found = member.value();
        if (key == "type")
            m_snapshot.m_ingressType = text(found);
        else if (key == "domain")
            m_snapshot.m_ingressDomain = text(found);
        else if (key == "routes")
            rows<RouteRow>(found, RouteFields, m_snapshot.m_routes);
    }
    m_snapshot.m_hasIngress = true;
}

void SnapshotReader::readErrors(Value &value)
{
    for (auto element : value.get_array()) {
        ErrorRow row;
        Value found = element.value();
        object<ErrorRow>(found, ErrorFields, row);
        m_queryRefused |=
            row.code == "GRAPHQL_VALIDATION_FAILED" || row.code == "GRAPHQL_PARSE_FAILED";
        if (m_messages.size() < MostMessages)
            m_messages.append(toText(row.message).left(LongestMessage));
    }
}

void SnapshotReader::expectLike(const Snapshot &last)
{
    // One snapshot is about as large as the one before.
    m_snapshot.m_services.reserve(last.m_services.size() + 1);
    m_snapshot.m_sources.reserve(last.m_sources.size() + 1);
    m_snapshot.m_workspaces.reserve(last.m_workspaces.size() + 1);
    m_snapshot.m_secrets.reserve(last.m_secrets.size() + 1);
    m_snapshot.m_links.reserve(last.m_links.size() + 1);
    m_statuses.reserve(last.m_workspaces.size() + 1);
}

void SnapshotReader::finish(const QDateTime &receivedAt, const Snapshot *last, qint64 clockSkewMs)
{
    if (m_isEvent && last)
        m_snapshot.keepIngress(*last);
    m_snapshot.m_stackRoot = m_identity.root;
    m_snapshot.m_stackName = m_identity.name;
    m_snapshot.m_receivedAt = receivedAt;
    m_snapshot.m_problems = m_messages;
    joinStatuses();
    for (WorkspaceRow &workspace : m_snapshot.m_workspaces) {
        if (workspace.expiresAtMs > 0)
            workspace.expiresAtMs += clockSkewMs;
    }
    m_snapshot.finish();
}

void SnapshotReader::joinStatuses()
{
    std::vector<WorkspaceRow> &workspaces = m_snapshot.m_workspaces;
    std::unordered_map<std::string_view, size_t> rowOf; // only when the lists are not in step
    for (size_t index = 0; index < m_statuses.size(); ++index) {
        StatusRow &status = m_statuses[index];
        size_t row = index;
        if (row >= workspaces.size() || workspaces[row].name != status.name) {
            if (rowOf.empty()) {
                for (size_t each = 0; each < workspaces.size(); ++each)
                    rowOf.emplace(workspaces[each].name, each);
            }
            const auto found = rowOf.find(status.name);
            if (found == rowOf.end())
                continue;
            row = found->second;
        }
        status.hasStatus = true;
        static_cast<WorkspaceStatusRow &>(workspaces[row]) = std::move(status);
    }
}

struct SnapshotDecoder::Memory
{
    ondemand::parser parser;
};

namespace {

DecodedAnswer decodeOnce(ondemand::parser &parser, const QByteArray &answer,
                         const QDateTime &receivedAt, const std::atomic_bool *stop,
                         const Snapshot *last, qint64 clockSkewMs)
{
    DecodedAnswer decoded;
    auto snapshot = std::make_shared<Snapshot>();
    SnapshotReader reader(*snapshot, parser, stop);
    if (last)
        reader.expectLike(*last);
    ondemand::document document = parser.iterate(simdjson::padded_string_view(
        answer.constData(), size_t(answer.size()), size_t(answer.capacity())));
    reader.read(document);
    decoded.messages = reader.messages();
    if (reader.hasData()) {
        reader.finish(receivedAt, last, clockSkewMs);
        decoded.kind = DecodedAnswer::Kind::Snapshot;
        decoded.snapshot = std::move(snapshot);
    } else if (reader.queryRefused()) {
        decoded.kind = DecodedAnswer::Kind::Incompatible;
    } else if (!reader.messages().isEmpty()) {
        decoded.kind = DecodedAnswer::Kind::Refused;
    } else {
        decoded.messages = {u"the answer has neither data nor errors"_s};
    }
    return decoded;
}

} // namespace

SnapshotDecoder::SnapshotDecoder()
    : m_memory(std::make_unique<Memory>())
{ }

SnapshotDecoder::~SnapshotDecoder() = default;

void SnapshotDecoder::releaseMemory()
{
    m_memory = std::make_unique<Memory>();
}

DecodedAnswer SnapshotDecoder::decode(QByteArray answer, const QDateTime &receivedAt,
                                      const std::atomic_bool *stop, const Snapshot *last,
                                      qint64 clockSkewMs)
{
    // simdjson reads whole vectors, up to its padding past the end.
    const auto padding = qsizetype(simdjson::SIMDJSON_PADDING);
    if (answer.capacity() < answer.size() + padding)
        answer.reserve(answer.size() + padding);
    DecodedAnswer decoded;
    try {
        return decodeOnce(m_memory->parser, answer, receivedAt, stop, last, clockSkewMs);
    } catch (const Stopped &) {
        decoded.kind = DecodedAnswer::Kind::Cancelled;
    } catch (const simdjson_error &error) {
        // Both are rare: the good case must not pay for a search.
        if (error.error() == simdjson::UTF8_ERROR)
            return decode(replaceInvalidUtf8(answer), receivedAt, stop, last, clockSkewMs);
        if (error.error() == simdjson::STRING_ERROR && replaceLoneSurrogates(answer))
            return decode(answer, receivedAt, stop, last, clockSkewMs);
        decoded.messages = {QString::fromUtf8(error.what())};
    }
    return decoded;
}

DecodedAnswer decodeSnapshot(QByteArray answer, const QDateTime &receivedAt,
                             const std::atomic_bool *stop, const Snapshot *last, qint64 clockSkewMs)
{
    return SnapshotDecoder().decode(std::move(answer), receivedAt, stop, last, clockSkewMs);
}

} // namespace angee
