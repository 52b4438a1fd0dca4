// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/commitlanes.h"

#include <QAbstractTableModel>

namespace angee {

//! \brief The commits of one source with their place in the picture, the newest first.
class CommitsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommitsModel)

public:
    enum Column { SubjectColumn, AuthorColumn, TimeColumn, ShaColumn, ColumnCount };
    enum Role {
        LanesRole = Qt::UserRole + 1, //!< CommitLanes
        LabelsRole, //!< QStringList: the short names of the refs that stand here
        HeadRole, //!< bool: what is looked at stands here
        BaseRole, //!< bool: what it is measured against stands here
    };

    explicit CommitsModel(QObject *parent = nullptr);
    ~CommitsModel() override;

    //! \brief \a head and \a base are full commit names, or empty.
    void setCommits(const QList<Commit> &commits, const QString &head, const QString &base);
    [[nodiscard]] const QList<Commit> &commits() const { return m_commits; }
    //! \brief The row of a commit, -1 for none.
    [[nodiscard]] int rowOf(const QString &sha) const;
    //! \brief The next row from \a from on, around the end, where words, author, a ref or the
    //! beginning of the name match; -1 for none.
    [[nodiscard]] int find(const QString &words, int from) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString spoken(const Commit &commit) const;

    QList<Commit> m_commits;
    QList<CommitLanes> m_lanes;
    QString m_head;
    QString m_base;
};

//! \brief "main" for refs/heads/main, "origin/main" for refs/remotes/origin/main.
[[nodiscard]] QString shortRef(const QString &ref);

} // namespace angee
