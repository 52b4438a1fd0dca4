// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/enginestate.h"
#include "app/sandbox/engine/fileaccess.h"

#include <QDir>
#include <QJsonArray>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

QString statePath(const EngineState &state, const QString &group, const QString &name)
{
    return u"%1/run/render/%2/%3.json"_s.arg(state.root, group, QString(name).replace(u'/', u'~'));
}

NameMap<QString> textsFrom(const QJsonValue &value)
{
    NameMap<QString> out;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        out.emplace(it.key(), it.value().toString());
    return out;
}

QJsonObject textsTo(const NameMap<QString> &texts)
{
    QJsonObject out;
    for (const auto &[key, value] : texts)
        out.insert(key, value);
    return out;
}

} // namespace

std::optional<RenderState> RenderState::load(const EngineState &state, const QString &group,
                                             const QString &name)
{
    const QString path = statePath(state, group, name);
    if (!pathExists(path))
        return std::nullopt;
    const QJsonObject object = decodeWireJson(readWholeFile(path)).toObject();
    RenderState out;
    out.templateRef = object.value("template"_L1).toString();
    out.workspace = object.value("workspace"_L1).toString();
    out.inputs = textsFrom(object.value("inputs"_L1));
    out.service = object.value("service"_L1).toObject();
    out.files = textsFrom(object.value("files"_L1));
    return out;
}

void RenderState::save(const EngineState &state, const QString &group, const QString &name) const
{
    const QString path = statePath(state, group, name);
    makePath(QFileInfo(path).path());
    replaceFile(path,
                encodeWireJson(QJsonObject{{u"template"_s, templateRef},
                                           {u"workspace"_s, workspace},
                                           {u"inputs"_s, textsTo(inputs)},
                                           {u"service"_s, service},
                                           {u"files"_s, textsTo(files)}})
                    + '\n',
                0600);
}

void RenderState::forget(const EngineState &state, const QString &group, const QString &name)
{
    removeTree(statePath(state, group, name));
}

FileChanges reconcileFiles(const QString &target, const std::vector<RenderedFile> &files,
                           RenderState *last, bool overwrite, bool dryRun)
{
    FileChanges out;
    std::vector<const RenderedFile *> toWrite;
    NameMap<QString> digests;
    for (const RenderedFile &file : files) {
        const QString digest = etagOf(file.bytes);
        digests.emplace(file.path, digest);
        const QString path = target + u'/' + file.path;
        const auto known = last->files.find(file.path);
        const bool exists = pathExists(path);
        const QString present =
            exists && QFileInfo(path).isFile() ? etagOf(readWholeFile(path)) : QString();
        if (exists && present == digest)
            continue;
        const bool untouched = !exists || (known != last->files.end() && present == known->second);
        if (!untouched && !overwrite) {
            const QString reason =
                known == last->files.end() ? u"untracked-different"_s : u"locally-modified"_s;
            out.conflicts.append(QJsonObject{{u"path"_s, file.path}, {u"reason"_s, reason}});
            continue;
        }
        out.changes.append(
            QJsonObject{{u"path"_s, file.path}, {u"kind"_s, exists ? u"modify"_s : u"add"_s}});
        toWrite.push_back(&file);
    }
    if (dryRun || !out.conflicts.isEmpty())
        return out;
    makePath(target);
    for (const RenderedFile *file : toWrite) {
        const QString path = target + u'/' + file->path;
        makePath(QFileInfo(path).path());
        replaceFile(path, file->bytes, file->isExecutable ? 0755 : 0644);
    }
    last->files = digests;
    return out;
}

} // namespace angee::sandbox
