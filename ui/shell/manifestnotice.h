// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/session/manifestwatch.h"

namespace angee {

class MainWindow;
class Session;

//! \brief Says in the header and above every pane that the daemon cannot read the stack's manifest,
//! where it has to be repaired, and gives the last text that was good.
class ManifestNotice final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ManifestNotice)

public:
    ManifestNotice(Session *session, MainWindow *window, QObject *parent = nullptr);
    ~ManifestNotice() override;

private:
    void update();
    void saveAs();
    enum class Tone { Good, Bad };
    void say(const QString &words, Tone tone);

    MainWindow *m_window;
    ManifestWatch *m_watch;
};

} // namespace angee
