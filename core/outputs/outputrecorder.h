// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/outputs/buildsteps.h"
#include "core/outputs/outputlines.h"
#include "core/outputs/outputshelf.h"

#include <QByteArrayList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace angee {

class TaskRunner;

//! \brief Writes down what builds, starts and jobs print, while they print it.
//!
//! What is kept is redacted: the bearer of the connection and the values that were given to secrets
//! from here do not reach the disk. An output goes to the profile that its action was asked for in,
//! also when that is left before it ends. GUI thread.
class OutputRecorder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputRecorder)

public:
    //! Of one output so much is kept: its beginning, and of the rest the end.
    static constexpr qint64 longestText = qint64(16) * 1024 * 1024;

    explicit OutputRecorder(TaskRunner *runner, QObject *parent = nullptr);
    ~OutputRecorder() override;

    //! Where outputs go whose actions are sent from now on; an empty folder keeps none.
    void setProfile(const QString &folder, const QString &name);
    [[nodiscard]] const QString &folder() const { return m_folder; }
    //! Asked for whatever must not be written each time that something is.
    void setSecrets(std::function<QByteArrayList()> secrets) { m_secrets = std::move(secrets); }
    [[nodiscard]] OutputShelf *shelf() const { return m_shelf; }

    //! The task that prints the output now; null for one of the past.
    [[nodiscard]] Task *taskOf(const QString &id) const;
    //! The output of \a task; empty when none is kept, or it was ended long ago.
    [[nodiscard]] QString idOf(const Task *task) const;
    //! Outputs that are being written.
    [[nodiscard]] QSet<QString> running() const;
    //! All that came so far of a running output, as it came.
    [[nodiscard]] QByteArray textOf(const QString &id) const;

signals:
    void began(const angee::OutputRecord &record);
    //! More of a running output, as it came.
    void appended(const QString &id, const QByteArray &bytes);
    void ended(const angee::OutputRecord &record);

private:
    struct Run;

    void onChanged(Task *task);
    void begin(Task *task);
    void onOutput(Run &run, const QByteArray &bytes);
    void onFinished(Task *task);
    void take(Run &run, QByteArrayView line);
    void flush(Run &run);
    void flushAll();
    [[nodiscard]] QByteArrayList secrets() const;
    [[nodiscard]] QString redacted(const QString &text) const;
    [[nodiscard]] Run *find(const Task *task) const;
    [[nodiscard]] Run *find(const QString &id) const;

    QPointer<TaskRunner> m_runner;
    OutputShelf *m_shelf;
    QString m_folder;
    QString m_profile;
    std::function<QByteArrayList()> m_secrets;
    std::vector<std::unique_ptr<Run>> m_runs;
    QHash<const Task *, QString> m_ids; // of all tasks that the runner keeps
    QTimer m_flush;
};

//! \brief All that a task printed: its output, and the daemon's words on its failure where that
//! does not end in them.
[[nodiscard]] QByteArray printedBy(const Task &task);

} // namespace angee
