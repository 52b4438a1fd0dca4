// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/connectiondoctor.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
QT_END_NAMESPACE

namespace angee {

class IconLabel;

//! \brief The stages of a connection test, a line each, and the first failure in words.
class DoctorView final : public QWidget
{
    Q_OBJECT

public:
    explicit DoctorView(QWidget *parent = nullptr);
    ~DoctorView() override;

    void setLines(const QList<ConnectionDoctor::Line> &lines);
    void setVerdict(const QString &text, bool good);

private:
    struct Row
    {
        IconLabel *icon;
        QLabel *stage;
        QLabel *words;
    };

    QGridLayout *m_grid;
    QList<Row> m_rows;
    QLabel *m_verdict;
};

} // namespace angee
