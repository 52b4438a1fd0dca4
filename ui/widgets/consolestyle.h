// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QProxyStyle>

class QStyleOptionButton;

namespace angee {

//! \brief Fusion made flat: one-pixel borders, small radii, no gradients, no animation, and a focus
//! ring in the accent that stands at least 3:1 from what is around it.
//!
//! A style instead of a style sheet: it costs nothing at start and follows the palette by itself.
class ConsoleStyle final : public QProxyStyle
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsoleStyle)

public:
    ConsoleStyle();
    ~ConsoleStyle() override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                         SubControl subControl, const QWidget *widget = nullptr) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr,
                  const QWidget *widget = nullptr,
                  QStyleHintReturn *returnData = nullptr) const override;
    //! The last place before the glyphs of labels, buttons and tabs: marks what is still hidden.
    void drawItemText(QPainter *painter, const QRect &area, int flags, const QPalette &palette,
                      bool enabled, const QString &text, QPalette::ColorRole role) const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

private:
    bool drawFrames(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                    const QWidget *widget) const;
    bool drawIndicators(PrimitiveElement element, const QStyleOption *option,
                        QPainter *painter) const;
    void drawButtonLabel(const QStyleOptionButton *option, QPainter *painter,
                         const QWidget *widget) const;
    bool drawHeader(ControlElement element, const QStyleOption *option, QPainter *painter,
                    const QWidget *widget) const;
    bool drawTab(ControlElement element, const QStyleOption *option, QPainter *painter,
                 const QWidget *widget) const;
    bool drawProgress(ControlElement element, const QStyleOption *option, QPainter *painter) const;
    void drawComboBox(const QStyleOptionComplex *option, QPainter *painter,
                      const QWidget *widget) const;
    void drawToolButton(const QStyleOptionComplex *option, QPainter *painter,
                        const QWidget *widget) const;
    void drawSpinBox(const QStyleOptionComplex *option, QPainter *painter,
                     const QWidget *widget) const;
    void drawScrollBar(const QStyleOptionComplex *option, QPainter *painter,
                       const QWidget *widget) const;
};

} // namespace angee
