// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"

#include <QList>

#include <algorithm>
#include <optional>
#include <vector>

namespace angee {

//! \brief One number and where it leads.
struct CountLink
{
    enum class Urgency {
        Usual,
        Bad,
    };

    QString id{}; //!< stable: part of the object name
    QString text{}; //!< "3 exited"
    QString pane{}; //!< the id of the pane to go to, when there is no object to open
    QString filter{}; //!< of that pane
    std::optional<ObjectRef> object{}; //!< to open instead
    Urgency urgency = Urgency::Usual;

    friend bool operator==(const CountLink &, const CountLink &) = default;
};

//! \brief The links of one pane: the whole number, then what stands out in it, if anything does.
class CountGroup final
{
public:
    //! \brief "Services 4", which leads to the pane without a filter.
    CountGroup(const QString &pane, const QString &title, std::size_t count);

    //! \brief A link to the pane filtered; none when \a count is 0.
    void add(const QString &id, int count, const QString &text, const QString &filter,
             CountLink::Urgency urgency = CountLink::Urgency::Usual);

    [[nodiscard]] const QList<CountLink> &links() const { return m_links; }

private:
    QString m_pane;
    QList<CountLink> m_links;
};

template <typename Row, typename Test>
[[nodiscard]] int countIf(const std::vector<Row> &rows, Test test)
{
    return int(std::count_if(rows.begin(), rows.end(), test));
}

} // namespace angee
