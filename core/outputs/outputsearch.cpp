// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/outputs/outputsearch.h"

#include "core/logs/logtext.h"
#include "core/outputs/outputlines.h"
#include "core/outputs/outputshelf.h"

namespace angee {

QHash<QString, OutputHits> searchOutputs(const QString &folder, const QStringList &ids,
                                         const LogQuery &query, const std::atomic_bool &cancelled)
{
    QHash<QString, OutputHits> all;
    const auto pattern = LogPattern::compile(query, nullptr);
    if (!pattern)
        return all;
    for (const QString &id : ids) {
        const QByteArray text = readOutputText(folder, id).bytes;
        OutputHits hits;
        qint64 number = 0;
        OutputLines lines;
        const auto look = [&](QByteArrayView line) {
            ++number;
            const bool found = isPlainAscii(line) ? pattern->find(line).has_value()
                                                  : pattern->find(plainLine(line)).has_value();
            if (found && hits.lines++ == 0)
                hits.firstLine = number;
        };
        constexpr qsizetype piece = qsizetype(256) * 1024;
        for (qsizetype at = 0; at < text.size() && !cancelled; at += piece)
            lines.add(QByteArrayView(text).sliced(at, qMin(piece, text.size() - at)), look);
        if (cancelled)
            return all;
        lines.finish(look);
        if (hits.lines > 0)
            all.insert(id, hits);
    }
    return all;
}

} // namespace angee
