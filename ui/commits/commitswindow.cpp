// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/commits/commitswindow.h"

#include "core/actions/slotreader.h"
#include "core/base/visibletext.h"
#include "core/daemon/operatordaemon.h"
#include "core/daemon/slotcalls.h"
#include "core/live/livestore.h"
#include "core/model/commitgraph.h"
#include "core/session/session.h"
#include "core/session/slotobserver.h"
#include "ui/commits/commitdelegate.h"
#include "ui/commits/commitsmodel.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize commitsSize(1'000, 700);

//! A slot without a base of its own is measured against what its source's clone stands on.
QString baseOf(const LinkRow &slot, const Snapshot &snapshot)
{
    if (!slot.ref.empty())
        return toText(slot.ref);
    for (const SourceRow &source : snapshot.sources()) {
        if (source.name == slot.source)
            return toText(source.currentRef);
    }
    return {};
}

} // namespace

CommitsWindow *CommitsWindow::open(Session *session, const CommitsSubject &subject, QWidget *beside)
{
    QWidget *owner = beside->window();
    auto *window = find<CommitsWindow>(
        owner, [&subject](const CommitsWindow *open) { return open->m_subject == subject; });
    if (!window)
        window = new CommitsWindow(session, subject, owner);
    window->present();
    window->m_table->setFocus(Qt::OtherFocusReason);
    return window;
}

void CommitsWindow::openForSlot(Session *session, const QString &slotId, QWidget *beside)
{
    const SnapshotPtr snapshot = session->live() ? session->live()->snapshot() : nullptr;
    if (!snapshot)
        return;
    for (const LinkRow &row : snapshot->links()) {
        if (toText(row.id) != slotId)
            continue;
        const QString branch = toText(row.branch);
        const QString current = toText(row.currentRef);
        auto *window = open(session,
                            {.source = toText(row.source),
                             .slot = slotId,
                             .head = current.isEmpty() ? branch : current,
                             .base = baseOf(row, *snapshot)},
                            beside);
        window->addUnpushed(toSlotRecord(row));
        return;
    }
}

CommitsWindow::CommitsWindow(Session *session, const CommitsSubject &subject, QWidget *owner)
    : SideWindow(session, owner)
    , m_session(session)
    , m_subject(subject)
    , m_find(new QLineEdit(this))
    , m_distance(new QLabel(this))
    , m_table(new QTableView)
    , m_model(new CommitsModel(this))
    , m_page(new StatePage(this))
{
    setObjectName(u"commitsWindow"_s);
    setWindowTitle(subject.slot.isEmpty()
                       ? tr("Commits of source %1").arg(quotedName(subject.source))
                       : tr("Commits of slot %1").arg(quotedName(subject.slot)));
    resize(commitsSize);
    build();
    connect(m_page, &StatePage::retryRequested, this, &CommitsWindow::fetch);
    connect(m_find, &QLineEdit::textChanged, this,
            [this] { findWords(std::max(0, m_table->currentIndex().row())); });
    connect(m_find, &QLineEdit::returnPressed, this,
            [this] { findWords(m_table->currentIndex().row() + 1); });
    fetch();
}

CommitsWindow::~CommitsWindow() = default;

void CommitsWindow::build()
{
    m_find->setObjectName(u"commitsFind"_s);
    m_find->setAccessibleName(tr("Find in the commits"));
    m_find->setPlaceholderText(tr("Find words, an author, a branch or a commit"));
    m_find->setClearButtonEnabled(true);
    m_distance->setObjectName(u"commitsDistance"_s);
    m_distance->setTextFormat(Qt::PlainText);
    m_distance->setWordWrap(true);
    setAnnouncing(m_distance);
    m_page->setObjectName(u"commitsPage"_s);

    const int character = fontMetrics().averageCharWidth();
    m_table->setObjectName(u"commitsTable"_s);
    m_table->setAccessibleName(tr("Commits, the newest first"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(CommitsModel::SubjectColumn, new CommitDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false); // the lanes go on from row to row
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().lineSpacing() * 1.7));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(CommitsModel::SubjectColumn,
                                                      QHeaderView::Stretch);
    m_table->setColumnWidth(CommitsModel::AuthorColumn, 22 * character);
    m_table->setColumnWidth(CommitsModel::TimeColumn, 18 * character);
    m_table->setColumnWidth(CommitsModel::ShaColumn, 16 * character);
    auto *copy = new QAction(tr("Copy the commit's name"), m_table);
    copy->setObjectName(u"commitsCopy"_s);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &CommitsWindow::copyName);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_page->setContent(m_table);

    auto *layout = new QVBoxLayout(this);
    const int unit = spacing(1, this);
    layout->setContentsMargins(3 * unit, 3 * unit, 3 * unit, 3 * unit);
    layout->setSpacing(2 * unit);
    layout->addWidget(m_find);
    layout->addWidget(m_distance);
    layout->addWidget(m_page, 1);
}

