// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/schema/schemadiff.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

class FilterTable;
class SchemaChangesModel;
class StatePage;

//! \brief One schema that can be compared: how it is told apart, and what the person reads.
struct SchemaSide
{
    QString id;
    QString label;

    friend bool operator==(const SchemaSide &, const SchemaSide &) = default;
};

//! \brief Two schemas to choose, and the changes between them as a table.
//!
//! Reads and compares nothing itself: it asks, and is given the changes.
class SchemaChangesView final : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaChangesView(QWidget *parent = nullptr);
    ~SchemaChangesView() override;

    //! What can be chosen on either side; choices that are still there stay.
    void setSides(const QList<SchemaSide> &sides);
    //! Chooses both without asking for anything.
    void choose(const QString &beforeId, const QString &afterId);
    [[nodiscard]] QString beforeId() const;
    [[nodiscard]] QString afterId() const;
    void setComparing();
    void setChanges(const std::vector<SchemaChange> &changes);
    void setProblem(const QString &words);
    void setNothingToCompare();
    //! A remark beside the counts, until the next comparison.
    void setRemark(const QString &text);

signals:
    //! Two different schemas are chosen.
    void comparisonRequested(const QString &beforeId, const QString &afterId);
    void fileRequested();
    //! A row was activated; a coordinate, or "schema".
    void placeRequested(const QString &path);

private:
    QWidget *makeChoice();
    void onChosen();
    void swapSides();

    SchemaChangesModel *m_model;
    QComboBox *m_before;
    QComboBox *m_after;
    QToolButton *m_swap;
    QToolButton *m_file;
    QLabel *m_counts;
    QLabel *m_remark;
    FilterTable *m_table;
    StatePage *m_page;
};

} // namespace angee
