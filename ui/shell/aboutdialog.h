// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/logfile.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QComboBox;
QT_END_NAMESPACE

namespace angee {

//! \brief What this program is made of, what can be given to whoever helps, and how much is written
//! to the log file.
class AboutDialog final : public QDialog
{
    Q_OBJECT

public:
    //! \a diagnostics are redacted already.
    AboutDialog(const QString &version, const QString &diagnostics, LogFile::Level level,
                const QString &logPath, QWidget *parent);
    ~AboutDialog() override;

signals:
    void logLevelChosen(angee::LogFile::Level level);
    void logFolderRequested();

private:
    QComboBox *m_level;
};

} // namespace angee
