// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/pane.h"

#include <QAction>
#include <QKeySequence>

class QLabel;
class QSplitter;
class QVBoxLayout;

namespace angee {

class ActionRow;
class FilterTable;
class TableModelBase;

//! \brief A pane with a table above and the detail of its current row below.
//!
//! Holds the table, the row of actions (the same as in the context menu) and the states that a list
//! can be in. Subclasses say what the rows are and what can be done.
class ListPane : public Pane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListPane)

public:
    ~ListPane() override;

    [[nodiscard]] FilterTable *table() const { return m_table; }
    //! \brief Selects and shows the row; false when it is not there.
    bool selectKey(const QString &key);
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;
    [[nodiscard]] QList<QAction *> rowActions(const ObjectRef &object) override;

    //! \brief While the daemon is asked for the first time.
    void showLoading();
    //! \brief Why nothing can be changed now, for the tool tips of disabled actions.
    void setWhyNoChanges(const QString &text);

protected:
    enum class Placement {
        Row, //!< in the action row and the context menu
        Header, //!< beside the filter: makes something new
    };

    //! Does not own \a model.
    ListPane(const PaneDescriptor &descriptor, TableModelBase *model, QWidget *parent);

    //! \a name becomes the action's object name, and with "Button" behind it that of a header
    //! button.
    QAction *addAction(const QString &name, const QString &text, Icon::Name icon,
                       Placement placement, const QKeySequence &shortcut = {});
    void addSeparator();
    //! \brief Enables \a action, or disables it with the reason as its tool tip. A \a change also
    //! needs that changes can be made at all.
    void setPossible(QAction *action, const QString &whyNot, bool change = true);
    void setDetail(QWidget *detail);
    //! \brief Above the table, in the order of the calls.
    void addTop(QWidget *panel);
    //! \brief Between the table and the detail: what goes on over several rows.
    void addPanel(QWidget *panel);
    //! \brief Shows the table, or the words for an empty list when \a count is 0.
    void showRows(qsizetype count);
    //! \brief After the rows of another snapshot, or of none: \a known. \a attention marks the
    //! pane in the sidebar.
    void showTable(bool known, bool attention);
    void setEmptyTexts(const QString &what, const QString &help, const QString &verb);
    //! \brief Text beside the action row: what is selected.
    void setSelectionText(const QString &text);
    [[nodiscard]] const QString &whyNoChanges() const { return m_whyNoChanges; }

    //! \brief The selection, its rows or what can be changed may be different: enable actions, show
    //! the detail.
    virtual void onSelectionChanged() = 0;
    //! \brief The button of the empty state.
    virtual void onEmptyAction() = 0;

private:
    QWidget *makeContent();
    void onActivated();
    void makeCopyAddress();
    void showActions();

    FilterTable *m_table;
    QSplitter *m_splitter;
    QVBoxLayout *m_topLayout = nullptr;
    QVBoxLayout *m_belowLayout = nullptr;
    QLabel *m_selection;
    ActionRow *m_row;
    QWidget *m_detail = nullptr;
    QList<QAction *> m_actions;
    std::optional<ObjectKind> m_kind; // of the rows, by which they are opened
    QAction *m_copyAddress = nullptr;
    QString m_emptyWhat;
    QString m_emptyHelp;
    QString m_emptyVerb;
    QString m_whyNoChanges;
};

} // namespace angee
