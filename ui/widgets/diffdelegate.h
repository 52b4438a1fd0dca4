// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/diffmodel.h"

#include <QHash>
#include <QStyledItemDelegate>
#include <QTextLayout>

namespace angee {

class DiffLine;
class SyntaxColours;

//! \brief Draws the cells of a DiffModel: lines with the colours of their language where those can
//! be read on what is behind them, and what differs within a line underlined on a stronger colour.
class DiffDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiffDelegate)

public:
    //! All three outlive the delegate.
    DiffDelegate(const DiffModel *model, const SyntaxColours *oldColours,
                 const SyntaxColours *newColours, QObject *parent);
    ~DiffDelegate() override;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    using Formats = QList<QTextLayout::FormatRange>;

    void paintLine(QPainter *painter, const QStyleOptionViewItem &option,
                   const DiffModel::Line &line) const;
    void paintWords(QPainter *painter, const QStyleOptionViewItem &option,
                    const QString &words) const;
    [[nodiscard]] Formats formats(const DiffModel::Line &line, const DiffLine &shown,
                                  const QList<ByteRun> &words,
                                  const QStyleOptionViewItem &option) const;
    [[nodiscard]] bool isReadable(const QColor &colour, const QColor &background) const;

    const DiffModel *m_model;
    const SyntaxColours *m_oldColours;
    const SyntaxColours *m_newColours;
    mutable QHash<quint64, bool> m_readable; // by two colours
};

} // namespace angee
