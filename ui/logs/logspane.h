// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logexport.h"
#include "core/model/servicestatus.h"
#include "ui/logs/logview.h"
#include "ui/panes/pane.h"

#include <QStringList>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QTabWidget;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

class ActionRow;
class LogSheet;

//! \brief The logs: a tab for each that is open, in one group or in two side by side, with the keys
//! and buttons that go to the one in front where the keyboard was last.
//!
//! Announces intents only; what is followed in which tab is the controller's.
class LogsPane final : public Pane
{
    Q_OBJECT

public:
    explicit LogsPane(QWidget *parent = nullptr);
    ~LogsPane() override;

    //! How lines are shown, in all tabs.
    struct Look
    {
        LogGutter gutter = LogGutter::Time;
        bool wrapped = false;
        int zoom = 100;

        friend bool operator==(const Look &, const Look &) = default;
    };
    void setLook(const Look &look);
    [[nodiscard]] const Look &look() const { return m_look; }

    void setServices(const QStringList &services);
    //! Takes the sheet over, and shows it.
    void addSheet(LogSheet *sheet, const QString &title, const QString &toolTip);
    void setSheetTitle(LogSheet *sheet, const QString &title, const QString &toolTip);
    void showSheet(LogSheet *sheet);
    [[nodiscard]] LogSheet *currentSheet() const;
    //! Those on the left first, each group in the order of its tabs.
    [[nodiscard]] QList<LogSheet *> sheets() const;
    [[nodiscard]] QString titleOf(LogSheet *sheet) const;
    //! Whether it stands in the group on the right. The one on the left is never empty alone.
    void setBeside(LogSheet *sheet, bool beside);
    [[nodiscard]] bool isBeside(LogSheet *sheet) const;
    //! The services of the sheet in front, for the buttons that change them, and why they cannot.
    void setSubject(const QStringList &services, const QString &whyNoChanges);
    //! What the connection of the sheet in front is doing.
    enum class Link : quint8 { Open, Broken, None };
    void setConnection(const QString &words, Link link);
    void setRecording(bool recording);

    void focusFilter() override;
    void setFilter(const QString &filter) override;
    void showObject(const ObjectRef &object) override;

signals:
    void serviceChosen(const QString &service);
    void wholeStackRequested();
    void mergeRequested(const QString &service, bool shown);
    void sheetChosen(angee::LogSheet *sheet);
    void closeRequested(angee::LogSheet *sheet);
    //! Tabs came, went, were moved, or have another title.
    void sheetsChanged();
    void reconnectRequested();
    void markRequested();
    void saveRequested(angee::LogFormat format, bool shownOnly);
    void openFileRequested();
    void recordRequested(bool record);
    void actionRequested(angee::ServiceAction action, const QStringList &services);
    void lookChanged(const angee::LogsPane::Look &look);

private:
    using OnSheet = std::function<void(LogSheet *)>;

    void makeHeader();
    [[nodiscard]] QTabWidget *makeGroup(const QString &name, const QString &caption);
    [[nodiscard]] QTabWidget *groupOf(LogSheet *sheet) const;
    void enterGroup(QTabWidget *group);
    void settleGroups();
    void makeTools();
    void makeKeys();
    void makeLookActions();
    void makeFileActions();
    void makeServiceActions();
    QAction *addAction(const QString &name, const QString &text, Icon::Name icon,
                       const QKeySequence &key, const OnSheet &slot);
    QAction *addToggle(const QString &name, const QString &text, Icon::Name icon,
                       const QKeySequence &key, const std::function<void(bool)> &slot);
    void applyLook();
    void updateTools();
    void onSheetChanged();
    void showContextMenu(const QPoint &at);
    void fillMergeMenu();

    QTabWidget *m_left;
    QTabWidget *m_right;
    QTabWidget *m_tabs; // the one of them that the keys and buttons go to
    ActionRow *m_tools;
    QComboBox *m_service;
    QLabel *m_connection;
    QPushButton *m_reconnect;
    QToolButton *m_merge;
    QList<QAction *> m_rowActions;
    QList<QAction *> m_sheetActions;
    QAction *m_follow = nullptr;
    QAction *m_pause = nullptr;
    QAction *m_wrap = nullptr;
    QAction *m_clear = nullptr;
    QAction *m_undoClear = nullptr;
    QAction *m_context = nullptr;
    QAction *m_beside = nullptr;
    QAction *m_record = nullptr;
    QList<QAction *> m_serviceActions;
    QStringList m_allServices;
    QStringList m_subject;
    QString m_whyNoChanges;
    Look m_look;
};

} // namespace angee
