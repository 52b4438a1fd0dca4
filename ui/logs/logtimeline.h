// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/loghistogram.h"
#include "ui/logs/logview.h"

#include <QTimer>
#include <QWidget>

namespace angee {

//! \brief When the shown lines came, and how grave they were: a bar for each while, errors on top.
//! A click, or the arrow keys, go to the first line of a while.
//!
//! Not there while fewer than two whiles are known: what was there before we looked has no time.
//! Counts a bounded number of lines in a turn, and none while nobody sees it.
class LogTimeline final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogTimeline)

public:
    //! Hidden until it has a view.
    explicit LogTimeline(QWidget *parent = nullptr);
    ~LogTimeline() override;

    //! Once. \a view must outlive it; it is apart from the constructor because Tab comes to widgets
    //! in the order in which they were made, and the view stands below.
    void setView(LogView *view);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] const LogHistogram &histogram() const { return m_histogram; }
    //! What the bar at \a x says, in words.
    [[nodiscard]] QString wordsAt(int x) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Range
    {
        size_t from = 0;
        size_t to = 0; // behind the last
    };

    void countLater();
    void count();
    void restart();
    [[nodiscard]] Range binsAt(int x) const;
    [[nodiscard]] LogHistogram::Bin sumOf(const Range &range) const;
    [[nodiscard]] int barCount() const;
    void drawSight(QPainter &painter) const;
    void goTo(size_t bin);
    [[nodiscard]] size_t currentBin() const;

    LogView *m_view = nullptr;
    LogRows *m_rows = nullptr;
    LogHistogram m_histogram;
    QTimer m_timer;
    qint64 m_next = 0; // the line behind the last that was counted
};

} // namespace angee
