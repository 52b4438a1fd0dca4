// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/draftfile.h"

#include <QFile>
#include <QHash>
#include <QObject>

#include <memory>

namespace angee {

//! \brief Writes draft files on the thread of the journal: a whole file first, then its changes.
class DraftWriter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DraftWriter)

public:
    explicit DraftWriter(QString folder);
    ~DraftWriter() override;

    void write(const QString &id, const QString &fileName, const angee::Draft &draft);
    void remove(const QString &id, const QString &fileName);

signals:
    void written(const QString &id);
    void removed(const QString &id);
    void failed(const QString &id, const QString &reason);

private:
    struct Log
    {
        std::unique_ptr<QFile> file;
        QByteArray text; // as the file has it
        qint64 bytes = 0;
    };

    bool begin(Log &log, const QString &fileName, const Draft &draft, QString *reason);
    bool append(Log &log, const Draft &draft, QString *reason);
    void syncFolder();

    QString m_folder;
    QHash<QString, std::shared_ptr<Log>> m_logs; // QHash cannot hold unique_ptr
};

} // namespace angee
