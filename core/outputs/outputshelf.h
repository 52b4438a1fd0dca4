// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/outputs/outputrecord.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QThreadPool>

#include <memory>

namespace angee {

//! \brief Keeps outputs on the disk: for each a small record, and its text beside it, in a folder
//! of the profile's for the user alone.
//!
//! An output has files of its own, so that windows do not wait for each other and damage is that of
//! one output. Written on a thread of its own, in the order of the calls; destroying it waits until
//! all of it is written. GUI thread.
class OutputShelf final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputShelf)

public:
    //! \brief How much a folder holds; what is oldest goes first.
    struct Limits
    {
        int count = 200;
        qint64 bytes = qint64(64) * 1024 * 1024; //!< of records and texts
    };

    explicit OutputShelf(QObject *parent = nullptr);
    explicit OutputShelf(const Limits &limits, QObject *parent = nullptr);
    ~OutputShelf() override;

    //! An output has begun: it is there from now on, however this process ends.
    void begin(const QString &folder, const OutputRecord &record);
    //! Adds whole lines to its text.
    void append(const QString &folder, const QString &id, const QByteArray &lines);
    //! How it ended. What the folder holds beyond the limits goes.
    void finish(const QString &folder, const OutputRecord &record);
    //! Those that this process still writes stay.
    void remove(const QString &folder, const QStringList &ids);

signals:
    //! The disk does not take what is printed; told once until it does again.
    void failed(const QString &reason);
    void worksAgain();
    //! All of it is on the disk, as far as that takes it; with its size then.
    void finished(const angee::OutputRecord &record);
    //! Files of these outputs are gone, by remove() or because of the limits.
    void removed(const QStringList &ids);

private:
    struct Writer;

    void run(const std::function<void(Writer &)> &work);
    void tell(const QString &problem);

    std::shared_ptr<Writer> m_writer; // the thread's alone
    QThreadPool m_thread; // of one
    bool m_failing = false;
};

//! \brief All outputs of a folder, the newest first. One whose record is damaged or lost is there
//! and says so. Of those that are still running only the \a own are; another's end was never
//! written, and its outcome is unknown. Blocks; any thread.
[[nodiscard]] QList<OutputRecord> readOutputs(const QString &folder, const QSet<QString> &own);

//! \brief The text of an output.
struct OutputText
{
    QByteArray bytes;
    QString problem; //!< why it cannot be read; empty when it was
};
//! \brief Blocks; any thread.
[[nodiscard]] OutputText readOutputText(const QString &folder, const QString &id);

} // namespace angee
