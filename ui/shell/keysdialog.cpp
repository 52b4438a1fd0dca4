// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/keysdialog.h"

#include "ui/panes/pane.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<QPair<QString, QString>> windowKeys()
{
    return {
        {u"Ctrl+K"_s, KeysDialog::tr("Search or run")},
        {u"Ctrl+1 … Ctrl+9"_s, KeysDialog::tr("Go to a pane")},
        {u"F6, Shift+F6"_s,
         KeysDialog::tr("Next and previous part of the window, also out of an editor")},
        {u"F5"_s, KeysDialog::tr("Ask the daemon again")},
        {u"Ctrl+B"_s, KeysDialog::tr("Build the stack")},
        {u"Ctrl+."_s, KeysDialog::tr("Cancel the running task")},
        {u"Ctrl+J"_s, KeysDialog::tr("Go to the tasks; from there: hide them and go back")},
        {u"Ctrl+`"_s, KeysDialog::tr("Go to the log drawer; from there: close it and go back")},
        {u"Ctrl+,"_s, KeysDialog::tr("Settings")},
        {u"Ctrl+Shift+A"_s, KeysDialog::tr("Fleet: the window of all stacks")},
        {u"Ctrl+Q"_s,
         KeysDialog::tr("Quit; asks while work runs that would end; unsaved files stay drafts")},
        {u"/"_s, KeysDialog::tr("Filter this pane")},
        {u"Esc"_s, KeysDialog::tr("Clear the filter, close a bar")},
        {u"Enter"_s, KeysDialog::tr("Open what is selected")},
        {u"Ctrl+P, Ctrl+S, Ctrl+W"_s, KeysDialog::tr("Files: open, save, close")},
        {u"Ctrl+PgDown, Ctrl+PgUp"_s, KeysDialog::tr("Files: next and previous file")},
        {u"Ctrl+C"_s, KeysDialog::tr("Copy the selected rows")},
        {u"Ctrl+Shift+C"_s, KeysDialog::tr("Copy the name")},
        {u"Ctrl+Alt+C"_s, KeysDialog::tr("Copy the address of the row")},
        {u"F1"_s, KeysDialog::tr("These keys")}};
}

} // namespace

KeysDialog::KeysDialog(const Pane *pane, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"keysDialog"_s);
    setWindowTitle(tr("Keys"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    QList<QPair<QString, QString>> keys = windowKeys();
    if (pane) {
        for (const QAction *action : pane->findChildren<QAction *>()) {
            if (!action->shortcut().isEmpty())
                keys.append({action->shortcut().toString(QKeySequence::NativeText),
                             pane->title() + u": "_s + action->text().remove(u'&')});
        }
    }
    auto *table = new QTableWidget(int(keys.size()), 2, this);
    table->setObjectName(u"keysTable"_s);
    table->setAccessibleName(tr("Keys and what they do"));
    table->setHorizontalHeaderLabels({tr("Key"), tr("What it does")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->setColumnWidth(0, fontMetrics().averageCharWidth() * 22);
    for (int row = 0; row < keys.size(); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(keys.at(row).first));
        table->setItem(row, 1, new QTableWidgetItem(keys.at(row).second));
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 80, fontMetrics().lineSpacing() * 28);
}

KeysDialog::~KeysDialog() = default;

} // namespace angee
