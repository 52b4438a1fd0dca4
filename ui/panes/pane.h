// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"
#include "ui/widgets/icon.h"

#include <QDateTime>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <functional>

class QAction;
class QHBoxLayout;
class QLabel;

namespace angee {

class FilterTable;
class NoticeBars;
class StatePage;
struct PaneDescriptor;

//! \brief What would be lost, and what is kept, by closing the window or changing the profile; a
//! sentence each.
struct QuitConcern
{
    QStringList lost;
    QStringList kept;
};

//! \brief What all panes look like: a header row with title, filter and buttons, notices under it,
//! and a StatePage around the content.
//!
//! A pane announces what somebody wants and leaves the doing to others; it never talks to the
//! network and never opens another pane itself.
class Pane : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Pane)

public:
    //! \brief Named by its descriptor; the id becomes the object name with "Pane" behind it.
    explicit Pane(const PaneDescriptor &descriptor, QWidget *parent = nullptr);
    ~Pane() override;

    [[nodiscard]] QString id() const { return m_id; }
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] Icon::Name icon() const { return m_icon; }

    [[nodiscard]] StatePage *statePage() const { return m_statePage; }
    [[nodiscard]] NoticeBars *notices() const { return m_notices; }
    //! \brief The words for a pane that has no daemon to show anything of.
    void showNotConnected();

    //! \brief How old what is shown is. While stale the content is dimmed and a notice gives the
    //! age and the \a reason.
    void setDataAge(const QDateTime &asOf, bool stale = false, const QString &reason = {});

    //! \brief What the sidebar shows beside the name: a count (-1 for none), and whether it asks
    //! for attention.
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] bool needsAttention() const { return m_attention; }

    //! \brief Sizes, columns, splitters; kept for each profile.
    [[nodiscard]] virtual QByteArray saveState() const;
    virtual void restoreState(const QByteArray &state);
    //! \brief Shows an object of a kind that this pane opens, or the list when its name is empty.
    virtual void showObject(const ObjectRef &object);
    //! \brief What can be done to an object of a kind that this pane opens: selects its row, whose
    //! actions they are. Nothing where there is no such row.
    [[nodiscard]] virtual QList<QAction *> rowActions(const ObjectRef &object);
    //! \brief Key "/" anywhere in the pane.
    virtual void focusFilter();
    virtual void setFilter(const QString &filter);
    //! \brief Begins to make an object of \a kind, one that this pane opens: shows its dialog. \a
    //! from is what was chosen for it, a template or a workspace.
    virtual void create(ObjectKind kind, const ObjectRef &from);
    //! \brief Calls \a done, at once or later, when what can be made safe on this computer is, or
    //! cannot be: before concern() is asked.
    virtual void whenSafe(const std::function<void()> &done);
    //! \brief Asked before the window closes or the profile changes.
    [[nodiscard]] virtual QuitConcern concern();

signals:
    //! \brief Somebody wants to see an object, which another pane may open.
    void openRequested(const angee::ObjectRef &object);
    //! \brief Somebody wants the address of an object, to hand it on.
    void addressRequested(const angee::ObjectRef &object);
    //! \brief Somebody wants to go to a pane, with its filter set.
    void navigateRequested(const QString &paneId, const QString &filter);
    //! \brief Somebody wants to make an object of \a kind, which another pane may open, out of
    //! \a from.
    void creationRequested(angee::ObjectKind kind, const angee::ObjectRef &from);
    //! \brief F5 or Retry: ask the daemon again.
    void refreshRequested();
    void badgeChanged(int count, bool attention);
    //! \brief Something that saveState() saves changed.
    void stateChanged();

protected:
    void setContent(QWidget *content);
    //! \brief Puts the table's filter into the header and answers "/" with it. The table itself may
    //! lie anywhere in the content.
    void setMainTable(FilterTable *table);
    //! \brief To the right of the filter.
    void addHeaderWidget(QWidget *widget);
    void setBadge(int count, bool attention);
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void updateAge();

    QString m_id;
    QString m_title;
    Icon::Name m_icon;
    QHBoxLayout *m_header = nullptr;
    QWidget *m_lastInHeader = nullptr; // where Tab leaves it
    QLabel *m_age = nullptr;
    NoticeBars *m_notices = nullptr;
    StatePage *m_statePage = nullptr;
    FilterTable *m_table = nullptr;
    QDateTime m_asOf;
    QString m_staleReason;
    QTimer m_ageTimer;
    int m_count = -1;
    bool m_attention = false;
    bool m_stale = false;
};

} // namespace angee
