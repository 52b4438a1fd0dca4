// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "core/files/documentsession.h"
#include "core/manifest/manifestcheck.h"
#include "core/manifest/manifestplace.h"
#include "ui/widgets/noticebar.h"

#include <functional>

namespace angee {

//! \brief Stands between a text and the daemon where the file is the stack's manifest: a bad one
//! makes every route fail, the one that would correct it too.
//!
//! Checks off the window's thread while one types, and once more, asking, before a save.
class ManifestGuard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ManifestGuard)

public:
    //! \brief Where the document lies, and what is known of the stack.
    struct Surroundings
    {
        ManifestPlace place;
        QString folder; //!< Of the document's source, absolute, on the daemon's machine.
        QString profile;
        ManifestContext context;
    };

    explicit ManifestGuard(DocumentSession *session, QObject *parent = nullptr);
    ~ManifestGuard() override;

    void setSurroundings(const Surroundings &surroundings);
    //! True when the document is the manifest of the stack.
    [[nodiscard]] bool watches() const;
    //! checked() follows.
    void check(const QByteArray &text);
    [[nodiscard]] const ManifestProblems &problems() const { return m_problems; }
    //! What to say above the text; nothing when it is a good manifest, or none.
    [[nodiscard]] std::optional<Notice> notice() const;

    //! Calls \a save, at once or after the user has agreed to a text that the daemon refuses; else
    //! \a stay.
    void beforeSave(QWidget *parent, const std::function<void()> &save,
                    const std::function<void()> &stay);

signals:
    void checked();

private:
    DocumentSession *m_session;
    Surroundings m_surroundings;
    BackgroundTask m_task;
    ManifestProblems m_problems;
};

} // namespace angee
