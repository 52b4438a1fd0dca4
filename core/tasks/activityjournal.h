// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QTimer>

namespace angee {

class Task;

//! \brief One ended action as it is kept on disk.
struct ActivityRecord
{
    QString run; //!< the process and the task in it: joins the lines of one action
    QDateTime time;
    QString profile;
    QString actor; //!< empty: worked on the admin bearer
    QString title;
    QString verb;
    QString objectKind;
    QString objectName;
    QString state;
    QString request; //!< verb and path; never a query or a body
    QString bodyHash; //!< SHA-256 of what was sent, so that two actions can be told apart
    int status = 0;
    qint64 elapsedMs = 0;
    QString words; //!< at most 4,096 characters

    friend bool operator==(const ActivityRecord &, const ActivityRecord &) = default;
};

//! \brief Who did what, when, with which outcome: one JSON object a line, append-only, one file a
//! profile, mode 0600.
//!
//! Bodies are hashed, not kept, so no secret value can end up here; words of secret operations are
//! dropped. At sizeLimit the file is rotated once, so two generations are the most that is kept.
class ActivityJournal final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 sizeLimit = qint64(5) * 1024 * 1024;

    ActivityJournal(QString path, QString profile, QString actor, QObject *parent = nullptr);
    //! Tries once more to write what the disk has not taken yet.
    ~ActivityJournal() override;

    //! Before the task is sent, so that it leaves a line however this process ends.
    void begin(const Task &task);
    //! The end of the task.
    void record(const Task &task);
    //! The newest \a count actions, oldest first. Lines that cannot be read are left out, and so is
    //! what this process still does. An action whose end no line tells is Unknown.
    [[nodiscard]] QList<ActivityRecord> read(qsizetype count) const
    {
        return readFiles(m_path, count);
    }
    //! The same for the journal at \a path, from any thread.
    [[nodiscard]] static QList<ActivityRecord> readFiles(const QString &path, qsizetype count);
    [[nodiscard]] const QString &path() const { return m_path; }

signals:
    void recorded(const angee::ActivityRecord &record);
    //! The disk did not take a record; told once until it works again. It is kept, and written
    //! with the next one or a moment later.
    void failed(const QString &reason);
    //! All that failed has been written.
    void worksAgain();

private:
    [[nodiscard]] ActivityRecord recordOf(const Task &task) const;
    void keep(const ActivityRecord &record);
    void write();
    void startAnew();

    QString m_run; // tells its tasks from those of other windows
    QString m_path;
    QString m_profile;
    QString m_actor;
    QByteArray m_unwritten; // lines
    QTimer m_again;
    bool m_failing = false;
};

//! The request as a curl command line for any POSIX shell, which sends what was sent, byte for
//! byte. The bearer stands as $ANGEE_OPERATOR_TOKEN; a body that carries secret values is to be
//! given as a file, named by $BODY, without which nothing runs.
[[nodiscard]] QString asCurl(const Task &task, const QString &baseUrl);

} // namespace angee
