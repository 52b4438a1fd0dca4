// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/objectaddress.h"

#include <QObject>

#include <optional>

namespace angee {

class ConsolePanes;
class LiveStore;
class NoticeBars;
class Session;

//! \brief Shows the object of an address once the window is connected to the daemon that is meant,
//! whenever that is; a stack that does not have it is said so in a notice. Another daemon's object
//! of that name is never shown instead.
class AddressOpener final : public QObject
{
    Q_OBJECT

public:
    AddressOpener(Session *session, ConsolePanes *panes, NoticeBars *notices,
                  QObject *parent = nullptr);
    ~AddressOpener() override;

    //! Takes the place of one that still waits.
    void open(const ObjectAddress &address);

private:
    void onDaemonChanged();
    void tryToOpen();

    Session *m_session;
    ConsolePanes *m_panes;
    NoticeBars *m_notices;
    std::optional<ObjectAddress> m_wanted;
};

} // namespace angee
