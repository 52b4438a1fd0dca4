// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/status.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <optional>

class QGridLayout;

namespace angee {

//! \brief One thing known about an object.
struct Fact
{
    QString id;
    QString label;
    QString value; //!< Plain text; a dash is shown when it is empty.
    bool code = false; //!< Monospaced: paths, etags, addresses.
    std::optional<Status> status;
    QString linkText; //!< A button beside the value ("Open"); linkActivated() tells which.

    friend bool operator==(const Fact &, const Fact &) = default;
};

//! \brief Facts as two columns. Every value can be selected with mouse and keyboard, and has a
//! button that copies it. An update touches only what changed, so a selection survives.
class FactsView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactsView)

public:
    explicit FactsView(QWidget *parent = nullptr);
    ~FactsView() override;

    void setFacts(const QList<Fact> &facts);
    [[nodiscard]] const QList<Fact> &facts() const { return m_facts; }
    //! \brief "label<tab>value" lines.
    [[nodiscard]] QString toText() const;

signals:
    void linkActivated(const QString &factId);

private:
    struct Row;

    void addRow(const Fact &fact);
    void fill(int row, const Fact &fact);

    QGridLayout *m_grid = nullptr;
    QList<Fact> m_facts;
    QList<Row> m_rows;
};

} // namespace angee
