// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/logs/loglayout.h"
#include "ui/logs/logpainter.h"
#include "ui/logs/logrows.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <optional>

class QPushButton;

namespace angee {

//! What stands before each line.
enum class LogGutter : quint8 { None, Number, Time, Age };

//! \brief Shows the rows of a log and nothing else of it: only what is in sight is read and drawn.
//!
//! Follows the end until somebody scrolls up; a button then counts what came and leads back. Text
//! is selected by character over any number of lines. A line of JSON or of key=value opens as a
//! list below itself. What is out of sight is not drawn, and a view that nobody sees costs nothing.
class LogView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogView)

public:
    //! \brief A place in the text of a line.
    struct Position
    {
        qint64 line = 0;
        qsizetype at = 0;

        friend auto operator<=>(const Position &, const Position &) = default;
    };
    enum class CopyWith : quint8 { Text, TimeAndService };

    //! \a rows must outlive the view.
    explicit LogView(LogRows *rows, QWidget *parent = nullptr);
    ~LogView() override;

    [[nodiscard]] LogRows *rows() const { return m_rows; }
    void setGutter(LogGutter gutter);
    [[nodiscard]] LogGutter gutter() const { return m_gutter; }
    void setWrapped(bool wrapped);
    [[nodiscard]] bool isWrapped() const { return m_wrapped; }
    void setServicesShown(bool shown);
    [[nodiscard]] bool areServicesShown() const { return m_services; }
    //! Percent of the program's own font, 50 to 300.
    void setZoom(int percent);
    [[nodiscard]] int zoom() const { return m_zoom; }

    void setFollowing(bool following);
    [[nodiscard]] bool isFollowing() const { return m_following; }
    //! Lines that came since it does not follow.
    [[nodiscard]] qint64 unseen() const;

    //! The hits of the first are those of the search.
    void setHighlights(const QList<LogPattern> &patterns);
    //! The line that keys are about; none when there is no line.
    [[nodiscard]] std::optional<qint64> currentLine() const;
    //! Brings the line into sight and makes it the current one.
    void goTo(qint64 line);
    void setOpened(qint64 line, bool opened);

    [[nodiscard]] bool hasSelection() const { return m_anchor != m_caret; }
    void selectAll();
    void clearSelection();
    [[nodiscard]] QString selectedText(CopyWith with) const;
    void copy(CopyWith with);

    //! Lines in sight, from the top, and what each says, as a reader of the screen tells it.
    [[nodiscard]] QList<qint64> visibleLines() const;
    [[nodiscard]] QString spokenLine(qint64 line) const;
    [[nodiscard]] QRect lineRect(qint64 line) const;
    [[nodiscard]] const QFont &lineFont() const { return m_grid.font; }

signals:
    void followingChanged(bool following);
    void unseenChanged(qint64 lines);
    void currentChanged();
    void selectionChanged();
    void zoomChanged(int percent);
    //! Where the scroll bar's slider stands, or what is there, changed.
    void sightChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Geometry
    {
        qreal numberX = 0;
        qreal serviceX = 0;
        qreal textX = 0;
        int numberCells = 0;
        int serviceCells = 0;
    };
    struct DrawnRow
    {
        LogRows::Place place;
        qint64 line = 0;
        int y = 0;
    };

    void updateFont();
    void updateGeometry();
    void updateBars();
    void onGrown();
    void onShrunk(qint64 rows);
    void onChanged();
    void catchUp();
    void scrollToEnd();
    [[nodiscard]] int visibleRows() const;
    [[nodiscard]] qint64 top() const;
    [[nodiscard]] std::optional<Position> positionAt(const QPoint &point) const;
    [[nodiscard]] LogSpan selectedIn(qint64 line, qsizetype length) const;
    void drawLineRow(LogPainter &painter, QPainter *on, const DrawnRow &row);
    void drawText(LogPainter &painter, const DrawnRow &row);
    void drawDivider(LogPainter &painter, QPainter *on, const DrawnRow &row);
    void drawGutter(LogPainter &painter, QPainter *on, const DrawnRow &row);
    void drawOpened(LogPainter &painter, QPainter *on, const DrawnRow &row);
    [[nodiscard]] QString gutterText(qint64 line) const;
    [[nodiscard]] bool handleKey(QKeyEvent *event);
    void moveCurrent(qint64 by);
    void setCurrent(qint64 line);
    void placePill();
    void dragFurther();

    LogRows *m_rows;
    LogStore *m_store;
    mutable LogLayouts m_layouts;
    LogGrid m_grid;
    Geometry m_geometry;
    LogGutter m_gutter = LogGutter::Time;
    bool m_wrapped = false;
    bool m_services = false;
    int m_zoom = 100;
    bool m_following = true;
    bool m_settingBars = false;
    bool m_changing = false;
    qint64 m_topLine = 0; // the first in sight
    qint64 m_unseenTold = 0;
    qsizetype m_servicesSeen = 0;
    qint64 m_seenEnd = 0; // lines up to here were in sight, or passed by
    qint64 m_current = -1;
    Position m_anchor;
    Position m_caret;
    bool m_dragging = false;
    QPoint m_dragAt;
    QList<LogPattern> m_patterns;
    QTimer m_refresh;
    QTimer m_dragTimer;
    QTimer m_ageTimer;
    int m_wheelRest = 0;
    QPushButton *m_pill;
};

//! \brief A line as a list of what it holds, one member a row: for JSON and for key=value. Empty
//! when it is neither.
[[nodiscard]] QStringList openedLogLine(QByteArrayView bytes);

} // namespace angee
