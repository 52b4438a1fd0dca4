// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/sourcecalls.h"
#include "ui/panes/listpane.h"
#include "ui/sources/sourcesmodel.h"

namespace angee {

class BulkPanel;
class SourceDetail;

//! \brief The sources of the stack: where each git tree stands, and fetch, pull and push of one or
//! many. Announces intents only.
class SourcesPane final : public ListPane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourcesPane)

public:
    explicit SourcesPane(QWidget *parent = nullptr);
    ~SourcesPane() override;

    //! \brief Another snapshot; null for none.
    void apply(const LiveUpdatePtr &update);
    //! \brief Whose actions the rows tell, and the detail with them. Not owned.
    void setResults(const RowResults *results);
    [[nodiscard]] SourcesModel *model() const { return m_model; }
    [[nodiscard]] SourceDetail *detail() const { return m_detail; }
    [[nodiscard]] BulkPanel *bulkPanel() const { return m_bulk; }
    void showObject(const ObjectRef &object) override;

signals:
    //! \brief Another source may be shown below.
    void detailChanged();
    //! \brief Fetch or pull these.
    void actionRequested(angee::SourceAction action, const QStringList &names);
    void pushRequested(const QStringList &names);
    //! \brief Somebody wants to see the commits of a source.
    void commitsRequested(const QString &name);

protected:
    void onSelectionChanged() override;
    void onEmptyAction() override;

private:
    void makeActions();
    [[nodiscard]] QString whyNot(SourceAction action, const QList<SourceRecord> &sources) const;

    SourcesModel *m_model;
    SourceDetail *m_detail;
    BulkPanel *m_bulk;
    QAction *m_fetch = nullptr;
    QAction *m_pull = nullptr;
    QAction *m_push = nullptr;
    QAction *m_changes = nullptr;
    QAction *m_commits = nullptr;
    QAction *m_files = nullptr;
};

} // namespace angee
