// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// What of the logs is kept: files, filters by name, and how lines are shown.
#include "core/base/backgroundtask.h"
#include "core/base/visibletext.h"
#include "core/session/session.h"
#include "ui/logs/logfilterbar.h"
#include "ui/logs/logscontroller.h"
#include "ui/logs/logsheet.h"
#include "ui/widgets/noticebar.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr auto filtersGroup = "logs/filters"_L1;

} // namespace

void LogsController::tell(const QString &id, bool good, const QString &words)
{
    m_pane->notices()->show(
        {id, good ? Notice::Kind::Success : Notice::Kind::Warning, words, {}, true});
}

QString LogsController::fileNameOf(const Open &open) const
{
    const QStringList services = servicesOf(open);
    const QString name = open.kind == Kind::WholeStack ? m_session->stackName()
        : open.kind == Kind::File                      ? open.fileName
                                                       : services.value(0);
    QString safe = name.isEmpty() ? u"log"_s : name;
    safe.replace(u'/', u'_');
    return safe;
}

void LogsController::save(LogFormat format, bool shownOnly)
{
    const Open *open = current();
    if (!open)
        return;
    LogSheet *sheet = open->sheet;
    auto *dialog = new QFileDialog(m_pane->window(), tr("Save log"));
    dialog->setObjectName(u"logSaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(fileNameOf(*open)
                       + (format == LogFormat::NdJson ? u".ndjson"_s : u".log"_s));
    connect(dialog, &QFileDialog::fileSelected, sheet,
            [this, sheet, format, shownOnly](const QString &path) {
                write(sheet, format, shownOnly, path);
            });
    dialog->open();
}

void LogsController::write(LogSheet *sheet, LogFormat format, bool shownOnly, const QString &path)
{
    auto *task = new BackgroundTask(this);
    task->start([this, task, format, path,
                 snapshot = sheet->store()->snapshot(LogStore::Times::With),
                 only = shownOnly ? sheet->shownLines() : std::nullopt] {
        const LogExported done = exportLog(snapshot, only, format, path);
        return [this, task, path, done] {
            task->deleteLater();
            const bool good = done.problem.isEmpty();
            tell(u"saved"_s, good,
                 good ? tr("%n line(s) saved to %1.", nullptr, int(done.lines)).arg(shownLine(path))
                      : tr("The log could not be saved: %1").arg(done.problem));
        };
    });
}

