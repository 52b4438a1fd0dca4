// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/conflictmarkers.h"
#include "ui/widgets/noticebar.h"

#include <QObject>

#include <optional>

namespace angee {

class DocumentSession;

//! \brief Sees git's conflict markers in a text that is edited, says so and leads through them.
class MarkerGuard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MarkerGuard)

public:
    //! The notice has this id, and the action that resolve() is for.
    static constexpr QLatin1StringView noticeId{"gitMarkers"};
    static constexpr QLatin1StringView actionId{"resolveMarkers"};

    //! \a session and \a host, over which the dialog stands, must outlive this object.
    MarkerGuard(DocumentSession *session, QWidget *host);
    ~MarkerGuard() override;

    //! What the text has to say of itself; nothing for nearly every one.
    [[nodiscard]] std::optional<Notice> check();
    //! Shows the conflicts of the text as it is now, and puts what was chosen in its place.
    void resolve();

signals:
    //! The text is resolved and shall be saved.
    void saveRequested();

private:
    DocumentSession *m_session;
    QWidget *m_host;
};

} // namespace angee
