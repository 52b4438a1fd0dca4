// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>

namespace angee {

//! \brief Turns SIGTERM, SIGINT and SIGHUP (a logout, Ctrl+C, a terminal that closes) into a signal
//! of the event loop. One object a process; a second signal of the system ends the program as it
//! would have without us.
class QuitSignals final : public QObject
{
    Q_OBJECT

public:
    explicit QuitSignals(QObject *parent = nullptr);
    ~QuitSignals() override;

signals:
    void quitRequested();
};

} // namespace angee
