// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QTreeWidget>

namespace angee {

//! \brief A file that may be in conflict, and what was seen of it.
struct ConflictFile
{
    enum class Sight {
        NotLookedAt, //!< nobody can, or nobody has yet
        Marked, //!< holds conflicts
        Broken, //!< markers that begin and do not end
        Resolved, //!< holds no markers any more
        Gone, //!< there is no such file
        Unreadable, //!< no text, too large, or refused
    };

    QString path; //!< in the slot
    Sight sight = Sight::NotLookedAt;
    int conflicts = 0;
    bool isCertain = true; //!< git said that it is in conflict; else it only differs

    friend bool operator==(const ConflictFile &, const ConflictFile &) = default;
};

//! \brief The files in conflict, with how far each is.
class ConflictList final : public QTreeWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConflictList)

public:
    explicit ConflictList(QWidget *parent = nullptr);
    ~ConflictList() override;

    //! \brief The file that is chosen stays so.
    void setFiles(const QList<ConflictFile> &files);
    //! \brief Empty when none is chosen.
    [[nodiscard]] QString currentPath() const;

    [[nodiscard]] static QString sightText(const ConflictFile &file);
};

} // namespace angee
