// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/query/querycheck.h"
#include "core/query/queryhistory.h"
#include "core/schema/schemadocument.h"
#include "ui/widgets/icon.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QBoxLayout;
class QComboBox;
class QLabel;
class QListWidget;
class QSplitter;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

class QueryEditor;
class QueryResultView;

//! \brief A GraphQL document with its variables, what came of it, and what was run before.
//!
//! Sends and keeps nothing itself: it announces what somebody wants and is told what came of it.
class QueryView final : public QWidget
{
    Q_OBJECT

public:
    explicit QueryView(QWidget *parent = nullptr);
    ~QueryView() override;

    [[nodiscard]] QByteArray document() const;
    [[nodiscard]] QByteArray variables() const;
    //! The name of the chosen operation; empty where there is no choice.
    [[nodiscard]] QString operation() const;
    [[nodiscard]] QueryResultView *result() const { return m_result; }

    //! Names are completed from it; null: none are.
    void setSchema(const SchemaDocumentPtr &schema);
    //! What was found out about the document.
    void setCheck(const QueryCheck &check);
    //! Why nothing can be sent now; empty when it can.
    void setWhyNotRun(const QString &reason);
    //! While something is under way it cannot be run again. \a whyNotStop as for setWhyNotRun().
    void setRunning(bool running, const QString &whyNotStop = {});
    void setHistory(const QList<QueryRecord> &records);
    //! Puts document, variables and choice of operation back.
    void restore(const QueryRecord &record);

signals:
    void runRequested();
    void stopRequested();
    //! The document has changed and then rested for a moment.
    void documentRested();
    void historyRequested(int row);
    void clearHistoryRequested();

private:
    QAction *makeAction(const QString &name, const QString &text, Icon::Name icon,
                        const QKeySequence &keys);
    QToolButton *makeButton(QAction *action);
    QWidget *makeBar();
    QWidget *makeDocumentPart();
    QWidget *makeVariablesPart();
    QWidget *makeHistoryPart();
    void showProblems(const QueryCheck &check);
    void showOperations(const QList<QueryOperation> &operations);
    void checkVariables();
    void updateActions();

    QueryEditor *m_document;
    QueryEditor *m_variables;
    QueryResultView *m_result;
    QAction *m_run;
    QAction *m_stop;
    QLabel *m_operationLabel;
    QComboBox *m_operation;
    QWidget *m_blocked; // says why nothing is sent
    QLabel *m_blockedText;
    IconLabel *m_checkIcon;
    QLabel *m_checkText;
    QListWidget *m_problems;
    QWidget *m_variablesProblem;
    QLabel *m_variablesText;
    QListWidget *m_history;
    QAction *m_clearHistory;
    QueryCheck m_check;
    QTimer m_rest;
    QTimer m_variablesRest;
    QString m_whyNotRun;
    QString m_whyNotStop;
    bool m_running = false;
};

} // namespace angee
