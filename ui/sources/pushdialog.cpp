// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/sources/pushdialog.h"

#include "core/base/visibletext.h"
#include "core/model/commitgraph.h"
#include "core/model/names.h"
#include "ui/sources/sourcesmodel.h"
#include "ui/widgets/problemfield.h"

#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace angee {

using namespace Qt::StringLiterals;

PushDialog::PushDialog(const Source &source, QWidget *parent)
    : ObjectDialog(tr("Push source \"%1\"").arg(source.name), parent)
    , m_source(source)
    , m_commits(new QListWidget)
    , m_ref(new QLineEdit)
    , m_push(addActionButton(tr("Push"), u"pushButton"_s, ButtonRole::Prominent))
{
    setObjectName(u"pushDialog"_s);
    m_ref->setObjectName(u"pushRef"_s);
    m_ref->setAccessibleName(tr("Ref to push"));
    m_ref->setPlaceholderText(sourceReference(source));
    const QString upstream = source.upstream.isEmpty() ? tr("its remote") : source.upstream;
    m_intro = plainLabel(
        source.ahead > 0
            ? tr("The daemon runs git push: what %2 has ahead of %3 goes there, where others see "
                 "it "
                 "(commits: %1).")
                  .arg(QString::number(source.ahead), sourceReference(source), upstream)
            : tr("The daemon runs git push. As far as it has told, there is nothing on %1 that %2 "
                 "lacks.")
                  .arg(sourceReference(source), upstream),
        this);
    body()->addWidget(m_intro);
    m_commits->setObjectName(u"pushCommits"_s);
    m_commits->setAccessibleName(tr("Commits that go"));
    m_commits->setMinimumHeight(fontMetrics().lineSpacing() * 6);
    m_commits->addItem(tr("Asking which commits…"));
    body()->addWidget(m_commits, 1);
    auto *rows = new QFormLayout;
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_refField = new ProblemField(m_ref, tr("Empty: the branch it stands on, to its upstream."));
    rows->addRow(tr("&Ref"), m_refField);
    connect(m_ref, &QLineEdit::textChanged, this, &PushDialog::updateActions);
    body()->addLayout(rows);
    closeButton()->setDefault(true);
    connect(m_push, &QPushButton::clicked, this,
            [this] { emit pushRequested(m_ref->text().trimmed()); });
    updateActions();
}

PushDialog::~PushDialog() = default;

void PushDialog::setCommits(const CommitGraph &graph)
{
    m_commits->clear();
    const QString remote =
        m_source.upstream.isEmpty() ? u"origin"_s : m_source.upstream.section(u'/', 0, 0);
    const CommitGraph::Reach going = graph.notOnRemote(sourceReference(m_source), remote);
    for (const Commit &commit : going.commits)
        m_commits->addItem(shownLine(u"%1 %2"_s.arg(commit.sha.left(7), commit.summary)));
    if (!going.isWhole)
        m_commits->addItem(tr("and perhaps more, which the daemon does not tell"));
    else if (going.commits.isEmpty())
        m_commits->addItem(tr("no commits that the remote lacks"));
    auto *completer = new QCompleter(graph.branches(), m_ref);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_ref->setCompleter(completer);
}

void PushDialog::setProblem(const QString &words)
{
    m_commits->clear();
    m_commits->addItem(tr("The commits could not be told. %1").arg(shownLine(words)));
}

void PushDialog::updateActions()
{
    const QString problem = problemWithGitRef(m_ref->text().trimmed());
    m_refField->setProblem(problem);
    setPossible(m_push, problem);
}

} // namespace angee
