// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/logintake.h"
#include "core/logs/logfile.h"
#include "core/model/servicestatus.h"
#include "ui/logs/logspane.h"

#include <QObject>

#include <memory>
#include <vector>

class QSettings;

namespace angee {

class BackgroundTask;
class LogSheet;
class Session;
class Snapshot;

//! \brief What is followed in which tab of the logs, and what becomes of it.
//!
//! A tab belongs to the profile that it was opened for. Its lines stay while another is connected,
//! and go on where they ended once its own is there again. Tabs of services are opened again by the
//! next start of the program, without their lines. How a log is followed through the life
//! of its service is LogFollower's.
class LogsController final : public QObject
{
    Q_OBJECT

public:
    //! \a settings are the program's, and may be null.
    LogsController(Session *session, LogsPane *pane, QSettings *settings,
                   QObject *parent = nullptr);
    ~LogsController() override;

private:
    enum class Kind : quint8 { Services, WholeStack, File };
    struct Open
    {
        LogSheet *sheet = nullptr;
        std::unique_ptr<LogIntake> intake; // of services
        std::unique_ptr<LogFileReader> reader; // of a file
        Kind kind = Kind::Services;
        QString profile; // its folder
        QString profileName;
        QString fileName;
    };

    void onDaemonChanged();
    void fill(const Snapshot &snapshot);
    enum class Bring : quint8 { ToFront, ForLater };
    LogSheet *openServices(const QStringList &services, Kind kind, Bring bring = Bring::ToFront);
    void storeTabs();
    void restoreTabs();
    [[nodiscard]] QString tabsKey() const;
    Open &add(Kind kind);
    void merge(const QString &service, bool shown);
    void openFile(const QString &path);
    void chooseFile();
    void close(LogSheet *sheet);
    void updateTitle(const Open &open);
    void updateConnection();
    void save(LogFormat format, bool shownOnly);
    void write(LogSheet *sheet, LogFormat format, bool shownOnly, const QString &path);
    void record(bool on);
    void act(ServiceAction action, const QStringList &services);
    void connectFilters(LogSheet *sheet);
    void saveFilter(LogSheet *sheet);
    void loadSaved(LogSheet *sheet);
    void loadLook();
    void storeLook(const LogsPane::Look &look);
    void tell(const QString &id, bool good, const QString &words);
    [[nodiscard]] Open *current();
    [[nodiscard]] QString runtimeOf(const QString &service) const;
    [[nodiscard]] static QStringList servicesOf(const Open &open);
    [[nodiscard]] QString fileNameOf(const Open &open) const;

    Session *m_session;
    LogsPane *m_pane;
    QSettings *m_settings;
    std::vector<std::unique_ptr<Open>> m_open;
    QStringList m_allServices;
    QStringList m_restored; // profiles whose tabs are as they were
    bool m_restoring = false;
};

} // namespace angee
