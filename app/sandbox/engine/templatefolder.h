// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/manifest.h"

#include <QJsonObject>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace angee::sandbox {

struct TemplateInput
{
    QString type;
    bool required = false;
    bool immutable = false;
    bool generated = false;
    int length = 0;
    std::optional<QString> defaultValue;
    //! A top-level question; otherwise it is only listed under _angee.inputs.
    bool isQuestion = false;
};

struct TemplateSlot
{
    QString source;
    QString kind;
    QString repo;
    QString path;
    QString mode;
    QString branch;
    QString ref;
    QString subpath;
    bool optional = false;
};

struct RenderedFile
{
    QString path; //!< relative to the target
    QByteArray bytes;
    bool isExecutable = false;
};

//! \brief A template: a folder with copier.yml (contract.md, section 10), read once.
class TemplateFolder final
{
public:
    //! Throws a 500 EngineError on a broken copier.yml.
    TemplateFolder(QString dir, QString ref);

    //! The folder that \a ref means below \a root for \a kind ("workspace", "service", "stack", or
    //! empty, which no reference matches). Throws the 500s of contract.md, section 5.6.
    [[nodiscard]] static TemplateFolder resolve(const QString &root, const QString &ref,
                                                const QString &kind);
    //! All that can be read below \a root, by reference.
    [[nodiscard]] static std::vector<TemplateFolder> list(const QString &root);

    [[nodiscard]] QString ref() const { return m_ref; }
    [[nodiscard]] QString kind() const { return m_kind; }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] const std::map<QString, TemplateInput> &inputs() const { return m_inputs; }
    [[nodiscard]] const std::map<QString, TemplateSlot> &slotMap() const { return m_slots; }
    [[nodiscard]] QString chainRoot() const { return m_chainRoot; }
    //! TemplateDescriptor.
    [[nodiscard]] QJsonObject descriptor() const;

    //! The given inputs over the defaults; \a withQuestions adds those of the questions, generated
    //! ones included.
    [[nodiscard]] NameMap<QString> mergedInputs(const NameMap<QString> &given,
                                                bool withQuestions) const;
    //! The name of a new instance: of a workspace by the pattern, or of a service for \a workspace.
    [[nodiscard]] QString workspaceName(const NameMap<QString> &inputs) const;
    [[nodiscard]] QString serviceName(const NameMap<QString> &inputs,
                                      const QString &workspace) const;
    //! Adds what _angee.ensure demands to \a manifest; throws a 500 if it contradicts it.
    void ensure(Manifest *manifest) const;

    //! Every file below the template's folder, names and contents rendered.
    [[nodiscard]] std::vector<RenderedFile> render(const NameMap<QString> &variables) const;

private:
    void readMetadata(const QJsonObject &metadata, const QJsonObject &printed);

    QString m_dir;
    QString m_ref;
    QString m_kind;
    QString m_name;
    QString m_namePattern;
    QString m_instancePattern;
    QString m_instanceFallback;
    int m_instanceLength = 0;
    QString m_subdirectory;
    QString m_suffix;
    QString m_chainRoot;
    std::map<QString, TemplateInput> m_inputs;
    std::map<QString, TemplateSlot> m_slots;
    std::map<QString, QString> m_ensuredPools;
};

//! The 400 for a service name that is none, with \a subject before it ("service name").
void checkServiceName(const QString &name, const QString &subject);

} // namespace angee::sandbox
