// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace angee {

class LogSheet;
class LogsPane;
class LogView;

//! \brief The end of one open log below whatever pane is in front.
//!
//! Shows the lines of a tab of the logs, which stay its own, and costs nothing while it is closed.
//! GUI thread.
class LogDrawer final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogDrawer)

public:
    //! Asked for when the drawer is opened for the first time; may give null.
    using FindPane = std::function<LogsPane *()>;

    explicit LogDrawer(FindPane find, QWidget *parent = nullptr);
    ~LogDrawer() override;

    //! What somebody wants; whether it is shown depends on the pane in front as well.
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }
    //! Its log is in front anyway.
    void setCovered(bool covered);
    //! Gives it the keyboard.
    void enter();

signals:
    void openChanged(bool open);
    //! Somebody wants the whole of the log that is shown.
    void logsRequested();

private:
    void makeBar(QVBoxLayout *column);
    void update();
    void fill();
    void show(LogSheet *sheet);
    [[nodiscard]] LogSheet *chosen() const;

    FindPane m_find;
    QPointer<LogsPane> m_pane;
    QPointer<LogSheet> m_sheet;
    QComboBox *m_logs;
    QToolButton *m_whole;
    QToolButton *m_close;
    QLabel *m_none;
    QVBoxLayout *m_column;
    QPointer<LogView> m_view;
    bool m_open = false;
    bool m_covered = false;
};

} // namespace angee
