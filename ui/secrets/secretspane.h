// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshotworker.h"
#include "ui/panes/pane.h"

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
QT_END_NAMESPACE

namespace angee {

class FilterTable;
class SecretField;
class SecretsModel;

//! \brief The stack's secrets. Values are fetched on demand, shown for a moment, and kept nowhere.
class SecretsPane final : public Pane
{
    Q_OBJECT

public:
    explicit SecretsPane(QWidget *parent = nullptr);
    ~SecretsPane() override;

    void apply(const LiveUpdatePtr &update);
    //! Why no change can be made now; empty when it can.
    void setWhyNoChanges(const QString &why);
    //! Shows the value of \a name, if it is still the current row, until it hides itself.
    void showValue(const QString &name, const QString &value);
    //! Where the value would stand: why it cannot be shown.
    void showValueProblem(const QString &name, const QString &words);
    void showObject(const ObjectRef &object) override;

signals:
    void setRequested(const QString &name);
    void addRequested();
    void revealRequested(const QString &name);
    void copyRequested(const QString &name);
    void deleteRequested(const QString &name);

private:
    void makeActions();
    QWidget *makeDetail();
    void onCurrentChanged();
    void hideValue();
    void updateActions();

    SecretsModel *m_model;
    FilterTable *m_table;
    QLabel *m_title = nullptr;
    QLabel *m_facts = nullptr;
    SecretField *m_value = nullptr;
    QLabel *m_valueProblem = nullptr;
    QAction *m_set = nullptr;
    QAction *m_add = nullptr;
    QAction *m_reveal = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_delete = nullptr;
    QString m_whyNoChanges;
};

} // namespace angee
