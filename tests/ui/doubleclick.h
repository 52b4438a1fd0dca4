// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTest>
#include <QWidget>

namespace angee::test {

//! \brief What a mouse sends on a double click: two whole clicks. QTest::mouseDClick() alone sends
//! the second press without its release, which clicks no button.
inline void doubleClick(QWidget *widget)
{
    const QPointer<QWidget> still = widget;
    QTest::mouseClick(widget, Qt::LeftButton);
    if (still)
        QTest::mouseDClick(still, Qt::LeftButton);
    if (still)
        QTest::mouseRelease(still, Qt::LeftButton);
}

} // namespace angee::test
