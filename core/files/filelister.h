// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/daemoncall.h"

#include <QSet>
#include <QStringList>

namespace angee {

class OperatorDaemon;

//! \brief GET /files/list: the paths of the files of a source. Planned for the daemon and not there
//! yet (contract.md, section 6), so both a bare list and an envelope with "nodes" are understood,
//! of paths or of objects with a "path". Folders are left out; at most maxPaths.
class ListFilesCall final : public TypedCall<QStringList>
{
    Q_OBJECT

public:
    static constexpr qsizetype maxPaths = 50'000;

    explicit ListFilesCall(const QString &source);

protected:
    void decode(const QJsonValue &json, const HttpResult &result, QString *problem) override;
};

//! \brief Finds out whether a daemon lists files, and takes its lists where it does. One for each
//! connection.
//!
//! Each source is asked for once, one request at a time. A daemon that does not know the route, or
//! answers anything else than a list, is not asked again.
class FileLister final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileLister)

public:
    explicit FileLister(OperatorDaemon *daemon, QObject *parent = nullptr);
    ~FileLister() override;

    //! The sources there are; those asked for before are left out.
    void ask(const QStringList &sources);
    //! False once the daemon has shown that it gives no lists: asking is then in vain.
    [[nodiscard]] bool isOffered() const { return m_offered; }

signals:
    void listed(const QString &source, const QStringList &paths);

private:
    void next();
    void onListed(const QString &source, const Result<QStringList> &paths);

    QPointer<OperatorDaemon> m_daemon;
    QSet<QString> m_asked;
    QStringList m_queue;
    bool m_running = false;
    bool m_offered = true; // until the daemon says otherwise
};

} // namespace angee