void LogsController::record(bool on)
{
    const Open *open = current();
    if (!open)
        return;
    LogSheet *sheet = open->sheet;
    if (!on) {
        const LogRecorder *recorder = sheet->recorder();
        tell(u"recording"_s, true,
             tr("%n line(s) recorded to %1.", nullptr, int(recorder->lines()))
                 .arg(shownLine(recorder->path())));
        return sheet->recorder()->stop();
    }
    m_pane->setRecording(false); // until somebody has said where
    auto *dialog = new QFileDialog(m_pane->window(), tr("Record to"));
    dialog->setObjectName(u"logRecordDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it adds
    dialog->selectFile(fileNameOf(*open) + u".log"_s);
    connect(dialog, &QFileDialog::fileSelected, sheet, [this, sheet](const QString &path) {
        const auto format = path.endsWith(".ndjson"_L1) || path.endsWith(".jsonl"_L1)
            ? LogFormat::NdJson
            : LogFormat::Text;
        const QString problem = sheet->recorder()->start(path, format);
        m_pane->setRecording(problem.isEmpty());
        if (!problem.isEmpty())
            return tell(u"recording"_s, false, tr("It cannot be recorded: %1").arg(problem));
        tell(u"recording"_s, true, tr("Recording to %1.").arg(shownLine(path)));
    });
    dialog->open();
}

void LogsController::chooseFile()
{
    auto *dialog = new QFileDialog(m_pane->window(), tr("Open log"));
    dialog->setObjectName(u"logOpenDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &LogsController::openFile);
    dialog->open();
}

void LogsController::connectFilters(LogSheet *sheet)
{
    loadSaved(sheet);
    connect(sheet, &LogSheet::saveFilterRequested, this, [this, sheet] { saveFilter(sheet); });
    connect(sheet->filterBar(), &LogFilterBar::savedChosen, sheet,
            [this, sheet](const QString &name) {
                if (m_settings)
                    sheet->setFilter(
                        logFilterOf(m_settings->value(filtersGroup + u'/' + name).toByteArray()));
            });
    connect(sheet->filterBar(), &LogFilterBar::savedDropped, this, [this](const QString &name) {
        if (m_settings)
            m_settings->remove(filtersGroup + u'/' + name);
        const QList<LogSheet *> sheets = m_pane->sheets();
        for (LogSheet *each : sheets)
            loadSaved(each);
    });
}

void LogsController::loadSaved(LogSheet *sheet)
{
    if (!m_settings)
        return;
    m_settings->beginGroup(filtersGroup);
    sheet->filterBar()->setSaved(m_settings->childKeys());
    m_settings->endGroup();
}

void LogsController::saveFilter(LogSheet *sheet)
{
    if (!m_settings)
        return;
    auto *dialog = new QInputDialog(m_pane->window());
    dialog->setObjectName(u"logFilterNameDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save filter"));
    dialog->setLabelText(tr("Name"));
    connect(dialog, &QInputDialog::textValueSelected, sheet, [this, sheet](const QString &text) {
        QString name = text.trimmed();
        name.replace(u'/', u'-').replace(u'\\', u'-'); // parts of a key
        if (name.isEmpty())
            return;
        m_settings->setValue(filtersGroup + u'/' + name, toJson(sheet->rows()->filter()));
        const QList<LogSheet *> sheets = m_pane->sheets();
        for (LogSheet *each : sheets)
            loadSaved(each);
    });
    dialog->open();
}

//! One for each profile; empty while none is connected.
QString LogsController::tabsKey() const
{
    const QString folder = m_session->live() ? m_session->profileFolder() : QString();
    return folder.isEmpty() ? QString() : u"logs/tabs/"_s + QFileInfo(folder).fileName();
}

void LogsController::storeTabs()
{
    const QString profile = m_session->live() ? m_session->profileFolder() : QString();
    if (!m_settings || m_restoring || !m_restored.contains(profile))
        return;
    QJsonArray tabs;
    const QList<LogSheet *> sheets = m_pane->sheets();
    for (LogSheet *sheet : sheets) {
        const auto found = std::find_if(m_open.cbegin(), m_open.cend(),
                                        [sheet](const auto &open) { return open->sheet == sheet; });
        if (found == m_open.cend() || !(*found)->intake || (*found)->profile != profile)
            continue;
        tabs.append(QJsonObject{
            {u"whole"_s, (*found)->kind == Kind::WholeStack},
            {u"services"_s, QJsonArray::fromStringList((*found)->intake->services())},
            {u"beside"_s, m_pane->isBeside(sheet)},
        });
    }
    m_settings->setValue(tabsKey(), QJsonDocument(tabs).toJson(QJsonDocument::Compact));
}

//! Once for each profile, as soon as its services are known.
void LogsController::restoreTabs()
{
    const QString profile = m_session->profileFolder();
    if (!m_settings || m_restored.contains(profile) || m_allServices.isEmpty())
        return;
    m_restored.append(profile);
    m_restoring = true;
    constexpr qsizetype most = 32;
    QJsonArray tabs = QJsonDocument::fromJson(m_settings->value(tabsKey()).toByteArray()).array();
    while (tabs.size() > most)
        tabs.removeLast();
    QList<LogSheet *> beside;
    for (const auto &each : std::as_const(tabs)) {
        const QJsonObject tab = each.toObject();
        const bool whole = tab.value("whole"_L1).toBool();
        QStringList services;
        const QJsonArray names = tab.value("services"_L1).toArray();
        for (const auto &name : names) {
            if (m_allServices.contains(name.toString()))
                services.append(name.toString());
        }
        LogSheet *sheet = openServices(whole ? m_allServices : services,
                                       whole ? Kind::WholeStack : Kind::Services, Bring::ForLater);
        if (sheet && tab.value("beside"_L1).toBool())
            beside.append(sheet);
    }
    for (LogSheet *sheet : std::as_const(beside))
        m_pane->setBeside(sheet, true);
    m_restoring = false;
    storeTabs();
}

void LogsController::loadLook()
{
    if (!m_settings)
        return;
    LogsPane::Look look;
    look.gutter =
        LogGutter(std::clamp(m_settings->value("logs/gutter"_L1, int(look.gutter)).toInt(), 0, 3));
    look.wrapped = m_settings->value("logs/wrapped"_L1, false).toBool();
    look.zoom = m_settings->value("logs/zoom"_L1, look.zoom).toInt();
    m_pane->setLook(look);
}

void LogsController::storeLook(const LogsPane::Look &look)
{
    if (!m_settings)
        return;
    m_settings->setValue("logs/gutter"_L1, int(look.gutter));
    m_settings->setValue("logs/wrapped"_L1, look.wrapped);
    m_settings->setValue("logs/zoom"_L1, look.zoom);
}

} // namespace angee
