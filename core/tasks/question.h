// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

namespace angee {

//! \brief What is asked before a change, as data of the action: what the daemon will do, what is
//! lost and what stays. Who it is asked for (profile, stack, colour) is filled in by the gate.
struct Question
{
    //! When it has to be asked.
    enum class Asked {
        WhenCareful, //!< only where every change asks
        Always,
    };
    //! What is at stake. Where every change asks, the two heavier ones have a name typed.
    enum class Weight {
        One,
        Bulk, //!< many objects at once
        Purge, //!< nothing brings back what goes
    };
    enum class Tone {
        Plain,
        Destructive,
    };
    //! What becomes of the question once it was agreed to.
    enum class Afterwards {
        Closed, //!< it has served
        Kept, //!< it stays with its input until the action has succeeded, to be sent again
    };
    //! One way to do it, when there are several (keep the files, delete them too).
    struct Choice
    {
        QString id;
        QString label;
        QStringList lost;
        QStringList kept;
        QString typedName; //!< has to be typed before this can be done; empty for none
        Weight weight = Weight::One;
        QString tick = {}; //!< a loss that has to be ticked before this can be done; empty for none
    };

    QString title; //!< verb, kind and name: Destroy workspace "first-fix"
    QString text; //!< what the daemon will do, truthfully
    QStringList lost;
    QStringList kept;
    QString verb; //!< on the button: Destroy
    QString typedName; //!< has to be typed; only where nothing brings it back
    QList<Choice> choices; //!< empty for a single way; the first is the mildest and preselected
    Asked asked = Asked::WhenCareful;
    Weight weight = Weight::One;
    Tone tone = Tone::Plain;
    Afterwards afterwards = Afterwards::Closed;

    QString objectName; //!< what a heavy question has typed; empty: the stack's name

    int id = 0; //!< of the gate that asks
    QString profile;
    QString stack;
    QString colour; //!< "#rrggbb" of the profile; empty for none
};

} // namespace angee

Q_DECLARE_METATYPE(angee::Question)
