// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/objectdialog.h"

class QLineEdit;

namespace angee {

class ProblemField;
struct Source;

//! \brief Asks before a source's commits leave for its remote, and where to.
class PushDialog final : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PushDialog)

public:
    explicit PushDialog(const Source &source, QWidget *parent = nullptr);
    ~PushDialog() override;

signals:
    //! \brief An empty \a ref: the branch it stands on, to its upstream.
    void pushRequested(const QString &ref);

protected:
    void updateActions() override;

private:
    QLineEdit *m_ref;
    ProblemField *m_refField = nullptr;
    QPushButton *m_push;
};

} // namespace angee
