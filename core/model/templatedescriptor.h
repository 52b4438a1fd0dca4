// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace angee {

//! \brief One input of a template. Defaults are strings whatever the type (contract.md, Q29).
struct TemplateInput
{
    QString name;
    QString type;
    bool required = false;
    bool immutable = false;
    bool generated = false;
    QString defaultValue;
    bool question = false; //!< asked by the template itself, not only listed in its metadata

    friend bool operator==(const TemplateInput &, const TemplateInput &) = default;
};

//! \brief A template that workspaces, services or stacks are made from.
struct TemplateDescriptor
{
    QString ref;
    QString kind;
    QString name;
    QString path;
    QList<TemplateInput> inputs;

    friend bool operator==(const TemplateDescriptor &, const TemplateDescriptor &) = default;
};

} // namespace angee
