// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/sourcestate.h"

#include "core/base/ansi.h"

#include <QCoreApplication>
#include <QStringList>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct SourceState
{
    Q_DECLARE_TR_FUNCTIONS(angee::SourceState)
};

} // namespace

Status sourceStateIcon(const QString &state)
{
    if (state == "ready"_L1 || state == "clean"_L1)
        return Status::Done;
    if (state == "missing"_L1 || state == "error"_L1)
        return Status::Failed;
    if (state == "behind"_L1)
        return Status::Declared;
    return Status::Unhealthy;
}

QString distanceText(int ahead, int behind)
{
    QStringList parts;
    if (ahead > 0)
        parts.append(SourceState::tr("%1 ahead").arg(ahead));
    if (behind > 0)
        parts.append(SourceState::tr("%1 behind").arg(behind));
    return parts.isEmpty() ? u"–"_s : parts.join(u", "_s);
}

QString pushedText(const QString &kind, const QString &state, bool pushed,
                   const QString &unpushedReason, const QString &error)
{
    if (!error.isEmpty())
        return withoutAnsi(error).simplified();
    if (!unpushedReason.isEmpty())
        return unpushedReason;
    if (state == "missing"_L1)
        return u"–"_s;
    if (kind == "local"_L1)
        return SourceState::tr("linked, not a git tree");
    return pushed ? SourceState::tr("pushed") : SourceState::tr("not pushed");
}

} // namespace angee
