// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/consolepanes.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "tests/app/sandboxfixture.h"
#include "tests/support/tcpproxy.h"
#include "tests/ui/panefixture.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace angee::test {

//! \brief The whole window over a sandbox, with a link between them that can be cut. Needs no git.
class ConsoleWindow final
{
public:
    explicit ConsoleWindow(const QByteArray &manifest)
        : m_sandbox(manifest)
        , m_settings(m_data.filePath(QStringLiteral("console.ini")), QSettings::IniFormat)
    {
        if (!m_sandbox.isRunning())
            return;
        m_proxy = std::make_unique<TcpProxy>(m_sandbox.port());
        make();
    }
    ~ConsoleWindow()
    {
        if (m_session)
            m_session->disconnectFromDaemon(); // while everybody is there to hear of it
    }

    //! Ends the program and starts it anew, as far as a window and its settings go.
    [[nodiscard]] bool startAgain(const QString &pane)
    {
        m_session->disconnectFromDaemon();
        m_panes.reset();
        m_window.reset();
        m_theme.reset();
        m_session.reset();
        make();
        return start(pane);
    }

    //! Shows the window on \a pane and waits until changes can be made.
    [[nodiscard]] bool start(const QString &pane)
    {
        if (!m_panes)
            return false;
        ConnectionSettings settings;
        settings.url.value = m_proxy->url();
        settings.token.value = QString::fromLatin1(m_sandbox.client().token());
        settings.profileName = QStringLiteral("staging");
        m_session->connectTo(settings);
        m_window->showPane(pane);
        m_window->show();
        return QTest::qWaitForWindowActive(m_window.get())
            && QTest::qWaitFor(
                   [this] {
                       const SnapshotPtr shown = m_session->live()->snapshot();
                       return shown && shown->knows(everyPart)
                           && m_session->whyNoChanges().isEmpty();
                   },
                   60000);
    }

    [[nodiscard]] MainWindow *window() const { return m_window.get(); }
    [[nodiscard]] TaskRunner *tasks() const { return m_session->tasks(); }
    [[nodiscard]] Session *session() const { return m_session.get(); }
    [[nodiscard]] LiveStore *live() const { return m_session->live(); }
    [[nodiscard]] RunningSandbox &sandbox() { return m_sandbox; }
    [[nodiscard]] TcpProxy *proxy() const { return m_proxy.get(); }

    //! The one that a person can see, where panes have parts of the same name.
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        const QList<Widget *> all = m_window->findChildren<Widget *>(QLatin1String(name));
        if (all.isEmpty())
            qFatal("no widget %s", name);
        for (Widget *each : all) {
            const auto *around = qobject_cast<QWidget *>(each->parent());
            if (around && around->isVisible())
                return each;
        }
        return all.constFirst();
    }
    //! Presses the button of this name that is shown, once it can be pressed; false if it cannot.
    bool click(const char *name) const
    {
        QAbstractButton *button = nullptr;
        const auto ready = [&] {
            button = shownChild<QAbstractButton>(m_window.get(), QLatin1String(name));
            return button && button->isEnabled();
        };
        if (!QTest::qWaitFor(ready))
            return false;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }
    //! Triggers the action of this name, once it is possible; false if it is not.
    bool trigger(const char *name) const
    {
        auto *action = m_window->findChild<QAction *>(QLatin1String(name));
        if (!action || !QTest::qWaitFor([action] { return action->isEnabled(); }))
            return false;
        action->trigger();
        return true;
    }
    //! The bytes of a file in the stack's folder; empty while there is none.
    [[nodiscard]] QByteArray fileInStack(const QString &name) const
    {
        QFile file(m_sandbox.path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    void make()
    {
        m_session = std::make_unique<Session>(m_data.filePath(QStringLiteral("data")));
        LiveTimings timings;
        timings.active = std::chrono::milliseconds(500);
        m_session->setLiveTimings(timings);
        m_theme = std::make_unique<Theme>();
        m_window = std::make_unique<MainWindow>(m_session.get());
        m_panes = std::make_unique<ConsolePanes>(m_session.get(), m_window.get(), m_theme.get(),
                                                 &m_settings);
        m_window->resize(1200, 900);
    }

    RunningSandbox m_sandbox;
    QTemporaryDir m_data;
    QSettings m_settings;
    std::unique_ptr<TcpProxy> m_proxy;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<ConsolePanes> m_panes;
};

} // namespace angee::test
