// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/aboutdialog.h"

#include "ui/widgets/words.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int linesShown = 18;

} // namespace

AboutDialog::AboutDialog(const QString &version, const QString &diagnostics, LogFile::Level level,
                         const QString &logPath, QWidget *parent)
    : QDialog(parent)
    , m_level(new QComboBox(this))
{
    setObjectName(u"aboutDialog"_s);
    setWindowTitle(tr("About Angee Console"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *heading = new QLabel(this);
    heading->setObjectName(u"aboutVersion"_s);
    heading->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLabelText(heading,
                 tr("Angee Console %1\nDesktop console for the operators of an Angee stack.\n"
                    "AGPL-3.0-or-later: free software without any warranty.")
                     .arg(version));
    auto *facts = new QPlainTextEdit(diagnostics, this);
    facts->setObjectName(u"aboutDiagnostics"_s);
    facts->setAccessibleName(tr("Diagnostics"));
    facts->setReadOnly(true);
    facts->setMinimumHeight(fontMetrics().lineSpacing() * linesShown);
    m_level->setObjectName(u"aboutLogLevel"_s);
    m_level->setAccessibleName(tr("Log file"));
    m_level->addItem(tr("Off"), int(LogFile::Level::Off));
    m_level->addItem(tr("Normal: what changes, and warnings"), int(LogFile::Level::Normal));
    m_level->addItem(tr("Detailed: each request"), int(LogFile::Level::Detailed));
    m_level->setCurrentIndex(m_level->findData(int(level)));
    m_level->setToolTip(tr("At most three files of 10 MB, for you alone, without tokens, secret "
                           "values and contents of files."));
    auto *where = new QLabel(this);
    where->setObjectName(u"aboutLogPath"_s);
    where->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLabelLine(where, logPath);
    auto *form = new QFormLayout;
    form->addRow(tr("&Log file"), m_level);
    form->addRow(QString(), where);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copy = buttons->addButton(tr("Copy diagnostics"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"aboutCopy"_s);
    QPushButton *folder = buttons->addButton(tr("Open log folder"), QDialogButtonBox::ActionRole);
    folder->setObjectName(u"aboutLogFolder"_s);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(heading);
    layout->addWidget(facts, 1);
    layout->addLayout(form);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 90);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(copy, &QPushButton::clicked, this,
            [diagnostics] { QGuiApplication::clipboard()->setText(diagnostics); });
    connect(folder, &QPushButton::clicked, this, &AboutDialog::logFolderRequested);
    connect(m_level, &QComboBox::activated, this,
            [this] { emit logLevelChosen(LogFile::Level(m_level->currentData().toInt())); });
}

AboutDialog::~AboutDialog() = default;

} // namespace angee
