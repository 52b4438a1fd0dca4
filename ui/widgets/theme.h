// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/palette.h"

#include <QFont>
#include <QObject>

class QWidget;

namespace angee {

class SystemAppearance;

//! \brief The look of the whole program: style, palette and font size. One object, owned by the
//! application, created after QApplication and before the first window.
//!
//! Widgets do not listen to this object: a switch reaches them as QEvent::PaletteChange, and they
//! take their colours from roleColor() when they paint.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)

public:
    enum class Scheme {
        System,
        Light,
        Dark,
    };
    Q_ENUM(Scheme)

    //! \brief Installs the style. Nothing is coloured before setScheme().
    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] bool dark() const { return m_dark; }
    //! \brief Applies \a scheme at once. With System the last known wish of the desktop counts.
    void setScheme(Scheme scheme);

    //! \brief What the desktop wanted the last time, kept by the caller over a restart, so that the
    //! first frame already has the right colours.
    void assumeSystemDark(bool dark);
    //! \brief Starts asking the desktop (settings portal, without waiting). Call it after the first
    //! paint.
    void followSystem();

    //! \brief Scales the font of the program; \a percent is kept within 50 to 300.
    void setZoom(int percent);
    [[nodiscard]] int zoom() const { return m_zoom; }

signals:
    //! \brief The colours in use changed; the widgets have them already.
    void darkChanged(bool dark);
    //! \brief The desktop's wish changed: worth remembering for assumeSystemDark().
    void systemDarkChanged(bool dark);

private:
    void onSystemDarkChanged(bool dark);
    void apply();

    SystemAppearance *m_system = nullptr;
    QFont m_baseFont;
    Scheme m_scheme = Scheme::System;
    int m_zoom = 100;
    bool m_dark = false;
    bool m_systemDark = false;
    bool m_applied = false;
};

//! \brief \a units times the grid of the window: 4 px with the usual font, a larger multiple of 4
//! with larger ones.
[[nodiscard]] int spacing(int units, const QWidget *widget);

//! \brief The fixed-width font in the size of \a widget's own: for file names, etags, logs.
[[nodiscard]] QFont monospaceFont(const QWidget *widget);

//! \brief How a button is drawn. Destructive and prominent ones are told apart by their verb and
//! place too, never by the colour alone.
enum class ButtonRole {
    Normal,
    Prominent, //!< The one main action of a window or dialog.
    Destructive, //!< Takes something away for good.
};
void setButtonRole(QWidget *button, ButtonRole role);
[[nodiscard]] ButtonRole buttonRole(const QWidget *button);

} // namespace angee
