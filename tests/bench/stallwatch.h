// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QThread>

#include <algorithm>
#include <utility>

namespace angee::bench {

//! \brief An application that knows how long its thread was busy with one event: the longest time a
//! key or a click would have had to wait.
class StallWatch final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread()) // workers' events come through here as well
            return QApplication::notify(receiver, event);
        if (m_depth++ > 0 || receiver == m_ignored) {
            const bool handled = QApplication::notify(receiver, event);
            --m_depth;
            return handled;
        }
        const QByteArray name = receiver->metaObject()->className();
        const QEvent::Type type = event->type();
        QElapsedTimer timer;
        timer.start();
        const bool handled = QApplication::notify(receiver, event);
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        if (ms > m_longest) {
            m_longest = ms;
            m_culprit = name + ' ' + QByteArray::number(int(type));
        }
        --m_depth;
        return handled;
    }

    //! What the benchmark itself does there does not count.
    void ignore(const QObject *receiver) { m_ignored = receiver; }

    //! Since the last call.
    double takeLongest() { return std::exchange(m_longest, 0.0); }

    //! Class and type of the event that took it.
    [[nodiscard]] QByteArray culprit() const { return m_culprit; }

private:
    const QObject *m_ignored = nullptr;
    double m_longest = 0;
    QByteArray m_culprit;
    int m_depth = 0;
};

} // namespace angee::bench
