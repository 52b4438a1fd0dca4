// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace angee {

//! \brief One step of a build, as its builder tells of it. Texts are plain and bounded.
struct BuildStep
{
    enum class State : quint8 {
        Running, //!< also: nothing told how it ended
        Done,
        Cached, //!< taken from an earlier build
        Failed,
        Cancelled, //!< another one failed first
    };

    QString id; //!< the builder's number
    QString target; //!< the service or stage in its brackets; may be empty
    QString position; //!< "2/3"; empty for the builder's own work
    QString name; //!< the instruction, or what the builder does
    State state = State::Running;
    qint64 ms = -1; //!< how long it took; -1: not known
    qint64 line = 0; //!< of the output at which it begins, from 1

    friend bool operator==(const BuildStep &, const BuildStep &) = default;
};

//! \brief Where in a Dockerfile a build failed.
struct BuildPlace
{
    QString file; //!< as the builder calls it: "Dockerfile"
    int line = 0; //!< from 1; 0: the line that holds the instruction
    QString instruction; //!< of the failed step; may be empty
    QString service; //!< that was built; empty: not known

    friend bool operator==(const BuildPlace &, const BuildPlace &) = default;
};

//! \brief A container, or an image, of a service and what the tool did with it last.
struct BuildOutcome
{
    QString name;
    QString word; //!< the tool's: "Recreated", "Started", "Running"

    friend bool operator==(const BuildOutcome &, const BuildOutcome &) = default;
};

//! \brief Reads the output of builds and starts line by line: BuildKit's plain progress, the
//! classic builder's steps and compose's words about containers, mixed with anything else.
//!
//! Bounded in steps, names and lengths, whatever comes; linear. Any thread, one at a time.
class BuildSteps final
{
public:
    static constexpr qsizetype mostSteps = 2'000;
    static constexpr qsizetype longestText = 1'000; //!< UTF-16 units of a name or a reason

    //! \a line is without its line end, may carry escapes, and arrived at \a atMs on any clock that
    //! goes on; -1: not known.
    void addLine(QByteArrayView line, qint64 atMs = -1);
    //! There will be no more; \a failed says whether the whole did. Steps that are still open end
    //! with it.
    void finish(bool failed, qint64 atMs = -1);

    [[nodiscard]] const QList<BuildStep> &steps() const { return m_steps; }
    //! The index of the first failed step; -1 when none did.
    [[nodiscard]] qsizetype failedStep() const;
    //! Why it failed, from the line that bears it: BuildKit's last "failed to solve", the last
    //! words of the classic builder's last step, the first line that is marked as an error, else
    //! the last. Says something only where something was said.
    [[nodiscard]] QString reason() const;
    //! The line at which reading a failure begins, from 1: the first that is marked as an error,
    //! else where the failed step begins, else that of the reason; 0 when there is none.
    [[nodiscard]] qint64 errorLine() const;
    //! Nothing when the words tell of none.
    [[nodiscard]] std::optional<BuildPlace> place() const;
    //! Images that were made, in their order, each once.
    [[nodiscard]] const QStringList &images() const { return m_images; }
    //! Containers as the tool told of them, in the order in which they were first named.
    [[nodiscard]] const QList<BuildOutcome> &containers() const { return m_containers; }
    //! Services that the daemon's command names; empty for all of them.
    [[nodiscard]] const QStringList &services() const { return m_services; }
    [[nodiscard]] qint64 lineCount() const { return m_lines; }

private:
    struct Said
    {
        QString text;
        qint64 line = 0;
    };

    void addBuildKit(const QString &line, qint64 atMs);
    void endBuildKit(BuildStep &step, QStringView words, qint64 atMs);
    bool addClassic(const QString &line, qint64 atMs);
    bool endFailedCommand(const QString &line, qint64 atMs);
    bool addCompose(const QString &line);
    void addPlace(const QString &line);
    void addCommand(const QString &line);
    BuildStep *open(const QString &id, qint64 atMs);
    void endClassic(BuildStep::State state, qint64 atMs);
    void addImage(const QString &name);

    QList<BuildStep> m_steps;
    QHash<QString, qsizetype> m_ofId; // BuildKit's
    QList<qint64> m_begunMs; // of each step
    QList<qint64> m_saidMs; // of each step: the last time that its own output bears
    qsizetype m_classic = -1; // the step that runs
    bool m_isClassic = false;
    QStringList m_images;
    QList<BuildOutcome> m_containers;
    QHash<QString, qsizetype> m_ofContainer;
    QStringList m_services;
    QString m_placeFile;
    int m_placeLine = 0;
    Said m_solve; // the last "failed to solve"
    Said m_error; // the first that is marked
    Said m_last; // the last with words, not the daemon's
    Said m_verdict; // the daemon's, behind "angee: "
    qint64 m_lines = 0;
};

//! \brief The line repeats an instruction of the build: the words in it are nobody's outcome.
[[nodiscard]] bool namesBuildStep(QStringView line);

} // namespace angee
