// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QAccessibleInterface>
#include <QAccessibleWidget>
#include <QPointer>

#include <vector>

namespace angee {

//! \brief What a screen reader is given of one part of a view that draws its parts itself: the one
//! in the \c place-th place, whichever it is now.
class PartReader : public QAccessibleInterface
{
public:
    PartReader(QAbstractScrollArea *view, int place)
        : m_view(view)
        , m_place(place)
    { }

    [[nodiscard]] bool isValid() const override { return m_view; }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override;
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override;
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QRect rect() const override;

protected:
    //! In the viewport; empty where nothing stands in this place.
    [[nodiscard]] virtual QRect partRect() const = 0;
    [[nodiscard]] int place() const { return m_place; }
    [[nodiscard]] bool hasView() const { return m_view; }

private:
    QPointer<QAbstractScrollArea> m_view;
    int m_place;
};

//! \brief Such a view as a list. Its parts are made when they are asked for, and live as long as it
//! does.
class PartsReader : public QAccessibleWidget
{
public:
    explicit PartsReader(QAbstractScrollArea *view)
        : QAccessibleWidget(view, QAccessible::List)
    { }
    ~PartsReader() override;
    PartsReader(const PartsReader &) = delete;
    PartsReader &operator=(const PartsReader &) = delete;

    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    //! Of parts that lie on each other the last is meant.
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;

protected:
    [[nodiscard]] virtual QAccessibleInterface *makePart(int place) const = 0;

private:
    mutable std::vector<QAccessible::Id> m_parts;
};

} // namespace angee
