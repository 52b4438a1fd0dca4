// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/livestate.h"

#include <QObject>
#include <QTimer>

namespace angee {

//! \brief Whether somebody looks at the window: what the daemon is asked depends on it.
//!
//! Nobody looks at a window that is minimised, hidden or on another desktop, at one that stands
//! behind another program for a minute, and at one in which nothing moved for five. Whoever comes
//! back is noticed at once. GUI thread.
class Attendance final : public QObject
{
    Q_OBJECT

public:
    struct Patience
    {
        std::chrono::milliseconds active{300'000}; //!< without a key or the mouse
        std::chrono::milliseconds inactive{60'000}; //!< while another program has the keyboard
    };

    explicit Attendance(QWidget *window, QObject *parent = nullptr);
    Attendance(QWidget *window, const Patience &patience, QObject *parent = nullptr);
    ~Attendance() override;

    [[nodiscard]] LivePace pace() const { return m_pace; }

signals:
    void paceChanged(angee::LivePace pace);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void onSign();
    void review();
    [[nodiscard]] bool isInSight() const;

    QWidget *m_window;
    Patience m_patience;
    QTimer m_timer;
    LivePace m_pace = LivePace::Active;
    qint64 m_lastSign = 0; // by the boot clock
};

} // namespace angee
