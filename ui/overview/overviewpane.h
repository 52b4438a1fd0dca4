// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshotworker.h"
#include "core/model/objectref.h"
#include "ui/panes/pane.h"
#include "ui/panes/panedescriptor.h"

#include <QPointer>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QPushButton;
class QSplitter;
QT_END_NAMESPACE

namespace angee {

class AttentionModel;
class CountLinks;
class FilterTable;
class Session;
class StackWatch;
class Timeline;
class TimelineModel;

//! \brief What needs attention, how much there is of everything, and what happened lately.
//!
//! Opens nothing itself: rows ask for their object by openRequested(), counts for a filtered pane
//! by navigateRequested().
class OverviewPane final : public Pane
{
    Q_OBJECT

public:
    //! The counts are those of \a panes.
    OverviewPane(Session *session, StackWatch *watch, QList<PaneDescriptor> panes,
                 QWidget *parent = nullptr);
    ~OverviewPane() override;

    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeStackHeader();
    QWidget *makeAttention();
    QWidget *makeTimeline();
    //! What stands in place of the list when it is empty.
    void showNothing(const LiveUpdate &update);
    void onUpdated(const LiveUpdatePtr &update);
    void onTimelineChanged(Timeline *timeline);
    void updateTimelineTexts();
    void updateShares();
    void openAttention(const QString &key);
    void openEvent(const QString &key);

    QList<PaneDescriptor> m_panes;
    QPointer<Timeline> m_timelineOf;
    AttentionModel *m_attentionModel;
    TimelineModel *m_timelineModel;
    QLabel *m_stackName = nullptr;
    QLabel *m_stackRoot = nullptr;
    CountLinks *m_counts = nullptr;
    StatePage *m_attentionState = nullptr;
    StatePage *m_timelineState = nullptr;
    QLabel *m_attentionTitle = nullptr;
    FilterTable *m_attention = nullptr;
    FilterTable *m_timeline = nullptr;
    QLabel *m_lastLook = nullptr;
    QCheckBox *m_onlyNew = nullptr;
    QPushButton *m_markLooked = nullptr;
    QSplitter *m_splitter = nullptr;
    QList<int> m_shares; // of its two sides, as set last
    bool m_sharesChosen = false; // by hand, now or once before
};

} // namespace angee
