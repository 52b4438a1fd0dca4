// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QListWidget>

namespace angee {

struct PaneDescriptor;

//! \brief The list of panes: icon, name, and a count or a mark where something asks for attention.
//!
//! A list, so that arrow keys and screen readers know it; narrow windows show the icons alone.
class Sidebar final : public QListWidget
{
    Q_OBJECT

public:
    explicit Sidebar(QWidget *parent = nullptr);
    ~Sidebar() override;

    void addPane(const PaneDescriptor &descriptor);
    void setCurrent(const QString &id);
    //! \a mark is short ("7"); \a attention adds "!" and is told in words to assistive technology.
    void setMark(const QString &id, const QString &mark, bool attention);
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void paneChosen(const QString &id);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    [[nodiscard]] QListWidgetItem *itemOf(const QString &id) const;
    void updateItem(QListWidgetItem *item);

    bool m_collapsed = false;
};

} // namespace angee
