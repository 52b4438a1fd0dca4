// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/services/servicesmodel.h"

#include <QWidget>

class QLabel;

class QPushButton;
class QTabWidget;

namespace angee {

class FactList;
class ObjectActivity;
class PlainTextView;
class TaskRunner;
struct ServiceEndpoint;

//! \brief Everything about one service, in tabs. Shows what it is told and announces what is
//! wanted.
class ServiceDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceDetail)

public:
    explicit ServiceDetail(QWidget *parent = nullptr);
    ~ServiceDetail() override;

    //! \brief Another service, or another state of the same one.
    void setService(const ServiceRecord &service);
    [[nodiscard]] const QString &serviceName() const { return m_service.name; }
    //! \brief Whose tasks the Activity tab lists.
    void setRunner(TaskRunner *runner);

    //! \brief Answers to endpointRequested(); about another service than the shown one they are
    //! dropped.
    void setEndpoint(const QString &service, const ServiceEndpoint &endpoint);
    void setEndpointProblem(const QString &service, const QString &words);
    void showEndpoint();
    void setWhyNoChanges(const QString &text);
    //! \brief The end of its log, as it was last read, with why it could not be read; about another
    //! service than the shown one they are dropped.
    void setLastWords(const QString &service, const QStringList &lines, const QString &problem);

signals:
    void endpointRequested(const QString &service);
    void openUrlRequested(const QUrl &url);
    void routeTokenRequested(const QString &service);
    void dismissRequested(const QString &service);
    //! \brief It does not run, and nobody knows why: the end of its log would tell.
    void lastWordsWanted(const QString &service);
    void upRequested(const QString &service);
    //! \brief What was changed is to be brought into it.
    void applyRequested(const QString &service);
    void logsRequested(const QString &service);

private:
    QWidget *makeOverview();
    QWidget *makeEnd();
    QWidget *makeOldState();
    void showOldState();
    void showEnd();
    QWidget *makeEndpoint();
    void onTabChanged();
    void clearEndpoint();

    ServiceRecord m_service;
    QTabWidget *m_tabs;
    FactList *m_facts;
    QLabel *m_statusHint;
    QWidget *m_end;
    QLabel *m_endTitle;
    PlainTextView *m_endLines;
    QPushButton *m_up;
    QWidget *m_old;
    QLabel *m_oldText;
    QPushButton *m_apply;
    qint64 m_endAskedFor = -1; // the moment since which it does not run
    QWidget *m_result;
    QLabel *m_resultTitle;
    PlainTextView *m_resultWords;
    QString m_shownWords;
    QPushButton *m_dismiss;
    QWidget *m_endpointPage;
    QLabel *m_endpointState;
    FactList *m_endpointFacts;
    QPushButton *m_openUrl;
    QPushButton *m_askAgain;
    QPushButton *m_mint;
    ObjectActivity *m_activity;
    QString m_url;
    bool m_endpointAsked = false;
};

} // namespace angee
