// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/convergence/convergenceview.h"

#include "core/files/hostwords.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>

namespace angee {

using namespace Qt::StringLiterals;

ConvergenceView::ConvergenceView(QWidget *parent)
    : QWidget(parent)
    , m_headline(new QLabel(this))
    , m_state(new QLabel(this))
    , m_files(new ConflictList(this))
    , m_words(new PlainTextView(tr("What git said"), this))
    , m_host(new QLabel(this))
    , m_path(new QLineEdit(this))
    , m_command(new QLineEdit(this))
    , m_declare(new QLabel(this))
    , m_declaration(new PlainTextView(tr("What has to be declared"), this))
    , m_copied(new QLabel(this))
{
    setObjectName(u"convergenceView"_s);
    build();
    setConvergence({});
}

ConvergenceView::~ConvergenceView() = default;

QPushButton *ConvergenceView::addButton(const QString &name, const QString &text,
                                        const QString &accessible)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(accessible);
    button->setAutoDefault(false);
    return button;
}

void ConvergenceView::build()
{
    for (QLabel *label : {m_headline, m_state, m_host, m_declare, m_copied}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_headline->setObjectName(u"convergenceHeadline"_s);
    QFont bold = m_headline->font();
    bold.setBold(true);
    m_headline->setFont(bold);
    m_state->setObjectName(u"convergenceState"_s);
    setAnnouncing(m_state);
    m_words->setObjectName(u"convergenceWords"_s);
    m_resolve = addButton(u"convergenceResolve"_s, tr("Resolve in the editor"),
                          tr("Resolve the file in the editor"));
    m_continue = addButton(u"convergenceContinue"_s, tr("Continue rebase"), tr("Continue rebase"));
    m_abort = addButton(u"convergenceAbort"_s, tr("Abort…"), tr("Abort"));
    setButtonRole(m_abort, ButtonRole::Destructive);
    auto *changes = addButton(u"convergenceChanges"_s, tr("Changes"), tr("Changes of the slot"));
    auto *again = addButton(u"convergenceAgain"_s, tr("Look again"), tr("Look again"));
    connect(m_resolve, &QPushButton::clicked, this,
            [this] { emit resolveRequested(m_files->currentPath()); });
    connect(m_files, &QTreeWidget::itemActivated, this, [this] {
        if (m_resolve->isEnabled())
            emit resolveRequested(m_files->currentPath());
    });
    connect(m_files, &QTreeWidget::currentItemChanged, this, &ConvergenceView::updateButtons);
    connect(m_continue, &QPushButton::clicked, this, &ConvergenceView::continueRequested);
    connect(m_abort, &QPushButton::clicked, this, &ConvergenceView::abortRequested);
    connect(changes, &QPushButton::clicked, this, &ConvergenceView::changesRequested);
    connect(again, &QPushButton::clicked, this, &ConvergenceView::lookAgainRequested);
    const int unit = spacing(1, this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(unit);
    for (QPushButton *button : {m_resolve, m_continue, m_abort, changes, again})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(u"convergenceSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_files);
    splitter->addWidget(m_words);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2 * unit);
    layout->addWidget(m_headline);
    layout->addWidget(m_state);
    layout->addLayout(buttons);
    layout->addWidget(splitter, 1);
    layout->addWidget(buildHost());
    orderTabs({m_resolve, m_continue, m_abort, changes, again});
}

// As the eye goes, not as they were made.
void ConvergenceView::orderTabs(QList<QWidget *> buttons)
{
    buttons += {m_files,       m_words,
                m_path,        findChild<QPushButton *>(u"convergencePathCopy"_s),
                m_command,     findChild<QPushButton *>(u"convergenceCommandCopy"_s),
                m_declaration, m_copyDeclaration};
    for (qsizetype i = 1; i < buttons.size(); ++i)
        setTabOrder(buttons.at(i - 1), buttons.at(i));
}

QWidget *ConvergenceView::buildHost()
{
    auto *host = new QWidget(this);
    const auto line = [this, host](QLineEdit *edit, const QString &name, const QString &label,
                                   const QString &button) {
        edit->setObjectName(name);
        edit->setAccessibleName(label);
        edit->setReadOnly(true);
        edit->setFont(monospaceFont(this));
        auto *copyButton = addButton(name + "Copy"_L1, tr("Copy"), button);
        connect(copyButton, &QPushButton::clicked, this,
                [this, edit, label] { copy(edit->text(), label); });
        auto *row = new QHBoxLayout;
        auto *caption = new QLabel(label, host);
        caption->setBuddy(edit);
        caption->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
        row->addWidget(caption);
        row->addWidget(edit, 1);
        row->addWidget(copyButton);
        return row;
    };
    m_host->setObjectName(u"convergenceHost"_s);
    m_declare->setObjectName(u"convergenceDeclare"_s);
    m_copied->setObjectName(u"convergenceCopied"_s);
    setAnnouncing(m_copied);
    m_declaration->setObjectName(u"convergenceDeclaration"_s);
    m_declaration->setFont(monospaceFont(this));
    m_declaration->setFixedHeight(m_declaration->fontMetrics().lineSpacing() * 4
                                  + 4 * spacing(1, this));
    m_copyDeclaration =
        addButton(u"convergenceDeclarationCopy"_s, tr("Copy"), tr("Copy the declaration"));
    connect(m_copyDeclaration, &QPushButton::clicked, this,
            [this] { copy(m_convergence.declaration, tr("The declaration")); });
    auto *layout = new QVBoxLayout(host);
    layout->setContentsMargins({});
    layout->setSpacing(spacing(1, this));
    layout->addWidget(m_host);
    layout->addLayout(line(m_path, u"convergencePath"_s, tr("Path"), tr("Copy the path")));
    layout->addLayout(
        line(m_command, u"convergenceCommand"_s, tr("On the host"), tr("Copy the command")));
    layout->addWidget(m_declare);
    auto *declaration = new QHBoxLayout;
    declaration->addWidget(m_declaration, 1);
    declaration->addWidget(m_copyDeclaration, 0, Qt::AlignTop);
    layout->addLayout(declaration);
    layout->addWidget(m_copied);
    return host;
}

void ConvergenceView::copy(const QString &text, const QString &what)
{
    QGuiApplication::clipboard()->setText(text);
    m_copied->setText(tr("%1: copied.").arg(what));
    announce(m_copied);
}

void ConvergenceView::setConvergence(const Convergence &convergence)
{
    m_convergence = convergence;
    m_files->setFiles(convergence.files);
    m_words->setWords(convergence.gitWords.isEmpty()
                          ? tr("Git's message was not seen from here: the merge or rebase was "
                               "begun elsewhere, or before this window was opened.")
                          : convergence.gitWords);
    m_copied->clear();
    showHeadline();
    showHost();
    updateButtons();
}

void ConvergenceView::showHeadline()
{
    const QString with = shownName(m_convergence.with);
    QString text;
    switch (m_convergence.midst) {
    case GitMidst::Merging:
        text = with.isEmpty() ? tr("A merge is in the middle.")
                              : tr("A merge of %1 is in the middle.").arg(with);
        break;
    case GitMidst::Rebasing:
        text = with.isEmpty() ? tr("A rebase is in the middle.")
                              : tr("A rebase onto %1 is in the middle.").arg(with);
        break;
    case GitMidst::None:
        text = tr("Nothing is in the middle here any more.");
        break;
    case GitMidst::Unknown:
        text = m_convergence.isLooking
            ? tr("Looking at what git is in the middle of…")
            : tr("What git is in the middle of cannot be read from here.");
        break;
    }
    setLabelText(m_headline, text);
    int left = 0;
    for (const ConflictFile &file : m_convergence.files)
        left += file.sight == ConflictFile::Sight::Resolved ? 0 : 1;
    QStringList sentences;
    if (m_convergence.isLooking)
        sentences += tr("Looking for the files in conflict…");
    else if (m_convergence.files.isEmpty() && m_convergence.midst != GitMidst::None)
        sentences += tr("No list of the files in conflict can be had from here.");
    else if (!m_convergence.files.isEmpty())
        sentences += tr("%n file(s) to resolve", nullptr, left) + u'.';
    if (m_convergence.isCut)
        sentences += tr("There are more files than are listed.");
    const QString before = m_state->text();
    setLabelText(m_state, sentences.join(u' '));
    m_state->setVisible(!sentences.isEmpty());
    if (m_state->text() != before)
        announce(m_state);
}

QStringList ConvergenceView::filesToAdd() const
{
    QStringList files;
    for (const ConflictFile &file : m_convergence.files) {
        if (file.isCertain)
            files.append(file.path);
    }
    return files;
}

void ConvergenceView::showHost()
{
    const bool isMiddle = m_convergence.midst != GitMidst::None;
    m_host->setVisible(isMiddle);
    m_host->setText(
        m_convergence.midst == GitMidst::Rebasing
            ? tr("The daemon cannot tell git that a file is resolved (git add). Once the files "
                 "are, this has to be typed on its host; it continues the rebase as well:")
            : tr(
                "The daemon can tell git neither that a file is resolved (git add) nor to conclude "
                "a merge (git commit). Once the files are, this has to be typed on its host:"));
    m_path->setText(m_convergence.slot.slot.path);
    m_command->setText(
        concludeCommand(m_convergence.midst, m_convergence.slot.slot.path, filesToAdd()));
    for (QLineEdit *edit : {m_path, m_command})
        edit->setCursorPosition(0);
    const bool isUnreached =
        isMiddle && m_convergence.fileSource.isEmpty() && !m_convergence.declaration.isEmpty();
    m_declare->setVisible(isUnreached);
    m_declaration->setVisible(isUnreached);
    m_copyDeclaration->setVisible(isUnreached);
    m_declare->setText(tr("No source reaches into this slot, so its files cannot be opened here. "
                          "With this below \"sources:\" in the stack's manifest they can:"));
    m_declaration->setWords(m_convergence.declaration);
}

void ConvergenceView::updateButtons()
{
    const auto set = [](QPushButton *button, const QString &whyNot) {
        button->setEnabled(whyNot.isEmpty());
        button->setToolTip(whyNot);
    };
    set(m_resolve,
        m_files->currentPath().isEmpty() ? tr("Choose a file first.")
            : m_convergence.fileSource.isEmpty()
            ? tr("No source reaches into this slot, and the daemon opens files of sources only.")
            : QString());
    const bool isRebase = m_convergence.midst == GitMidst::Rebasing;
    m_continue->setText(isRebase ? tr("Continue rebase") : tr("Conclude merge"));
    m_continue->setAccessibleName(m_continue->text());
    set(m_continue,
        !m_convergence.whyNoChanges.isEmpty() ? m_convergence.whyNoChanges
            : m_convergence.midst == GitMidst::Merging
            ? tr("The daemon has no way to conclude a merge: see below for what to type on its "
                 "host.")
            : m_convergence.whyNotContinue);
    set(m_abort,
        m_convergence.whyNoChanges.isEmpty() ? m_convergence.whyNotAbort
                                             : m_convergence.whyNoChanges);
}

} // namespace angee
