// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>
#include <QStringList>

#include <optional>

namespace angee {

//! \brief A file as people name it: source and path.
struct FileName
{
    QString source;
    QString path;

    friend bool operator==(const FileName &, const FileName &) = default;
};

//! \brief The paths this console knows for one profile: the daemon lists none (contract.md, section
//! 6).
//!
//! Recents and pins are kept on disk; known paths also come from diffs and conflicts and are kept
//! as well, newest first, up to a limit. Saved a moment after each change and on destruction, and
//! tried again where the disk did not take it. What another window of the profile saved meanwhile
//! is merged, not written over.
class FileBook final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileBook)

public:
    static constexpr int maxRecents = 30; //!< for each source
    static constexpr int maxKnown = 2000; //!< for each source

    //! \a fileName holds the books of all profiles apart from each other; one file for each.
    explicit FileBook(QString fileName, QObject *parent = nullptr);
    ~FileBook() override;

    [[nodiscard]] QStringList sources() const;
    [[nodiscard]] QStringList recents(const QString &source) const;
    [[nodiscard]] QStringList pins(const QString &source) const;
    [[nodiscard]] bool isPinned(const FileName &file) const;
    //! Everything known of a source: pins, recents, changed files, then the rest, without doubles.
    [[nodiscard]] QStringList known(const QString &source) const;
    //! Changed on the server against its last commit, as the last diff said. Not kept on disk.
    [[nodiscard]] QStringList changedFiles(const QString &source) const;
    //! Set by the last load or save that failed; empty otherwise.
    [[nodiscard]] QString problem() const { return m_problem; }

    void addRecent(const FileName &file);
    void removeRecent(const FileName &file);
    void setPinned(const FileName &file, bool pinned);
    //! From a diff, a conflict list, a file list: whatever names paths of \a source.
    void harvest(const QString &source, const QStringList &paths);
    void setChangedFiles(const QString &source, const QStringList &paths);
    //! All files of \a source, from a daemon that lists them. Not kept on disk.
    void setListedFiles(const QString &source, const QStringList &paths);
    //! Something that is known lies below \a path, so it names no file.
    [[nodiscard]] bool isFolder(const QString &source, const QString &path) const;
    //! The paths of \a source, best match for \a typed first: the start of the file name, of the
    //! path, of a part, then letters in order.
    [[nodiscard]] QStringList complete(const QString &source, const QString &typed,
                                       int limit = 50) const;
    //! Writes at once; false and problem() on failure.
    bool save();

signals:
    void contentsChanged();

private:
    struct Shelf
    {
        QStringList recents;
        QStringList pins;
        QStringList known;
        QStringList changed;
        QStringList listed;
    };

    using Shelves = QHash<QString, Shelf>;
    //! Nothing where the file is damaged, with the words in \a problem.
    [[nodiscard]] static std::optional<Shelves> read(const QString &fileName, QString *problem);
    void load();
    void mergeWith(const Shelves &saved);
    void touch();
    void saveLater(int delayMs);

    QString m_fileName;
    Shelves m_shelves;
    Shelves m_base; // as the file was when it was last read or written
    QString m_problem;
    bool m_unsaved = false;
    bool m_saveQueued = false;
};

} // namespace angee
