// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "tests/ui/panefixture.h"
#include "ui/services/servicescontroller.h"
#include "ui/services/servicespane.h"

#include <QObject>

class QAction;

namespace angee::test {

//! \brief What the tests of the services pane share: a pane of its own for each function, on a
//! sandbox of its own.
class ServicesPaneTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

protected:
    void select(const QStringList &names);
    void trigger(const QString &action);
    [[nodiscard]] QAction *action(const QString &name) const;
    [[nodiscard]] QString status(const QString &name) const;
    void click(QWidget *parent, const QString &button);
    void bringUp(const QString &name);

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<ServicesPane> m_pane;
    std::unique_ptr<ServicesController> m_controller;
};

} // namespace angee::test
