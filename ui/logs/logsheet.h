// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logrecorder.h"
#include "core/logs/logsearch.h"
#include "ui/logs/logview.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QSplitter;

namespace angee {

class LogFilterBar;
class LogFindBar;
class LogMinimap;
class LogTimeline;

//! \brief One log to work in: its store, what of it is shown, what is looked for in it.
//!
//! Owns the store; whoever fills it is not known here. GUI thread.
class LogSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogSheet)

public:
    //! Older lines go to a file without a name in \a spillFolder.
    explicit LogSheet(const QString &spillFolder, QWidget *parent = nullptr);
    ~LogSheet() override;

    [[nodiscard]] LogStore *store() const { return m_store; }
    [[nodiscard]] LogRows *rows() const { return m_rows; }
    [[nodiscard]] LogView *view() const { return m_view; }
    [[nodiscard]] LogFilterBar *filterBar() const { return m_filterBar; }
    [[nodiscard]] LogFindBar *findBar() const { return m_findBar; }
    [[nodiscard]] LogRecorder *recorder() const { return &m_recorder; }

    void setFilter(const LogFilter &filter);
    //! The whole log below the filtered one, at the line that is current there.
    void setContextShown(bool shown);
    [[nodiscard]] bool isContextShown() const { return m_context != nullptr; }
    //! No line that comes is shown; all are kept.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_rows->isFrozen(); }
    //! Nothing that is there is shown any more, until undone.
    void clearShown();
    void undoClear();
    [[nodiscard]] bool canUndoClear() const { return m_rows->hiddenBefore() > 0; }

    void openFind();
    void findNext();
    void findPrevious();
    enum class Way : bool { Back, Forth };
    //! The next line of an error, of a mark; false when there is none that way.
    bool goToError(Way way);
    bool goToMark(Way way);

    //! Numbers of the shown lines; nothing when all are.
    [[nodiscard]] std::optional<std::vector<qint64>> shownLines() const;

signals:
    void pausedChanged(bool paused);
    void clearedChanged();
    void saveFilterRequested();

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void connectFind();
    void connectFilter();
    void onQuery(const LogQuery &query);
    void onHits();
    void updateHighlights();
    void updateCounts();
    void goToHit(Way way);
    [[nodiscard]] bool goWhere(Way way, const std::function<bool(const LogFacts &)> &wanted);

    LogStore *m_store;
    LogRows *m_rows;
    LogSearch *m_find;
    mutable LogRecorder m_recorder;
    LogFindBar *m_findBar; // the bars first, so that Tab comes to them first
    LogFilterBar *m_filterBar;
    LogTimeline *m_timeline;
    LogView *m_view;
    LogMinimap *m_minimap;
    QSplitter *m_splitter;
    QWidget *m_context = nullptr;
    LogView *m_contextView = nullptr;
    QList<LogQuery> m_highlights;
    QTimer m_counting;
    bool m_jumpToHit = false; // the text was typed, and no hit was gone to
};

} // namespace angee
