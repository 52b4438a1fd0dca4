// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/diffdelegate.h"

#include "ui/widgets/diffline.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/syntaxcolours.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace angee {

namespace {

constexpr double enoughContrast = 4.5;
constexpr double strength = 0.22; // of the colour behind a changed word

QColor mixed(const QColor &over, const QColor &under)
{
    const auto mix = [](int a, int b) { return int(a * strength + b * (1 - strength)); };
    return {mix(over.red(), under.red()), mix(over.green(), under.green()),
            mix(over.blue(), under.blue())};
}

int marginOf(const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    return style->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
}

} // namespace

DiffDelegate::DiffDelegate(const DiffModel *model, const SyntaxColours *oldColours,
                           const SyntaxColours *newColours, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_oldColours(oldColours)
    , m_newColours(newColours)
{ }

DiffDelegate::~DiffDelegate() = default;

//! What the base class would ask the model for is not there, but for the text, which is drawn here:
//! a screen full of cells is asked for in every frame.
void DiffDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    const auto color = [option](ColorRole role) { return roleColor(role, option->palette); };
    const auto kind = static_cast<DiffModel::Kind>(index.data(DiffModel::KindRole).toInt());
    const bool text = m_model->isTextColumn(index.column());
    ColorRole ink = text ? ColorRole::Text : ColorRole::SecondaryText;
    switch (kind) {
    case DiffModel::Kind::Added:
        option->backgroundBrush = color(ColorRole::GoodBackground);
        ink = text ? ColorRole::Text : ColorRole::Good;
        break;
    case DiffModel::Kind::Removed:
        option->backgroundBrush = color(ColorRole::BadBackground);
        ink = text ? ColorRole::Text : ColorRole::Bad;
        break;
    case DiffModel::Kind::Collapsed:
    case DiffModel::Kind::Gap:
        option->backgroundBrush = color(ColorRole::NeutralBackground);
        ink = ColorRole::SecondaryText;
        break;
    case DiffModel::Kind::Same:
    case DiffModel::Kind::Replaced:
        break;
    }
    option->index = index;
    option->palette.setColor(QPalette::Text, color(ink));
    option->displayAlignment = Qt::AlignVCenter | (text ? Qt::AlignLeft : Qt::AlignRight);
    option->textElideMode = text ? Qt::ElideRight : Qt::ElideNone;
}

void DiffDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, cell.widget);
    if (cell.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect focus;
        focus.QStyleOption::operator=(cell);
        focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
        focus.backgroundColor = cell.palette.color(QPalette::Base);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, cell.widget);
    }
    const DiffModel::Line line = m_model->lineAt(index);
    if (line.index < 0)
        return paintWords(painter, cell, index.data().toString());
    painter->save();
    painter->setClipRect(cell.rect);
    paintLine(painter, cell, line);
    painter->restore();
}

//! A number, a mark, or what stands for lines that are not shown.
void DiffDelegate::paintWords(QPainter *painter, const QStyleOptionViewItem &option,
                              const QString &words) const
{
    if (words.isEmpty())
        return;
    const int margin = marginOf(option);
    const QRect room = option.rect.adjusted(margin, 0, -margin, 0);
    painter->setFont(option.font);
    painter->setPen(option.palette.color(QPalette::Text));
    painter->drawText(
        room, int(option.displayAlignment) | Qt::TextSingleLine,
        option.textElideMode == Qt::ElideNone
            ? words
            : option.fontMetrics.elidedText(words, option.textElideMode, room.width()));
}

void DiffDelegate::paintLine(QPainter *painter, const QStyleOptionViewItem &option,
                             const DiffModel::Line &line) const
{
    const QList<ByteRun> words = m_model->changedWords(line);
    const DiffLine shown(m_model->bytesOf(line),
                         line.isChanged ? LineEndMarks::Shown : LineEndMarks::Hidden,
                         words.isEmpty() ? 0 : words.first().first);
    QTextLayout layout(shown.text(), option.font);
    QTextOption how(Qt::AlignLeft);
    how.setWrapMode(QTextOption::NoWrap);
    how.setTextDirection(Qt::LeftToRight); // as in the editor, whatever the line begins with
    layout.setTextOption(how);
    layout.setFormats(formats(line, shown, words, option));
    layout.setCacheEnabled(true); // else what was shaped to be laid out is shaped again to be drawn
    layout.beginLayout();
    QTextLine drawn = layout.createLine();
    layout.endLayout();
    if (!drawn.isValid())
        return;
    const int margin = marginOf(option);
    const double top = option.rect.top() + (option.rect.height() - drawn.height()) / 2;
    painter->setPen(option.palette.color(QPalette::Text));
    layout.draw(painter, QPointF(option.rect.left() + margin, top));
    const int room = option.rect.width() - 2 * margin;
    if (drawn.naturalTextWidth() <= room)
        return;
    // The cell is cut and says so.
    const int dots = option.fontMetrics.horizontalAdvance(u'…');
    const QRect end(option.rect.right() - dots - margin, option.rect.top(), dots + margin,
                    option.rect.height());
    painter->fillRect(end,
                      option.backgroundBrush.style() == Qt::NoBrush
                          ? option.palette.brush(QPalette::Base)
                          : option.backgroundBrush);
    painter->drawText(end, Qt::AlignVCenter | Qt::AlignLeft, QString(u'…'));
}

DiffDelegate::Formats DiffDelegate::formats(const DiffModel::Line &line, const DiffLine &shown,
                                            const QList<ByteRun> &words,
                                            const QStyleOptionViewItem &option) const
{
    const bool isOld = line.side == DiffModel::Side::Before;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QColor behind = isSelected ? roleColor(ColorRole::Selection, option.palette)
        : option.backgroundBrush.style() == Qt::NoBrush ? option.palette.color(QPalette::Base)
                                                        : option.backgroundBrush.color();
    const QColor ink = option.palette.color(QPalette::Text);
    Formats formats;
    const auto add = [&](const ByteRun &run, const QTextCharFormat &format) {
        const int start = shown.columnOf(run.first);
        const int length = shown.columnOf(run.end()) - start;
        if (length > 0)
            formats.append({start, length, format});
    };
    const QByteArrayView bytes = m_model->bytesOf(line);
    const QList<ColourRun> colours =
        (isOld ? m_oldColours : m_newColours)->runs(line.offset, bytes.size());
    for (const ColourRun &run : colours) {
        if (run.colour == ink || !isReadable(run.colour, behind))
            continue; // each format is shaped by itself
        QTextCharFormat format;
        format.setForeground(run.colour);
        add(run.bytes, format);
    }
    const QColor strong = roleColor(isOld ? ColorRole::Bad : ColorRole::Good, option.palette);
    for (const ByteRun &run : words) {
        QTextCharFormat format;
        format.setBackground(mixed(strong, behind));
        format.setForeground(roleColor(ColorRole::Text, option.palette));
        format.setFontUnderline(true);
        add(run, format);
    }
    return formats;
}

// Comments and keywords are made for the plain background: elsewhere only what can be read.
bool DiffDelegate::isReadable(const QColor &colour, const QColor &background) const
{
    const quint64 key = quint64(colour.rgb()) << 32 | background.rgb();
    const auto known = m_readable.constFind(key);
    if (known != m_readable.constEnd())
        return *known;
    const bool isReadable = contrastRatio(colour, background) >= enoughContrast;
    m_readable.insert(key, isReadable);
    return isReadable;
}

} // namespace angee
