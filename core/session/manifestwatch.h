// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/livestate.h"
#include "core/manifest/manifestuses.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>

#include <optional>

namespace angee {

class LiveStore;
class Session;

//! \brief Knows when the daemon cannot read the stack's manifest any more, where that lies, and the
//! last text of it that the daemon did read.
//!
//! While the stack answers, the manifest is read through a source that holds it, once a minute at
//! most and only after the stack has changed. Kept on disk in the profile's folder when drafts are,
//! so that a later session has it too. GUI thread.
class ManifestWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ManifestWatch)

public:
    explicit ManifestWatch(Session *session, QObject *parent = nullptr);
    ~ManifestWatch() override;

    //! The daemon's words; empty while it reads the manifest, or nothing is known.
    [[nodiscard]] QString problem() const { return m_problem; }
    //! On the daemon's machine; empty until the stack has once been seen.
    [[nodiscard]] QString path() const;
    //! The last text that the daemon has read, where it was seen.
    [[nodiscard]] const std::optional<QByteArray> &lastGood() const { return m_lastGood; }
    //! What the manifest of the connected daemon declares, as it was last read from there; nothing
    //! where no source holds it.
    [[nodiscard]] const std::optional<QList<ManifestEntry>> &entries() const { return m_entries; }
    //! Reads it at once: it may just have been changed.
    void refresh();

signals:
    //! problem(), path() or lastGood() may answer differently.
    void changed();
    //! entries() are others than \a before, which is nothing for the first.
    void redeclared(const std::optional<QList<angee::ManifestEntry>> &before);

private:
    void onDaemonChanged();
    void onState(LiveState state);
    void onSnapshot();
    void readManifest();
    void noteText(const QByteArray &text);
    void noteEntries(const QByteArray &text);
    void keep(const QByteArray &text);
    [[nodiscard]] QString fileName() const;

    Session *m_session;
    QPointer<LiveStore> m_live;
    QString m_problem;
    QString m_root;
    std::optional<QByteArray> m_lastGood;
    std::optional<QList<ManifestEntry>> m_entries;
    qint64 m_readAt = 0; // by the clock that counts on
};

} // namespace angee
