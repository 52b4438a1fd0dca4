// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/diffmodel.h"

#include <QTableView>

namespace angee {

class SyntaxColours;

//! \brief Shows two texts and where they differ. Added and removed lines have a sign beside their
//! colour; long equal runs open with Enter or a click; F7 and Shift+F7 walk through the changes;
//! what differs within a line is underlined.
class DiffView final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiffView)

public:
    explicit DiffView(QWidget *parent = nullptr);
    ~DiffView() override;

    //! \brief \a changes as diffLines() gives them; compute them on a worker for large texts.
    void setTexts(const QByteArray &before, const QByteArray &after,
                  const QList<LineChange> &changes);
    //! \brief One file of a difference; \a path names the language that its lines are coloured in.
    void setPatch(const DiffPatch &patch, const QString &path);
    void setLayout(DiffModel::Layout layout);
    [[nodiscard]] DiffModel *diffModel() const { return m_model; }
    //! \brief Selected lines, without signs and numbers.
    [[nodiscard]] QString selectedText() const;

public slots:
    void nextChange();
    void previousChange();

signals:
    //! \brief A line was double-clicked or Enter was pressed on it: where it is in the new file,
    //! from 1.
    void lineActivated(int line);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void goTo(int row);
    void layOutColumns();

    DiffModel *m_model = nullptr;
    SyntaxColours *m_oldColours;
    SyntaxColours *m_newColours;
};

} // namespace angee
