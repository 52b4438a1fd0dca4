// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

namespace angee {

//! \brief A service as the daemon observes it. Status and health are open sets (contract.md,
//! section 9).
struct Service
{
    QString name;
    QString runtime;
    QString status;
    QString health;

    friend bool operator==(const Service &, const Service &) = default;
};

//! \brief Where a service can be reached.
struct ServiceEndpoint
{
    bool routed = false;
    QString url;
    QString internalHost;
    int internalPort = 0; //!< 0 when there is no route
    QString logStreamUrl;
    QDateTime logTokenExpiresAt;

    friend bool operator==(const ServiceEndpoint &, const ServiceEndpoint &) = default;
};

//! \brief The answer of a re-render from the service's template.
struct ServiceTemplateUpdate
{
    struct Change
    {
        QString path;
        QString kind;

        friend bool operator==(const Change &, const Change &) = default;
    };
    struct Conflict
    {
        QString path;
        QString reason;

        friend bool operator==(const Conflict &, const Conflict &) = default;
    };

    QString name;
    bool changed = false;
    QList<Change> changes;
    QList<Conflict> conflicts;

    friend bool operator==(const ServiceTemplateUpdate &, const ServiceTemplateUpdate &) = default;
};

} // namespace angee
