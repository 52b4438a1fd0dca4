// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/wireobjects.h"

namespace angee {

using namespace Qt::StringLiterals;

Service readService(const WireReader &reader)
{
    Service service;
    service.name = reader.string("name"_L1);
    service.runtime = reader.string("runtime"_L1);
    service.status = reader.string("status"_L1);
    service.health = reader.optionalString("health"_L1);
    return service;
}

Job readJob(const WireReader &reader)
{
    Job job;
    job.name = reader.string("name"_L1);
    job.runtime = reader.string("runtime"_L1);
    return job;
}

Source readSource(const WireReader &reader)
{
    Source source;
    source.name = reader.string("name"_L1);
    source.slot = reader.optionalString("slot"_L1);
    source.kind = reader.string("kind"_L1);
    source.path = reader.string("path"_L1);
    source.exists = reader.boolean("exists"_L1);
    source.state = reader.optionalString("state"_L1);
    source.branch = reader.optionalString("branch"_L1);
    source.ref = reader.optionalString("ref"_L1);
    source.currentRef = reader.optionalString("current_ref"_L1);
    source.dirty = reader.optionalBoolean("dirty"_L1);
    source.upstream = reader.optionalString("upstream"_L1);
    source.ahead = reader.optionalInteger("ahead"_L1);
    source.behind = reader.optionalInteger("behind"_L1);
    source.pushed = reader.optionalBoolean("pushed"_L1);
    source.unpushedReason = reader.optionalString("unpushed_reason"_L1);
    source.error = reader.optionalString("error"_L1);
    return source;
}

DiffFile readDiffFile(const WireReader &reader)
{
    DiffFile file;
    file.oldPath = reader.optionalString("old_path"_L1);
    file.newPath = reader.optionalString("new_path"_L1);
    file.mode = reader.optionalString("mode"_L1);
    file.isBinary = reader.optionalBoolean("is_binary"_L1);
    file.isNew = reader.optionalBoolean("is_new"_L1);
    file.isDeleted = reader.optionalBoolean("is_deleted"_L1);
    file.isRename = reader.optionalBoolean("is_rename"_L1);
    file.hunks = reader.list("hunks"_L1, [](const WireReader &item) {
        DiffFile::Hunk hunk;
        hunk.oldStart = item.optionalInteger("old_start"_L1);
        hunk.oldLines = item.optionalInteger("old_lines"_L1);
        hunk.newStart = item.optionalInteger("new_start"_L1);
        hunk.newLines = item.optionalInteger("new_lines"_L1);
        hunk.header = item.optionalString("header"_L1);
        hunk.body = item.string("body"_L1);
        return hunk;
    });
    return file;
}

Workspace readWorkspace(const WireReader &reader)
{
    Workspace workspace;
    workspace.name = reader.string("name"_L1);
    workspace.path = reader.string("path"_L1);
    workspace.workspaceTemplate = reader.string("template"_L1);
    workspace.ttl = reader.optionalString("ttl"_L1);
    workspace.ttlExpiresAt = reader.optionalTime("ttl_expires_at"_L1);
    workspace.processComposePort = reader.optionalInteger("process_compose_port"_L1);
    workspace.playwrightMcpUrl = reader.optionalString("playwright_mcp_url"_L1);
    return workspace;
}

WorkspaceSlot readWorkspaceSlot(const WireReader &item)
{
    WorkspaceSlot slot;
    slot.slot = item.string("slot"_L1);
    slot.source = item.string("source"_L1);
    slot.kind = item.string("kind"_L1);
    slot.mode = item.optionalString("mode"_L1);
    slot.branch = item.optionalString("branch"_L1);
    slot.ref = item.optionalString("ref"_L1);
    slot.subpath = item.optionalString("subpath"_L1);
    slot.path = item.string("path"_L1);
    slot.exists = item.boolean("exists"_L1);
    slot.state = item.string("state"_L1);
    slot.currentRef = item.optionalString("current_ref"_L1);
    slot.dirty = item.boolean("dirty"_L1);
    slot.upstream = item.optionalString("upstream"_L1);
    slot.ahead = item.optionalInteger("ahead"_L1);
    slot.behind = item.optionalInteger("behind"_L1);
    slot.pushed = item.boolean("pushed"_L1);
    slot.unpushedReason = item.optionalString("unpushed_reason"_L1);
    slot.error = item.optionalString("error"_L1);
    return slot;
}

WorkspaceStatus readWorkspaceStatus(const WireReader &reader)
{
    WorkspaceStatus status;
    status.name = reader.string("name"_L1);
    status.path = reader.string("path"_L1);
    status.exists = reader.boolean("exists"_L1);
    status.state = reader.string("state"_L1);
    status.error = reader.optionalString("error"_L1);
    status.workspaceTemplate = reader.string("template"_L1);
    status.inputs = reader.optionalStringMap("inputs"_L1);
    status.slotStates = reader.list("sources"_L1, readWorkspaceSlot);
    status.allocations = reader.optionalIntegerMap("allocations"_L1);
    status.ttl = reader.optionalString("ttl"_L1);
    status.ttlExpiresAt = reader.optionalTime("ttl_expires_at"_L1);
    status.expired = reader.boolean("expired"_L1);
    status.mountedBy = reader.list("mounted_by"_L1, [](const WireReader &item) {
        WorkspaceMount mount;
        mount.kind = item.string("kind"_L1);
        mount.name = item.string("name"_L1);
        mount.field = item.optionalString("field"_L1);
        mount.value = item.optionalString("value"_L1);
        return mount;
    });
    if (reader.has("inner_stack"_L1)) {
        const WireReader inner = reader.object("inner_stack"_L1);
        status.innerStackName = inner.string("name"_L1);
        status.innerStackRoot = inner.string("root"_L1);
    }
    status.innerError = reader.optionalString("inner_error"_L1);
    return status;
}

Secret readSecret(const WireReader &reader)
{
    Secret secret;
    secret.name = reader.string("name"_L1);
    secret.declared = reader.boolean("declared"_L1);
    secret.hasValue = reader.boolean("has_value"_L1);
    secret.required = reader.optionalBoolean("required"_L1);
    secret.generated = reader.optionalBoolean("generated"_L1);
    secret.import = reader.optionalString("import"_L1);
    secret.envVar = reader.optionalString("env_var"_L1);
    return secret;
}

TemplateDescriptor readTemplate(const WireReader &reader)
{
    TemplateDescriptor descriptor;
    descriptor.ref = reader.string("ref"_L1);
    descriptor.kind = reader.string("kind"_L1);
    descriptor.name = reader.optionalString("name"_L1);
    descriptor.path = reader.string("path"_L1);
    descriptor.inputs = reader.list("inputs"_L1, [](const WireReader &item) {
        TemplateInput input;
        input.name = item.string("name"_L1);
        input.type = item.optionalString("type"_L1);
        input.required = item.boolean("required"_L1);
        input.immutable = item.boolean("immutable"_L1);
        input.generated = item.boolean("generated"_L1);
        input.defaultValue = item.optionalString("default"_L1);
        input.question = item.boolean("question"_L1);
        return input;
    });
    return descriptor;
}

} // namespace angee
