// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/sources/sourcechanges.h"

#include "core/model/names.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>

#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(const DiffFile &file)
{
    return file.newPath.isEmpty() ? file.oldPath : file.newPath;
}

QString whatHappened(const DiffFile &file)
{
    if (file.isNew)
        return SourceChanges::tr("new");
    if (file.isDeleted)
        return SourceChanges::tr("deleted");
    if (file.isRename)
        return SourceChanges::tr("renamed from %1").arg(file.oldPath);
    return SourceChanges::tr("changed");
}

} // namespace

QString changesText(const DiffFile &file)
{
    QStringList lines{u"%1 (%2)"_s.arg(pathOf(file), whatHappened(file))};
    if (file.isBinary)
        lines.append(SourceChanges::tr("A binary file: its changes have no lines."));
    else if (file.hunks.isEmpty())
        lines.append(SourceChanges::tr("No line of it changed."));
    for (const DiffFile::Hunk &hunk : file.hunks) {
        lines.append(u"@@ -%1,%2 +%3,%4 @@ %5"_s.arg(hunk.oldStart)
                         .arg(hunk.oldLines)
                         .arg(hunk.newStart)
                         .arg(hunk.newLines)
                         .arg(hunk.header));
        lines.append(hunk.body.endsWith(u'\n') ? hunk.body.chopped(1) : hunk.body);
    }
    return lines.join(u'\n');
}

SourceChanges::SourceChanges(QWidget *parent)
    : QWidget(parent)
    , m_ref(new QLineEdit)
    , m_ask(new QPushButton(tr("Show changes")))
    , m_open(new QPushButton(tr("Open file")))
    , m_state(new QLabel)
    , m_list(new QListWidget)
    , m_text(new PlainTextView(tr("Changes of the file")))
{
    setObjectName(u"sourceChanges"_s);
    m_ref->setObjectName(u"sourceChangesRef"_s);
    m_ref->setAccessibleName(tr("Compare with ref"));
    m_ref->setPlaceholderText(tr("Compare with a branch, tag or commit; empty: what is not "
                                 "committed"));
    m_ask->setObjectName(u"sourceChangesAsk"_s);
    m_ask->setAccessibleName(tr("Show changes"));
    m_open->setObjectName(u"sourceChangesOpen"_s);
    m_open->setAccessibleName(tr("Open the file"));
    m_state->setObjectName(u"sourceChangesState"_s);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_list->setObjectName(u"sourceChangesFiles"_s);
    m_list->setAccessibleName(tr("Changed files"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_text->setObjectName(u"sourceChangesText"_s);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);

    const int unit = spacing(1, this);
    auto *top = new QHBoxLayout;
    m_refField = new ProblemField(m_ref);
    top->addWidget(m_refField, 1);
    top->addWidget(m_ask, 0, Qt::AlignTop); // the field grows with its problem
    top->addWidget(m_open, 0, Qt::AlignTop);
    auto *splitter = new QSplitter;
    splitter->addWidget(m_list);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 2 * unit, 0, 0);
    layout->addLayout(top);
    layout->addWidget(m_state);
    layout->addWidget(splitter, 1);

    connect(m_ask, &QPushButton::clicked, this, &SourceChanges::ask);
    connect(m_ref, &QLineEdit::returnPressed, this, &SourceChanges::ask);
    connect(m_ref, &QLineEdit::textChanged, this, &SourceChanges::checkRef);
    connect(m_list, &QListWidget::currentRowChanged, this, &SourceChanges::showFile);
    connect(m_list, &QListWidget::itemActivated, this, &SourceChanges::openFile);
    connect(m_open, &QPushButton::clicked, this, &SourceChanges::openFile);
    showFile(-1);
}

SourceChanges::~SourceChanges() = default;

void SourceChanges::setSource(const Source &source)
{
    // The text in the field for the ref stays while the same tree moves on.
    const QString standing = source.state + u' ' + source.currentRef + u' '
        + QString::number(source.ahead) + u' ' + QString::number(source.behind);
    if (m_source == source.name && m_kind == source.kind) {
        const bool moved = std::exchange(m_standing, standing) != standing;
        if (moved && m_asked && isVisible())
            ask();
        else if (moved)
            m_asked = false;
        return;
    }
    m_source = source.name;
    m_kind = source.kind;
    m_standing = standing;
    m_asked = false;
    m_files.clear();
    m_list->clear();
    m_ref->clear();
    const bool isGit = m_kind != "local"_L1;
    m_ref->setEnabled(isGit);
    checkRef();
    m_state->setText(isGit ? QString()
                           : tr("A local folder: the daemon compares git sources only. Its files "
                                "open in the Files pane."));
    if (isVisible())
        ask();
}

void SourceChanges::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_asked)
        ask();
}

// What git would take for an option never leaves.
bool SourceChanges::checkRef()
{
    const QString problem = problemWithGitRevision(m_ref->text().trimmed());
    m_refField->setProblem(problem);
    m_ask->setEnabled(m_kind != "local"_L1 && !m_source.isEmpty() && problem.isEmpty());
    return problem.isEmpty();
}

void SourceChanges::ask()
{
    if (m_source.isEmpty() || m_kind == "local"_L1 || !checkRef())
        return;
    m_asked = true;
    m_files.clear();
    m_list->clear();
    m_state->setText(tr("Asking the daemon…"));
    emit changesRequested(m_source, m_ref->text().trimmed());
}

void SourceChanges::setChanges(const QString &source, const QList<DiffFile> &files)
{
    if (source != m_source)
        return;
    m_files = files;
    m_list->clear();
    for (const DiffFile &file : files) {
        auto *item = new QListWidgetItem(u"%1  (%2)"_s.arg(pathOf(file), whatHappened(file)));
        item->setToolTip(pathOf(file));
        m_list->addItem(item);
    }
    m_state->setText(files.isEmpty() ? tr("No differences. Files that git does not know yet are "
                                          "not compared.")
                                     : tr("Changed files: %1. Files that git does not know yet are "
                                          "not compared.")
                                           .arg(files.size()));
    m_list->setCurrentRow(files.isEmpty() ? -1 : 0);
}

void SourceChanges::setProblem(const QString &source, const QString &words)
{
    if (source != m_source)
        return;
    m_files.clear();
    m_list->clear();
    setLabelText(m_state, words);
}

void SourceChanges::showFile(int row)
{
    const bool is = row >= 0 && row < m_files.size();
    m_text->setWords(is ? changesText(m_files.at(row)) : QString());
    m_open->setEnabled(is && !m_files.at(row).isDeleted);
}

void SourceChanges::openFile()
{
    const int row = m_list->currentRow();
    if (row >= 0 && row < m_files.size() && !m_files.at(row).isDeleted)
        emit openFileRequested(m_source, pathOf(m_files.at(row)));
}

} // namespace angee
