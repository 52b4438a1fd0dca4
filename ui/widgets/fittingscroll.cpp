// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/fittingscroll.h"

#include <QEvent>
#include <QFormLayout>
#include <QScreen>
#include <QScrollBar>

namespace angee {

namespace {

constexpr double mostOfTheScreen = 0.7;

}

FittingScroll::FittingScroll(QWidget *content, QWidget *parent)
    : QScrollArea(parent)
{
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    content->installEventFilter(this);
}

FittingScroll::~FittingScroll() = default;

QSize FittingScroll::sizeHint() const
{
    const int width = qMax(viewport()->width(), widget()->minimumSizeHint().width());
    const int height = widget()->hasHeightForWidth() ? widget()->heightForWidth(width)
                                                     : widget()->sizeHint().height();
    const int most = int(screen()->availableGeometry().height() * mostOfTheScreen);
    return {widget()->sizeHint().width() + verticalScrollBar()->sizeHint().width(),
            qMin(height, most)};
}

bool FittingScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest) {
        updateGeometry();
        // The window's own layout has to hear of the new size first.
        QMetaObject::invokeMethod(
            this, [this] { growToFit(window()); }, Qt::QueuedConnection);
    }
    return QScrollArea::eventFilter(watched, event);
}

void growToFit(QWidget *window)
{
    const QSize room = window->screen()->availableGeometry().size();
    window->resize(window->size().expandedTo(window->sizeHint()).boundedTo(room));
}

void alignFormLabels(const QList<QFormLayout *> &forms)
{
    QList<QWidget *> labels;
    for (const QFormLayout *form : forms) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem *item = form->itemAt(row, QFormLayout::LabelRole);
            if (item && item->widget())
                labels.append(item->widget());
        }
    }
    int width = 0;
    for (const QWidget *label : std::as_const(labels))
        width = qMax(width, label->sizeHint().width());
    for (QWidget *label : std::as_const(labels))
        label->setMinimumWidth(width);
}

} // namespace angee
