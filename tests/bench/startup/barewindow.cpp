// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// The peer of the start-up measurement: the least that a Qt program with a table in a window can
// be.
#include <QApplication>
#include <QMainWindow>
#include <QStandardItemModel>
#include <QTableView>

#include <cstdio>

namespace {

class BareWindow final : public QMainWindow
{
protected:
    bool event(QEvent *event) override
    {
        const bool handled = QMainWindow::event(event);
        if (event->type() == QEvent::Paint && !m_painted) {
            m_painted = true;
            std::fputs("first paint\n", stderr);
        }
        return handled;
    }

private:
    bool m_painted = false;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    BareWindow window;
    QStandardItemModel model(20, 6);
    QTableView table;
    table.setModel(&model);
    window.setCentralWidget(&table);
    window.resize(1440, 900);
    window.show();
    const int status = QApplication::exec();
    window.takeCentralWidget();
    return status;
}
