// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/query/queryanswer.h"
#include "ui/widgets/icon.h"

#include <QQueue>
#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

class GraphQlText;

//! \brief What came of a query: a line that says how it went, and the answer's text.
//!
//! Of a stream it holds the newest events, at most eventLimit and QueryAnswer::shownLimit bytes.
class QueryResultView final : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype eventLimit = 500;

    //! How it went, told by an icon as well.
    enum class Verdict {
        None,
        Under, //!< under way
        Good,
        Warning,
        Bad,
    };

    explicit QueryResultView(QWidget *parent = nullptr);
    ~QueryResultView() override;

    //! The line alone; \a details go below it.
    void setVerdict(Verdict verdict, const QString &words, const QString &details = {});
    //! No text, and this line.
    void clear(Verdict verdict, const QString &words, const QString &details = {});
    void setAnswer(const QueryAnswer &answer);
    //! Goes to the end of what is there; is shown with the next frame.
    void appendEvent(const QByteArray &text);
    //! The whole answer, or the events that are held.
    [[nodiscard]] QByteArray wholeText() const;

signals:
    void saveRequested();

private:
    QToolButton *makeButton(const QString &name, const QString &text, Icon::Name icon);
    void showEvents();
    void showRemark(const QString &text);
    void updateButtons();

    IconLabel *m_icon;
    QLabel *m_status;
    QLabel *m_details;
    QLabel *m_remark;
    GraphQlText *m_text;
    QToolButton *m_copy;
    QToolButton *m_save;
    QByteArray m_whole; // of an answer
    QQueue<QByteArray> m_waiting; // events that are not shown yet
    QQueue<qsizetype> m_sizes; // of those that are shown
    qsizetype m_shownSize = 0;
    qsizetype m_dropped = 0;
    QTimer m_frame;
};

} // namespace angee