void CommitsWindow::fetch()
{
    if (!m_session->daemon())
        return m_page->showFailed(tr("Not connected"), m_session->whyNoChanges());
    if (m_model->rowCount() == 0)
        m_page->showLoading();
    auto *call =
        m_session->daemon()->run(new TopologyCommitsCall(TopologyCommitsCall::mostCommits));
    m_call = call;
    call->whenDone(this, [this, call](const Result<QList<SourceCommits>> &result) {
        if (m_call != call)
            return; // asked anew meanwhile
        if (!result)
            return m_page->showFailed(tr("The commits could not be read"),
                                      result.error().summary());
        const auto &all = result.value();
        const auto found =
            std::find_if(all.cbegin(), all.cend(), [this](const SourceCommits &commits) {
                return commits.source == m_subject.source;
            });
        m_told = found == all.cend() ? QList<Commit>() : found->commits;
        draw();
    });
}

void CommitsWindow::addUnpushed(const SlotRecord &slot)
{
    SlotReader *reader = m_session->slotObserver()->reader();
    if (!reader)
        return;
    reader->ask(slot, this, [this](const SlotInsight &insight) {
        m_unpushed = insight.work.commits;
        if (!m_unpushed.isEmpty() && !m_told.isEmpty())
            draw();
    });
}

void CommitsWindow::draw()
{
    QList<Commit> commits = m_told;
    for (auto it = m_unpushed.crbegin(); !m_told.isEmpty() && it != m_unpushed.crend(); ++it) {
        const bool isTold = std::any_of(m_told.cbegin(), m_told.cend(), [&](const Commit &commit) {
            return commit.sha == it->sha;
        });
        if (!isTold)
            commits.prepend(*it);
    }
    // Its branch is not among the refs that are told, or stands where it was.
    if (!m_unpushed.isEmpty() && !commits.isEmpty() && commits.first().sha == m_unpushed.first().sha
        && !commits.first().refs.contains(u"refs/heads/"_s + m_subject.head)) {
        for (Commit &commit : commits)
            commit.refs.removeAll(u"refs/heads/"_s + m_subject.head);
        commits.first().refs.append(u"refs/heads/"_s + m_subject.head);
    }
    if (commits.isEmpty()) {
        m_distance->clear();
        m_model->setCommits({}, {}, {});
        return m_page->showEmpty(
            tr("No commits"),
            tr("The daemon tells none of this source: it has no clone yet, or is no git source."));
    }
    const CommitGraph graph(commits);
    const auto shaOf = [&](const QString &ref) {
        const Commit *commit = ref.isEmpty() ? nullptr : graph.at(ref);
        return commit ? commit->sha : ref;
    };
    m_model->setCommits(commits, shaOf(m_subject.head), shaOf(m_subject.base));
    m_page->showContent();
    const int row = m_model->rowOf(shaOf(m_subject.head));
    m_table->setCurrentIndex(m_model->index(std::max(0, row), 0));

    QStringList words;
    if (graph.at(m_subject.head) && graph.at(m_subject.base)) {
        const auto ahead = graph.between(m_subject.base, m_subject.head);
        const auto behind = graph.between(m_subject.head, m_subject.base);
        words.append(tr("%1: %2 ahead of and %3 behind %4.")
                         .arg(shownName(m_subject.head))
                         .arg(ahead.commits.size())
                         .arg(behind.commits.size())
                         .arg(shownName(m_subject.base)));
        if (!ahead.isWhole || !behind.isWhole)
            words.append(tr("There may be more: the daemon does not tell older commits."));
    } else if (row < 0 && !m_subject.head.isEmpty()) {
        words.append(tr("%1 is not among the commits that the daemon tells.")
                         .arg(quotedName(m_subject.head)));
    }
    words.append(commits.size() < TopologyCommitsCall::mostCommits
                     ? tr("%n commit(s).", nullptr, int(commits.size()))
                     : tr("The newest %n commit(s); the daemon tells no more.", nullptr,
                          int(commits.size())));
    m_distance->setText(words.join(u' '));
}

void CommitsWindow::findWords(int from)
{
    const QString words = m_find->text().trimmed();
    if (words.isEmpty() || m_model->rowCount() == 0)
        return;
    const int row = m_model->find(words, from % m_model->rowCount());
    if (row < 0)
        m_distance->setText(tr("No commit has %1.").arg(quotedName(words)));
    else
        m_table->setCurrentIndex(m_model->index(row, 0));
}

void CommitsWindow::copyName()
{
    const int row = m_table->currentIndex().row();
    if (row >= 0)
        QGuiApplication::clipboard()->setText(m_model->commits().at(row).sha);
}

void CommitsWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F5)
        fetch();
    else if (event->matches(QKeySequence::Find) || event->key() == Qt::Key_Slash)
        m_find->setFocus(Qt::ShortcutFocusReason);
    else
        SideWindow::keyPressEvent(event);
}

} // namespace angee
