// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace angee {

//! \brief Reads one JSON object of the daemon strictly and remembers the first thing wrong with it.
//!
//! A key that the contract promises and the answer lacks makes the whole answer invalid: a silent
//! default would show a person something that is not so. Keys that the daemon omits when they are
//! empty are read with the optional… functions. Readers of inner objects share the first problem.
class WireReader final
{
public:
    explicit WireReader(const QJsonValue &value, QString *problem, QString place = {});

    [[nodiscard]] QString string(QLatin1StringView key) const;
    [[nodiscard]] bool boolean(QLatin1StringView key) const;
    [[nodiscard]] int integer(QLatin1StringView key) const;
    [[nodiscard]] QString optionalString(QLatin1StringView key) const;
    [[nodiscard]] bool optionalBoolean(QLatin1StringView key) const;
    [[nodiscard]] int optionalInteger(QLatin1StringView key) const;
    //! RFC 3339 by the daemon's clock (see HttpResult::inOwnTime()); invalid when absent.
    [[nodiscard]] QDateTime optionalTime(QLatin1StringView key) const;
    [[nodiscard]] QStringList optionalStrings(QLatin1StringView key) const;
    [[nodiscard]] QMap<QString, QString> optionalStringMap(QLatin1StringView key) const;
    [[nodiscard]] QMap<QString, int> optionalIntegerMap(QLatin1StringView key) const;
    [[nodiscard]] bool has(QLatin1StringView key) const;
    [[nodiscard]] WireReader object(QLatin1StringView key) const;

    //! Reads each item of an array with \a read(WireReader). An absent or null array is empty.
    template <typename Read>
    auto list(QLatin1StringView key, Read read) const
    {
        return listOf(m_object.value(key), m_problem, m_place + QLatin1Char('.') + key, read);
    }

    template <typename Read>
    static auto listOf(const QJsonValue &value, QString *problem, const QString &place, Read read)
    {
        QList<decltype(read(std::declval<WireReader>()))> items;
        if (value.isUndefined() || value.isNull())
            return items;
        if (!value.isArray()) {
            note(problem, place, QLatin1StringView("is not an array"));
            return items;
        }
        const QJsonArray array = value.toArray();
        items.reserve(array.size());
        for (qsizetype i = 0; i < array.size(); ++i)
            items.append(
                read(WireReader(array.at(i), problem,
                                place + QLatin1Char('[') + QString::number(i) + QLatin1Char(']'))));
        return items;
    }

private:
    static void note(QString *problem, const QString &place, QLatin1StringView what);
    [[nodiscard]] QJsonValue required(QLatin1StringView key, QJsonValue::Type type) const;
    [[nodiscard]] QJsonValue optional(QLatin1StringView key, QJsonValue::Type type) const;

    QJsonObject m_object;
    QString *m_problem;
    QString m_place;
};

//! Every change answers {"status": …}; its word differs from verb to verb, its presence does not.
void requireStatus(const QJsonValue &json, QString *problem);

} // namespace angee
