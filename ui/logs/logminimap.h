// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/logs/logview.h"

#include <QTimer>
#include <QWidget>

#include <vector>

namespace angee {

//! \brief The whole log beside its scroll bar: where it is grave, where the hits and the marks are,
//! and what is in sight. A click goes there.
//!
//! Drawn again a few times a second at most, and not at all while nobody sees it.
class LogMinimap final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogMinimap)

public:
    //! Both must outlive it.
    LogMinimap(LogView *view, const LogSearch *hits, QWidget *parent = nullptr);
    ~LogMinimap() override;

    [[nodiscard]] QSize sizeHint() const override;
    //! What is drawn may be another.
    void setStale();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Bucket
    {
        quint32 errors = 0;
        quint32 warnings = 0;
        quint32 hits = 0;
        bool mark = false;
        bool divider = false;
    };

    void count();
    void countLines();
    void countLine(const LogFacts &facts, qint64 index);
    void countHits();
    void goTo(int y);
    [[nodiscard]] QString wordsAt(int y) const;

    LogView *m_view;
    LogRows *m_rows;
    const LogSearch *m_hits;
    std::vector<Bucket> m_buckets; // one a pixel
    QTimer m_later;
    bool m_stale = true;
};

} // namespace angee
