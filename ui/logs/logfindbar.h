// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logfilter.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace angee {

//! \brief What is looked for in a log, and what becomes of it: found, filtered by, or coloured.
class LogFindBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFindBar)

public:
    explicit LogFindBar(QWidget *parent = nullptr);
    ~LogFindBar() override;

    //! The key that got here, and what is selected as the text.
    void open(const QString &text = {});
    void setText(const QString &text);
    [[nodiscard]] LogQuery query() const;
    //! \a at counts from 1, 0 when no hit is the current line; running counts go on.
    void setCount(qint64 at, qint64 hits, bool running);
    void setProblem(const QString &problem);

signals:
    void queryChanged(const angee::LogQuery &query);
    void nextRequested();
    void previousRequested();
    void ruleRequested(angee::LogFilter::Rule::Kind kind);
    void highlightRequested();
    //! Esc: the text is gone, and the view wants the focus.
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QToolButton *addButton(const QString &name, const QString &text, const QString &tip);

    QLineEdit *m_text;
    QLabel *m_count;
    QToolButton *m_case = nullptr;
    QToolButton *m_word = nullptr;
    QToolButton *m_regex = nullptr;
};

} // namespace angee
