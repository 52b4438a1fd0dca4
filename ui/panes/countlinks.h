// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/panedescriptor.h"

#include <QList>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace angee {

//! \brief The counts of all \a panes in their order, then those of single objects. Pure.
[[nodiscard]] QList<QList<CountLink>> countLinks(const QList<PaneDescriptor> &panes,
                                                 const Snapshot &snapshot,
                                                 const ServiceSights &sights);

//! \brief Numbers as links, wrapped to the width. Every link is a button: reached by Tab, named for
//! screen readers.
class CountLinks final : public QWidget
{
    Q_OBJECT

public:
    explicit CountLinks(QWidget *parent = nullptr);
    ~CountLinks() override;

    void setLinks(const QList<QList<CountLink>> &groups);
    //! \brief Tab goes from \a before through the links in their order, whenever they are made.
    void setTabAfter(QWidget *before) { m_tabAfter = before; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void followed(const angee::CountLink &link);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int place(int width, bool apply) const;
    void updateButton(QToolButton *button, const CountLink &link, bool first);

    QList<QList<CountLink>> m_groups;
    QList<QList<QToolButton *>> m_buttons;
    QWidget *m_tabAfter = nullptr;
};

} // namespace angee
