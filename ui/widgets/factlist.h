// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QWidget>

class QFormLayout;
class QLabel;

namespace angee {

//! \brief Facts about one object, a line each: the value can be selected, and copied with the
//! button beside it. Values are plain text, whatever they contain.
class FactList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactList)

public:
    struct Fact
    {
        QString label;
        QString value; //!< empty values are shown as a dash
        bool code = false; //!< monospaced: paths, refs, addresses

        friend bool operator==(const Fact &, const Fact &) = default;
    };

    explicit FactList(QWidget *parent = nullptr);
    ~FactList() override;

    //! \brief Lines whose label stays are updated in place, so that a selection survives.
    void setFacts(const QList<Fact> &facts);

private:
    struct Line
    {
        QLabel *value;
        QWidget *copy;
    };

    void rebuild(const QList<Fact> &facts);
    void fill(const Line &line, const Fact &fact);

    QFormLayout *m_layout;
    QList<Fact> m_facts;
    QList<Line> m_lines;
};

} // namespace angee
