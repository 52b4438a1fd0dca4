// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/logline.h"
#include "ui/panes/pane.h"

#include <QStringList>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

class LogFilterModel;
class LogModel;

//! \brief The live log of a service: follow, pause, find, filter by level, copy, save.
//!
//! Following stops when somebody scrolls up and starts again at the end. Announces intents only.
class LogsPane final : public Pane
{
    Q_OBJECT

public:
    explicit LogsPane(QWidget *parent = nullptr);
    ~LogsPane() override;

    void setServices(const QStringList &services);
    [[nodiscard]] QString currentService() const;
    void setModel(LogModel *model);
    //! What the connection is doing, beside the service.
    void setConnection(const QString &words, bool open);
    void focusFilter() override;
    void setFilter(const QString &filter) override;
    void showObject(const ObjectRef &object) override;

signals:
    void serviceChosen(const QString &service);
    void reconnectRequested();
    void clearRequested();
    void markRequested();
    void saveRequested(const QStringList &lines);

private:
    void makeHeader();
    void setWidths();
    void onRowsInserted();
    void updateFollow(bool following);
    void copySelection();
    [[nodiscard]] QStringList shownLines() const;

    LogModel *m_model = nullptr;
    LogFilterModel *m_filterModel;
    QTableView *m_table;
    QComboBox *m_service;
    QLabel *m_connection;
    QLineEdit *m_filter;
    QComboBox *m_level;
    QToolButton *m_follow;
    QPushButton *m_reconnect;
    int m_unseen = 0;
    bool m_following = true;
};

} // namespace angee
