// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/connection/folderdialog.h"

#include "core/session/daemonstarter.h"
#include "ui/widgets/fittingscroll.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds betweenQuestions{500};

QLabel *wordsLabel(QWidget *parent, const QString &objectName)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

FolderDialog::FolderDialog(FolderOpener *opener, const QString &logFile, QWidget *parent)
    : QDialog(parent)
    , m_opener(opener)
    , m_starter(new DaemonStarter(opener->stack(), logFile, this))
    , m_words(wordsLabel(this, u"folderWords"_s))
    , m_hint(wordsLabel(this, u"folderHint"_s))
    , m_command(new QLineEdit(m_starter->command(), this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_output(new PlainTextView(tr("What the daemon writes"), this))
{
    setObjectName(u"folderDialog"_s);
    setWindowTitle(tr("Open stack folder"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    m_command->setObjectName(u"folderCommand"_s);
    m_command->setAccessibleName(tr("Command that starts the daemon"));
    m_command->setReadOnly(true);
    m_copy->setObjectName(u"folderCopy"_s);
    m_copy->setAccessibleName(tr("Copy the command"));
    m_output->setObjectName(u"folderOutput"_s);
    m_output->hide();
    auto *buttons = new QDialogButtonBox(this);
    m_start = buttons->addButton(tr("Start the daemon"), QDialogButtonBox::ActionRole);
    m_start->setObjectName(u"folderStart"_s);
    m_token = buttons->addButton(tr("Give a token…"), QDialogButtonBox::ActionRole);
    m_token->setObjectName(u"folderToken"_s);
    m_again = buttons->addButton(tr("Try again"), QDialogButtonBox::ActionRole);
    m_again->setObjectName(u"folderAgain"_s);
    buttons->addButton(QDialogButtonBox::Cancel)->setObjectName(u"folderCancel"_s);
    auto *line = new QHBoxLayout;
    line->addWidget(m_command, 1);
    line->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_words);
    layout->addLayout(line);
    layout->addWidget(m_hint);
    layout->addWidget(m_output, 1);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 90);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &FolderDialog::start);
    connect(m_again, &QPushButton::clicked, m_opener, &FolderOpener::askAgain);
    connect(m_token, &QPushButton::clicked, this, &FolderDialog::tokenRequested);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_command->text()); });
    connect(&m_poll, &QTimer::timeout, m_opener, &FolderOpener::askAgain);
    connect(m_starter, &DaemonStarter::outputRead, this,
            [this](const QString &text) { m_output->appendWords(text); });
    connect(m_starter, &DaemonStarter::ended, this, [this] {
        m_poll.stop();
        setLabelText(m_words, tr("The daemon has ended. What it wrote stands below."));
        m_start->setEnabled(true);
    });
}

FolderDialog::~FolderDialog() = default;

void FolderDialog::tell(FolderOpener::Outcome outcome, const QString &words)
{
    using Outcome = FolderOpener::Outcome;
    if (m_poll.isActive() && outcome == Outcome::NotRunning)
        return; // it takes its time
    setLabelText(m_words, words);
    const bool startable = outcome == Outcome::NotRunning;
    for (QWidget *widget : QWidgetList{m_command, m_copy, m_hint})
        widget->setVisible(startable);
    m_start->setVisible(startable && DaemonStarter::canStart());
    m_token->setVisible(outcome == Outcome::TokenRefused);
    m_again->setVisible(outcome != Outcome::NoStack);
    QStringList hints;
    if (m_opener->stack().token().isEmpty())
        hints.append(m_opener->stack().problem() + u' '
                     + tr("Started from here the daemon gets a new token, which this console "
                          "knows until it is closed."));
    hints.append(DaemonStarter::canStart()
                     ? tr("The daemon goes on when the console is closed. It takes its token on "
                          "its command line, where other users of this machine can read it.")
                     : tr("Neither angee-operator nor angee is on PATH: run the command where they "
                          "are."));
    setLabelText(m_hint, hints.join(u'\n'));
}

void FolderDialog::start()
{
    const QString problem = m_starter->start();
    if (!problem.isEmpty())
        return setLabelText(m_words, problem);
    m_opener->setToken(m_starter->token());
    m_output->clear();
    m_output->show();
    growToFit(this);
    m_start->setEnabled(false);
    setLabelText(m_words, tr("The daemon starts. The window connects as soon as it answers."));
    m_poll.start(betweenQuestions);
}

} // namespace angee
