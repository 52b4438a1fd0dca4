// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/icon.h"

#include <QFrame>
#include <QList>
#include <QPointer>

class QLineEdit;
class QListView;

namespace angee {

//! \brief Something the palette can do or open.
struct PaletteEntry
{
    QString id; //!< Stable: recents are kept by it.
    QString title; //!< "Stop db"
    QString subtitle; //!< "Service, running"
    QString keywords; //!< Searched, not shown.
    Icon::Name icon = Icon::Name::ChevronRight;
    QString whyNot; //!< Why it cannot be done now; it is shown, and cannot be chosen.
};

class PaletteModel;

//! \brief Ctrl+K: type a few letters, Enter does it. Lies over the window, takes the keyboard and
//! goes with Escape or with the focus; the focus returns to where it was.
class CommandPalette final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)

public:
    static constexpr int shownAtMost = 100;
    static constexpr int recentsAtMost = 8;

    //! \brief \a window is what it lies over.
    explicit CommandPalette(QWidget *window);
    ~CommandPalette() override;

    //! \brief Opens with \a entries as they are now; without text, the recent ones come first.
    void open(const QList<PaletteEntry> &entries);
    [[nodiscard]] QStringList recents() const { return m_recents; }

signals:
    //! \brief After the palette has closed. Destructive entries open their dialog; nothing is done
    //! for good from here.
    void chosen(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void search();
    void place();
    void dismiss();
    void choose(int row);
    bool onKey(int key);

    QLineEdit *m_edit = nullptr;
    QListView *m_list = nullptr;
    PaletteModel *m_model = nullptr;
    QStringList m_recents;
    QPointer<QWidget> m_focusBefore;
};

//! \brief The best \a limit of \a entries for \a query as indexes, best first; without a query the
//! \a recents, then the others as they come.
[[nodiscard]] QList<int> rankEntries(const QList<PaletteEntry> &entries,
                                     const QList<QPair<QString, QString>> &lowered,
                                     const QString &query, const QStringList &recents, int limit);
//! \brief Title and the rest in lower case, once for many searches.
[[nodiscard]] QList<QPair<QString, QString>> lowerEntries(const QList<PaletteEntry> &entries);

} // namespace angee
