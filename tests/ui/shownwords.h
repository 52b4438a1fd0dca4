// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringList>

namespace angee::test {

//! Everything that \a widget lets a person see, hover or hear.
[[nodiscard]] inline QStringList wordsOf(const QWidget *widget)
{
    QStringList words{widget->toolTip(), widget->windowTitle(), widget->accessibleName(),
                      widget->accessibleDescription(), widget->whatsThis()};
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        words += label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        words += button->text();
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        words += edit->displayText();
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget))
        words += text->toPlainText();
    if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model()) {
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QModelIndex index = view->model()->index(row, column);
                words += index.data().toString();
                words += index.data(Qt::ToolTipRole).toString();
            }
        }
    }
    if (QAccessibleInterface *reader =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget)))
        words += reader->text(QAccessible::Value);
    return words;
}

//! The words of \a parent and all that is in it.
[[nodiscard]] inline QStringList wordsBelow(const QWidget *parent)
{
    QStringList words = wordsOf(parent);
    const QList<QWidget *> children = parent->findChildren<QWidget *>();
    for (const QWidget *child : children)
        words += wordsOf(child);
    return words;
}

//! The widgets of the whole program, shown or not, that let \a secret be seen.
[[nodiscard]] inline QStringList whereShown(const QString &secret)
{
    QStringList found;
    const QWidgetList widgets = QApplication::allWidgets();
    for (const QWidget *widget : widgets) {
        for (const QString &words : wordsOf(widget)) {
            if (words.contains(secret, Qt::CaseInsensitive))
                found.append(widget->objectName());
        }
    }
    return found;
}

//! The files below \a folder that hold \a secret, as it is or in base64.
[[nodiscard]] inline QStringList whereOnDisk(const QString &folder, const QByteArray &secret)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue; // a socket
        const QByteArray bytes = file.readAll();
        if (bytes.contains(secret) || bytes.contains(secret.toBase64()))
            found.append(file.fileName());
    }
    return found;
}

} // namespace angee::test
