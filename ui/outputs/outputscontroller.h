// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "core/outputs/outputsearch.h"
#include "core/outputs/outputshelf.h"

#include <QObject>
#include <QPointer>

#include <atomic>
#include <memory>

namespace angee {

class OutputsPane;
class Session;
struct BuildPlace;

//! \brief Shows the outputs of the profile in use: read on a worker, then kept up to date.
class OutputsController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputsController)

public:
    //! \a session and \a pane must outlive the controller.
    OutputsController(Session *session, OutputsPane *pane, QObject *parent = nullptr);
    ~OutputsController() override;

private:
    void onDaemonChanged();
    void read();
    void setRecords(const QList<OutputRecord> &records);
    void onBegan(const OutputRecord &record);
    void onEnded(const OutputRecord &record);
    void onFinished(const OutputRecord &record);
    void onRemoved(const QStringList &ids);
    void showRows();
    void showOutput(const QString &id);
    void updateApplied();
    void search(const QString &text);
    void cancelSearch();
    void save(const QString &id);
    void write(const QString &id, const QString &path);
    void copy(const QString &id);
    void askToDelete(const QStringList &ids);
    //! Hands over the text of an output, without escapes, as it is on the disk.
    void
    withPlainText(const QString &id,
                  const std::function<void(const QByteArray &text, const QString &problem)> &use);
    [[nodiscard]] QStringList sourcesOf(const BuildPlace &place) const;
    void openPlace(const BuildPlace &place);
    void openIn(const QStringList &sources, const BuildPlace &place);
    [[nodiscard]] const OutputRecord *find(const QString &id) const;
    void tell(const QString &id, bool good, const QString &words);

    Session *m_session;
    OutputsPane *m_pane;
    QString m_folder;
    QList<OutputRecord> m_records; // newest first
    bool m_isSearching = false; // m_hits counts
    QHash<QString, OutputHits> m_hits;
    QString m_shown;
    BackgroundTask m_reading;
    BackgroundTask m_text;
    BackgroundTask m_searching;
    std::shared_ptr<std::atomic_bool> m_cancelSearch;
};

} // namespace angee
