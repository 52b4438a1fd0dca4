// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/timeline.h"
#include "ui/widgets/tablemodel.h"

#include <QPointer>

namespace angee {

//! \brief The timeline as rows, newest first; rows since the last look say so.
class TimelineModel final : public TableModel<TimelineRow>
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        NameColumn,
        KindColumn,
        WhatColumn,
        NewColumn,
    };

    explicit TimelineModel(QObject *parent = nullptr);

    //! Null shows nothing.
    void setTimeline(Timeline *timeline);
    //! Only what came after the last look.
    void setOnlyNew(bool onlyNew);
    [[nodiscard]] bool onlyNew() const { return m_onlyNew; }

protected:
    [[nodiscard]] QString key(const TimelineRow &row) const override;
    [[nodiscard]] QVariant cell(const TimelineRow &row, int column, int role) const override;

private:
    void rebuild();

    QPointer<Timeline> m_timeline;
    qint64 m_lookedAtMs = 0;
    bool m_onlyNew = false;
};

} // namespace angee
