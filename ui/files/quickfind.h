// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace angee {

//! \brief Finds files of all sources by a few letters of their names. What is compared is made once
//! for many searches. A value; 10,000 files take some milliseconds.
class QuickFind final
{
public:
    struct Place
    {
        QString source;
        QString path;

        friend bool operator==(const Place &, const Place &) = default;
    };

    void setPlaces(const QList<Place> &places);
    void forget();
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    //! The best \a limit of them, best first; nothing for nothing typed. Case does not matter.
    [[nodiscard]] QList<Place> find(const QString &typed, int limit) const;

private:
    struct Entry
    {
        Place place;
        QString name; // in lower case
        QString whole; // "source:path", in lower case
    };

    QList<Entry> m_entries;
    bool m_isKnown = false;
};

} // namespace angee
