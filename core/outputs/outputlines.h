// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace angee {

//! \brief Cuts what arrives in pieces of any size into lines, the same lines however it was cut
//! before. Carriage returns at the end of a line are not of it. Any thread.
class OutputLines final
{
public:
    //! A longer line goes on as the next.
    static constexpr qsizetype longestLine = qsizetype(256) * 1024;

    //! Hands each line that is complete to \a line(QByteArrayView), which is good until it returns.
    template <typename Receiver>
    void add(QByteArrayView bytes, Receiver line)
    {
        while (!bytes.isEmpty()) {
            const qsizetype newline = bytes.indexOf('\n');
            const qsizetype room = longestLine - m_begun.size();
            const bool ends = newline >= 0 && newline <= room;
            const qsizetype taken = ends ? newline : qMin(room, bytes.size());
            m_begun.append(bytes.first(taken));
            bytes = bytes.sliced(ends ? taken + 1 : taken);
            if (ends || m_begun.size() == longestLine)
                give(line);
        }
    }
    //! Hands out the last line where no line end came behind it.
    template <typename Receiver>
    void finish(Receiver line)
    {
        if (!m_begun.isEmpty())
            give(line);
    }

private:
    template <typename Receiver>
    void give(Receiver &line)
    {
        QByteArrayView text(m_begun);
        while (text.endsWith('\r'))
            text.chop(1);
        line(text);
        m_begun.resize(0);
    }

    QByteArray m_begun;
};

//! \brief What the daemon said of a failed tool, with the tool's own output on lines of its own:
//! it stands behind the command and its exit status on the same line.
[[nodiscard]] QByteArray asOutput(const QByteArray &words);

} // namespace angee
