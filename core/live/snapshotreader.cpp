// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/snapshotreader.h"

#include "core/base/boundedtext.h"
#include "core/base/rfc3339.h"
#include "core/live/snapshotdecoder.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_map>

namespace angee {

using namespace Qt::StringLiterals;
using namespace snapshotwire;
using simdjson::simdjson_error;
namespace ondemand = simdjson::ondemand;

namespace {

using Value = ondemand::value;

static_assert(TextArena::Padding >= JsonTextPadding);
static_assert(simdjson::SIMDJSON_PADDING >= JsonTextPadding);

// A stack of so many objects of a kind is none; what is shown of it is the beginning.
constexpr size_t MostRows = 100'000;
constexpr qsizetype MostMessages = 20;
constexpr qsizetype LongestMessage = 4000;
constexpr std::string_view Ellipsis = "…"; // fits into what every long text leaves behind it

struct ErrorRow
{
    std::string_view message;
    std::string_view code;
};

} // namespace

std::string_view SnapshotReader::text(Value &value, std::string_view likely)
{
    const ondemand::json_type type = value.type();
    if (type != ondemand::json_type::string) {
        // An absent value is null; a number where a text was is shown as it stands.
        return type == ondemand::json_type::number
            ? m_snapshot.m_text->store(value.raw_json_token())
            : std::string_view();
    }
    std::string_view token = value.raw_json_token();
    while (token.back() != '"' && token.size() > 1)
        token.remove_suffix(1); // white space up to the next token
    const std::string_view plain = token.substr(1, token.size() - 2);
    if (plain.size() == likely.size() && sameText(plain.data(), likely.data(), plain.size()))
        return likely;
    char *const place = m_snapshot.m_text->reserve(plain.size());
    std::string_view whole(place, plain.size());
    if (!copyUnescaped(place, plain.data(), plain.size())) {
        auto *end = reinterpret_cast<uint8_t *>(place);
        ondemand::raw_json_string raw = value.get_raw_json_string();
        whole = m_parser.unescape(raw, end);
    }
    const size_t size = boundedSize(whole, textlimit::cell);
    if (size < whole.size()) {
        m_snapshot.m_text->commit(size + Ellipsis.size());
        std::memcpy(place + size, Ellipsis.data(), Ellipsis.size());
        return {place, size + Ellipsis.size()};
    }
    m_snapshot.m_text->commit(size);
    return whole;
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
        if (rows.size() == MostRows) {
            noteCut();
            return;
        }
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
    {"services",
     [](SnapshotReader &reader, Value &value, StackIdentity &, const StackIdentity *) {
         reader.servicesOfStack(value);
     }},
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

namespace {

std::optional<SnapshotPart> partOf(std::string_view field)
{
    static constexpr std::pair<std::string_view, SnapshotPart> parts[] = {
        {"stackStatus", SnapshotPart::Stack},
        {"services", SnapshotPart::Services},
        {"jobs", SnapshotPart::Jobs},
        {"sources", SnapshotPart::Sources},
        {"workspaces", SnapshotPart::Workspaces},
        {"templates", SnapshotPart::Templates},
        {"secrets", SnapshotPart::Secrets},
        {"gitOpsTopology", SnapshotPart::GitOps},
        {"ingressStatus", SnapshotPart::Ingress},
    };
    const auto *found = std::find_if(std::begin(parts), std::end(parts),
                                     [field](const auto &part) { return part.first == field; });
    return found == std::end(parts) ? std::nullopt : std::optional(found->second);
}

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
        const std::optional<SnapshotPart> part = partOf(key);
        // What the daemon could not tell is not what it told before.
        if (part)
            m_read |= *part;
        if (found.is_null())
            continue;
        if (key == "onStackSnapshotChange") // an event wraps what a query gives bare
            return readData(found);
        if (part)
            readList(*part, found);
        m_hasData = true;
    }
}

void SnapshotReader::servicesOfStack(Value &value)
{
    // The list of its own, before or after, says the same: one of them is enough.
    if (m_read & SnapshotPart::Services)
        return;
    m_read |= SnapshotPart::Services;
    rows<ServiceRow>(value, ServiceFields, m_snapshot.m_services);
}

void SnapshotReader::readList(SnapshotPart part, Value &value)
{
    switch (part) {
    case SnapshotPart::Stack:
        return object<StackIdentity>(value, StackFields, m_identity);
    case SnapshotPart::Services:
        m_snapshot.m_services.clear();
        return rows<ServiceRow>(value, ServiceFields, m_snapshot.m_services);
    case SnapshotPart::Jobs:
        return rows<JobRow>(value, JobFields, m_snapshot.m_jobs);
    case SnapshotPart::Sources:
        return rows<SourceRow>(value, SourceFields, m_snapshot.m_sources);
    case SnapshotPart::Workspaces:
        return rows<WorkspaceRow>(value, WorkspaceFields, m_snapshot.m_workspaces);
    case SnapshotPart::Templates:
        return rows<TemplateRow>(value, TemplateFields, m_snapshot.m_templates);
    case SnapshotPart::Secrets:
        return rows<SecretRow>(value, SecretFields, m_snapshot.m_secrets);
    case SnapshotPart::GitOps:
        return readTopology(value);
    case SnapshotPart::Ingress:
        return readIngress(value);
    }
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
        // One reason fails each list of the answer in the same words.
        const QString words = toText(row.message).left(LongestMessage);
        if (m_messages.size() < MostMessages && !m_messages.contains(words))
            m_messages.append(words);
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

void SnapshotReader::finish(const QDateTime &receivedAt, const Snapshot *last, qint64 clockSkewMs,
                            SnapshotParts asked)
{
    m_snapshot.m_stackRoot = m_identity.root;
    m_snapshot.m_stackName = m_identity.name;
    m_read |= asked;
    m_snapshot.m_parts = m_read;
    m_snapshot.m_receivedAt = receivedAt;
    m_snapshot.m_problems = m_messages;
    joinStatuses();
    for (WorkspaceRow &workspace : m_snapshot.m_workspaces) {
        if (workspace.expiresAtMs > 0)
            workspace.expiresAtMs += clockSkewMs;
    }
    if (last)
        m_snapshot.keep(*last, partsToKeep(last));
    m_snapshot.finish();
}

SnapshotParts SnapshotReader::partsToKeep(const Snapshot *last) const
{
    SnapshotParts missing = last->parts() & ~m_read;
    // A workspace and its status are one row: they are kept together or not at all.
    constexpr SnapshotParts joined = SnapshotPart::Workspaces | SnapshotPart::GitOps;
    if (m_read & joined)
        missing &= ~joined;
    return missing;
}

void SnapshotReader::noteCut()
{
    const QString words = SnapshotDecoder::tr("The daemon lists more than %n objects of one kind; "
                                              "only the first are shown.",
                                              nullptr, int(MostRows));
    if (!m_messages.contains(words))
        m_messages.append(words);
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

} // namespace angee
