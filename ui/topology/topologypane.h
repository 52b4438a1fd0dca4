// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/pane.h"
#include "ui/topology/topologyexport.h"

class QAction;
class QLabel;
class QLineEdit;

namespace angee {

class TopologyView;

//! \brief The topology of the stack as one picture, with what finds, zooms and keeps it. Announces
//! intents only.
class TopologyPane final : public Pane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopologyPane)

public:
    explicit TopologyPane(QWidget *parent = nullptr);
    ~TopologyPane() override;

    [[nodiscard]] TopologyView *view() const { return m_view; }
    //! \brief Shows the picture, or the words for a stack without any of it.
    void setScene(const TopologyScene &scene);

    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;
    void focusFilter() override;
    //! \brief Looks for it.
    void setFilter(const QString &filter) override;

signals:
    void exportRequested(angee::PictureFormat format);
    //! \brief Somebody looks at it.
    void shown();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeFind();
    void makeTools();
    QAction *addTool(const QString &name, const QString &text, Icon::Name icon,
                     const QKeySequence &shortcut);
    void showFound();
    void showSummary();

    TopologyView *m_view;
    QLineEdit *m_find;
    QLabel *m_found;
    QLabel *m_summary;
};

} // namespace angee
