// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/fittingscroll.h"

#include <QEvent>
#include <QFormLayout>
#include <QScreen>
#include <QScrollBar>
#include <QWindow>

namespace angee {

namespace {

constexpr double mostOfTheScreen = 0.7;

//! Grows a window once the window manager has placed it, and is gone then.
class GrowWhenPlaced final : public QObject
{
public:
    explicit GrowWhenPlaced(QWidget *window)
        : QObject(window->windowHandle())
        , m_window(window)
    {
        setObjectName(name);
        window->windowHandle()->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Expose && m_window->windowHandle()->isExposed()) {
            QMetaObject::invokeMethod(
                m_window, [window = m_window] { growToFit(window); }, Qt::QueuedConnection);
            deleteLater();
        }
        return false;
    }

    static inline const QString name = QStringLiteral("growWhenPlaced");

private:
    QWidget *m_window; // owns the window handle, and with it this
};

} // namespace

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
    const QSize wanted = window->size().expandedTo(window->sizeHint()).boundedTo(room);
    if (wanted == window->size())
        return;
    // Between being shown and being placed a window does not know where it is, and on X11 a new
    // size carries the place along: it would jump to the corner of the screen.
    QWindow *const handle = window->windowHandle();
    if (!window->isVisible() || !handle || handle->isExposed())
        window->resize(wanted);
    else if (!handle->findChild<QObject *>(GrowWhenPlaced::name, Qt::FindDirectChildrenOnly))
        new GrowWhenPlaced(window);
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
