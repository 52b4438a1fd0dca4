// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/logs/logfilter.h"

#include <QStringList>
#include <QWidget>

#include <array>

class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace angee {

//! \brief What of a log is shown: a button for each level with its count, one for each rule, and
//! the filters that were saved by name.
class LogFilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFilterBar)

public:
    explicit LogFilterBar(QWidget *parent = nullptr);
    ~LogFilterBar() override;

    void setFilter(const LogFilter &filter);
    [[nodiscard]] const LogFilter &filter() const { return m_filter; }
    void addRule(const LogFilter::Rule &rule);
    //! Of all lines of the store, by LogLevel.
    void setCounts(const std::array<qint64, 6> &counts);
    //! Shown of all, and whether that is still being found out.
    void setShown(qint64 shown, qint64 all, bool running);
    //! Coloured texts; a click takes one away.
    void setHighlights(const QList<LogQuery> &queries);
    //! Names of the saved filters, for the menu.
    void setSaved(const QStringList &names);

signals:
    void filterChanged(const angee::LogFilter &filter);
    void highlightDropped(int index);
    void saveRequested();
    void savedChosen(const QString &name);
    void savedDropped(const QString &name);

private:
    void fillChips();
    void fillMenu();
    QToolButton *addChip(const QString &text, const QString &name);
    void change(const LogFilter &filter);

    LogFilter m_filter;
    QList<LogQuery> m_highlights;
    QStringList m_saved;
    std::array<QToolButton *, 6> m_levels{};
    std::array<qint64, 6> m_counts{};
    QHBoxLayout *m_chips;
    QList<QToolButton *> m_rules;
    QLabel *m_shown;
    QToolButton *m_menuButton;
    QMenu *m_menu;
};

} // namespace angee
