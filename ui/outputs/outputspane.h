// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/outputs/outputsmodel.h"
#include "ui/panes/listpane.h"

#include <QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace angee {

class OutputView;

//! \brief What builds, starts and jobs have printed: a list, and the text of the chosen one.
//! Announces intents only.
class OutputsPane final : public ListPane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputsPane)

public:
    explicit OutputsPane(QWidget *parent = nullptr);
    ~OutputsPane() override;

    //! Newest first; those that the search leaves.
    void setRows(const QList<OutputRow> &rows);
    [[nodiscard]] OutputView *view() const { return m_view; }
    [[nodiscard]] QString searched() const;
    //! What the search has come to, in words; empty for none.
    void setSearchWords(const QString &words);
    void setFolder(const QString &folder);
    //! Shows that output as soon as it is in the list; a failed one at its first error.
    void showObject(const ObjectRef &object) override;

signals:
    //! Another output is the current one; empty: none.
    void outputWanted(const QString &id);
    void searchRequested(const QString &text);
    void saveRequested(const QString &id);
    void copyRequested(const QString &id);
    void deleteRequested(const QStringList &ids);
    void deleteAllRequested();

protected:
    void onSelectionChanged() override;
    void onEmptyAction() override;

private:
    void makeSearch();
    void showWanted();

    OutputsModel *m_model;
    OutputView *m_view;
    QLineEdit *m_search;
    QLabel *m_found;
    QAction *m_save;
    QAction *m_copy;
    QAction *m_delete;
    QAction *m_deleteAll;
    QTimer m_typing;
    QString m_current;
    QString m_wanted; // by showObject(), until it is there
};

} // namespace angee
