// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QVariant>

#include <atomic>

namespace angee {

//! \brief A value made ready for comparing: numbers by size, texts without case and with the
//! numbers in them by size ("web2" before "web10"), empty values after all others in both
//! directions.
class SortKey final
{
public:
    SortKey() = default;
    explicit SortKey(const QVariant &value);

    //! \brief Negative, zero or positive, as \a a comes before, with or after \a b.
    static int compare(const SortKey &a, const SortKey &b, Qt::SortOrder order);

    //! \brief Puts \a order, which comes in natural order, in the order of \a keys (by slot); equal
    //! keys keep their natural order. False if \a cancelled became true meanwhile. Any thread.
    static bool sort(QList<int> *order, const QList<SortKey> &keys, Qt::SortOrder direction,
                     const std::atomic_bool *cancelled);

private:
    enum class Kind : quint8 {
        Number,
        Text,
        Empty,
    };

    struct Entry;

    [[nodiscard]] static qsizetype commonStart(const QList<int> &order, const QList<SortKey> &keys);

    Kind m_kind = Kind::Empty;
    quint64 m_rank = 0; // of the number, or the first four characters
    QString m_text; // the rest, if the rank does not decide
};

} // namespace angee
