// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/words.h"

#include "core/base/boundedtext.h"
#include "ui/widgets/readers.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QLabel>
#include <QStringList>
#include <QStyledItemDelegate>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestTip = 2'000;
constexpr qsizetype tipColumns = 100;
constexpr int tipLines = 24;

//! For views without a delegate of their own: what is hidden in a cell is marked.
class PlainCells final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainCells)

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    ~PlainCells() override = default;

    [[nodiscard]] QString displayText(const QVariant &value, const QLocale &locale) const override
    {
        return shownLine(QStyledItemDelegate::displayText(value, locale));
    }
};

void show(QLabel *label, const QString &shown)
{
    if (label->textFormat() != Qt::PlainText)
        label->setTextFormat(Qt::PlainText);
    if (label->text() == shown)
        return;
    label->setText(shown);
    if (label->accessibleName().isEmpty())
        return; // Qt tells of it
    QAccessibleEvent event(label, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

//! Cuts \a line at blanks, and where there is none for long anywhere.
void wrap(QStringView line, QStringList &lines)
{
    while (line.size() > tipColumns && lines.size() <= tipLines) {
        qsizetype cut = line.lastIndexOf(u' ', tipColumns);
        const bool atBlank = cut > tipColumns / 2;
        if (!atBlank)
            cut = line[tipColumns].isLowSurrogate() ? tipColumns - 1 : tipColumns;
        lines.append(line.first(cut).toString());
        line = line.sliced(atBlank ? cut + 1 : cut);
    }
    lines.append(line.toString());
}

} // namespace

void setLabelText(QLabel *label, const QString &text)
{
    show(label, shownText(boundedWords(text, longestInLabel)));
}

void setLabelLine(QLabel *label, const QString &text)
{
    show(label, shownLine(text));
}

QString captionOf(const QString &name)
{
    return shownName(name).replace(u'&', "&&"_L1);
}

QString tipText(const QString &text)
{
    QStringList lines;
    const QString shown = shownText(text, longestTip);
    const auto given = QStringView(shown).split(u'\n');
    for (const QStringView line : given) {
        wrap(line, lines);
        if (lines.size() > tipLines) {
            lines.resize(tipLines);
            lines.append(u"…"_s);
            break;
        }
    }
    return lines.join(u'\n');
}

void keepPlain(QWidget *widget)
{
    // Tool tips are labels too, and come here before their text does.
    if (auto *label = qobject_cast<QLabel *>(widget); label && label->textFormat() == Qt::AutoText)
        label->setTextFormat(Qt::PlainText);
    auto *view = qobject_cast<QAbstractItemView *>(widget);
    const QAbstractItemDelegate *delegate = view ? view->itemDelegate() : nullptr;
    if (delegate && delegate->metaObject() == &QStyledItemDelegate::staticMetaObject)
        view->setItemDelegate(new PlainCells(view));
}

void setAnnouncing(QLabel *label)
{
    label->setProperty(announcingProperty, true);
}

void announce(QLabel *label)
{
    // Qt 6.4 has no event for this. Readers of Linux speak an alert that comes to be shown, those
    // of other systems the alert itself.
    for (const QAccessible::Event type : {QAccessible::ObjectShow, QAccessible::Alert}) {
        QAccessibleEvent event(label, type);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace angee

#include "words.moc"
