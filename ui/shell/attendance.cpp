// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/attendance.h"

#include <QEvent>
#include <QGuiApplication>
#include <QWidget>
#include <QWindow>

namespace angee {

using Ms = std::chrono::milliseconds;

Attendance::Attendance(QWidget *window, QObject *parent)
    : Attendance(window, Patience(), parent)
{ }

Attendance::Attendance(QWidget *window, const Patience &patience, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_patience(patience)
    , m_lastSign(bootClockMs())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Attendance::review);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, &Attendance::onSign);
    qGuiApp->installEventFilter(this);
}

Attendance::~Attendance() = default;

bool Attendance::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::InputMethod:
    case QEvent::Enter:
        onSign();
        break;
    case QEvent::Show:
    case QEvent::WindowStateChange:
        if (watched == m_window)
            onSign();
        break;
    case QEvent::Hide:
        if (watched == m_window)
            review();
        break;
    case QEvent::Expose:
        if (watched == m_window->windowHandle())
            review();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void Attendance::onSign()
{
    m_lastSign = bootClockMs();
    if (m_pace == LivePace::Resting || !m_timer.isActive())
        review();
}

bool Attendance::isInSight() const
{
    const QWindow *handle = m_window->windowHandle();
    return m_window->isVisible() && !m_window->isMinimized() && (!handle || handle->isExposed());
}

void Attendance::review()
{
    const bool active = QGuiApplication::applicationState() == Qt::ApplicationActive;
    const Ms patience = active ? m_patience.active : m_patience.inactive;
    const Ms left = patience - Ms(bootClockMs() - m_lastSign);
    const bool looks = isInSight() && left > Ms(0);
    if (looks)
        m_timer.start(left);
    else
        m_timer.stop();
    const LivePace pace = looks ? LivePace::Active : LivePace::Resting;
    if (m_pace == pace)
        return;
    m_pace = pace;
    emit paceChanged(pace);
}

} // namespace angee
