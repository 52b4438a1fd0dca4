// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/diffs/changesview.h"

#include "core/model/names.h"
#include "ui/diffs/difffilesmodel.h"
#include "ui/diffs/diffwords.h"
#include "ui/diffs/filediffview.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>

#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

ChangesView::ChangesView(QWidget *parent)
    : QWidget(parent)
    , m_against(new QComboBox(this))
    , m_ref(new QLineEdit(this))
    , m_ask(new QPushButton(tr("Show changes"), this))
    , m_stop(new QPushButton(tr("Stop reading"), this))
    , m_swap(new QToolButton(this))
    , m_split(new QToolButton(this))
    , m_open(new QPushButton(tr("Open file"), this))
    , m_sides(new QLabel(this))
    , m_state(new QLabel(this))
    , m_page(new StatePage(this))
    , m_model(new DiffFilesModel(this))
    , m_files(new QTreeView(this))
    , m_file(new FileDiffView(this))
{
    setObjectName(u"changesView"_s);
    build();
    connectParts();
    fillAgainst();
    onAgainst();
    setNoSubject(tr("Nothing is selected."));
}

ChangesView::~ChangesView() = default;

void ChangesView::build()
{
    const int unit = spacing(1, this);
    auto *splitter = new QSplitter(this);
    splitter->setObjectName(u"changesSplitter"_s);
    splitter->addWidget(buildFiles());
    splitter->addWidget(m_file);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes(
        {fontMetrics().averageCharWidth() * 46, fontMetrics().averageCharWidth() * 120});
    m_page->setObjectName(u"changesPage"_s);
    m_page->setEmptyIcon(Icon::Name::Diff);
    m_page->setContent(splitter);
    for (QLabel *label : {m_sides, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_sides->setObjectName(u"changesSides"_s);
    m_state->setObjectName(u"changesState"_s);
    m_state->setWordWrap(true);
    setAnnouncing(m_state);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 2 * unit, 0, 0);
    layout->setSpacing(unit);
    layout->addWidget(buildQuestion());
    layout->addWidget(m_state);
    layout->addWidget(m_page, 1);
}

QWidget *ChangesView::buildQuestion()
{
    const auto name = [](QWidget *widget, const QString &id, const QString &words) {
        widget->setObjectName(id);
        widget->setAccessibleName(words);
    };
    name(m_against, u"changesAgainst"_s, tr("Compare with"));
    m_against->setToolTip(tr("The daemon compares the files with the index, or HEAD with a ref. "
                             "What is staged and not committed yet it does not tell."));
    m_against->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    name(m_ref, u"changesRef"_s, tr("Compare with ref"));
    m_ref->setPlaceholderText(tr("Branch, tag or commit"));
    name(m_ask, u"changesAsk"_s, tr("Show changes"));
    name(m_stop, u"changesStop"_s, tr("Stop reading the difference"));
    m_stop->hide();
    name(m_swap, u"changesSwap"_s, tr("Read it in the other direction"));
    m_swap->setText(tr("Swap sides"));
    m_swap->setToolTip(tr("Reads it in the other direction: what was added is what was removed."));
    m_swap->setCheckable(true);
    name(m_split, u"changesSplit"_s, tr("Side by side"));
    m_split->setText(tr("Side by side"));
    m_split->setCheckable(true);
    name(m_open, u"changesOpen"_s, tr("Open the file"));
    for (QPushButton *button : {m_ask, m_stop, m_open})
        button->setAutoDefault(false);
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(spacing(1, this));
    m_refField = new ProblemField(m_ref, {}, row);
    layout->addWidget(m_against, 0, Qt::AlignTop); // the field grows with its problem
    layout->addWidget(m_refField, 1);
    layout->addWidget(m_ask, 0, Qt::AlignTop);
    layout->addWidget(m_stop, 0, Qt::AlignTop);
    layout->addWidget(m_sides, 1);
    layout->addStretch(0);
    layout->addWidget(m_swap, 0, Qt::AlignTop);
    layout->addWidget(m_split, 0, Qt::AlignTop);
    layout->addWidget(m_open, 0, Qt::AlignTop);
    return row;
}

QWidget *ChangesView::buildFiles()
{
    m_files->setObjectName(u"changesFiles"_s);
    m_files->setAccessibleName(tr("Changed files"));
    m_files->setModel(m_model);
    m_files->setRootIsDecorated(false);
    m_files->setUniformRowHeights(true);
    m_files->setAllColumnsShowFocus(true);
    m_files->setTextElideMode(Qt::ElideMiddle);
    m_files->setEditTriggers(QAbstractItemView::NoEditTriggers);
    QHeaderView *header = m_files->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(DiffFilesModel::NameColumn, QHeaderView::Stretch);
    const int number = fontMetrics().horizontalAdvance(tr("Removed")) + 6 * spacing(1, this);
    header->resizeSection(DiffFilesModel::AddedColumn, number);
    header->resizeSection(DiffFilesModel::RemovedColumn, number);
    return m_files;
}

void ChangesView::connectParts()
{
    connect(m_against, &QComboBox::activated, this, [this] {
        onAgainst();
        if (against() != Against::Ref)
            ask();
        else
            m_ref->setFocus(Qt::OtherFocusReason);
    });
    connect(m_ref, &QLineEdit::textChanged, this, &ChangesView::checkRef);
    connect(m_ref, &QLineEdit::returnPressed, this, &ChangesView::ask);
    connect(m_ask, &QPushButton::clicked, this, &ChangesView::ask);
    connect(m_stop, &QPushButton::clicked, this, &ChangesView::stopRequested);
    connect(m_swap, &QToolButton::toggled, this, [this] {
        showSides();
        showFiles();
    });
    connect(m_split, &QToolButton::toggled, this, [this](bool split) {
        m_file->view()->setLayout(split ? DiffModel::Layout::Split : DiffModel::Layout::Unified);
    });
    connect(m_files->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ChangesView::showFile);
    connect(m_files, &QTreeView::activated, this, [this] { openFile(0); });
    connect(m_open, &QPushButton::clicked, this, [this] { openFile(0); });
    connect(m_file->view(), &DiffView::lineActivated, this, &ChangesView::openFile);
    connect(m_page, &StatePage::retryRequested, this, &ChangesView::ask);
}

void ChangesView::setNoSubject(const QString &reason)
{
    m_subject = {};
    m_asked = m_waiting = false;
    m_set.reset();
    showFiles();
    fillAgainst();
    onAgainst();
    m_state->hide();
    m_stop->hide();
    m_page->showEmpty(reason, {});
}

void ChangesView::setSubject(const DiffSubject &subject)
{
    const DiffSubject before = std::exchange(m_subject, subject);
    if (before == subject)
        return;
    const bool isSame = before.tree == subject.tree && before.kind == subject.kind;
    if (!isSame || before.upstream != subject.upstream || before.base != subject.base)
        fillAgainst();
    if (!isSame) {
        m_ref->clear();
        m_swap->setChecked(false);
        m_set.reset();
        m_wanted.clear();
        m_waiting = false;
        m_stop->hide();
        showFiles();
        onAgainst();
    }
    updateOpen();
    m_asked = false;
    if (isVisible())
        ask();
}

void ChangesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_asked)
        ask();
}

void ChangesView::fillAgainst()
{
    const Against chosen = against();
    m_against->clear();
    m_against->addItem(tr("Not staged (index)"), int(Against::Index));
    if (!m_subject.upstream.isEmpty())
        m_against->addItem(tr("Upstream %1").arg(shownName(m_subject.upstream)),
                           int(Against::Upstream));
    if (!m_subject.base.isEmpty() && m_subject.base != m_subject.upstream)
        m_against->addItem(tr("Base %1").arg(shownName(m_subject.base)), int(Against::Base));
    m_against->addItem(tr("Another ref…"), int(Against::Ref));
    m_against->setCurrentIndex(qMax(0, m_against->findData(int(chosen))));
}

ChangesView::Against ChangesView::against() const
{
    return static_cast<Against>(m_against->currentData().toInt());
}

QString ChangesView::ref() const
{
    switch (against()) {
    case Against::Index:
        return {};
    case Against::Upstream:
        return m_subject.upstream;
    case Against::Base:
        return m_subject.base;
    case Against::Ref:
        return m_ref->text().trimmed();
    }
    Q_UNREACHABLE();
}

// The daemon tells the way from HEAD to the ref; what somebody wants to know first is what is here
// and not there.
DiffDirection ChangesView::direction() const
{
    const bool isAsTold = (against() == Against::Index) != m_swap->isChecked();
    return isAsTold ? DiffDirection::AsTold : DiffDirection::Reversed;
}

void ChangesView::onAgainst()
{
    m_refField->setVisible(against() == Against::Ref);
    m_sides->setVisible(against() != Against::Ref);
    checkRef();
    showSides();
}

void ChangesView::showSides()
{
    const QString other = against() == Against::Index ? tr("index") : ref();
    const QString own = against() == Against::Index ? tr("files") : tr("HEAD");
    const auto words = m_swap->isChecked() ? std::pair(own, other) : std::pair(other, own);
    setLabelLine(m_sides,
                 other.isEmpty() ? QString() : tr("from %1 to %2").arg(words.first, words.second));
}

// What git would take for an option never leaves.
bool ChangesView::checkRef()
{
    const bool isRef = against() == Against::Ref;
    QString problem = problemWithGitRevision(ref());
    m_refField->setProblem(isRef ? problem : QString());
    const bool isMissing = isRef && ref().isEmpty();
    m_ask->setEnabled(m_subject.isGit() && problem.isEmpty() && !isMissing);
    m_swap->setEnabled(m_subject.isGit());
    return problem.isEmpty() && !isMissing;
}

void ChangesView::ask()
{
    if (m_subject.tree == GitTree{})
        return;
    m_asked = true;
    if (!m_subject.isGit()) {
        m_state->hide();
        return m_page->showNotOffered(tr("A local folder: the daemon compares git trees only."),
                                      tr("Its files open in the Files pane."));
    }
    if (!m_subject.exists) {
        m_state->hide();
        return m_page->showNotOffered(tr("There is no such folder on the daemon's machine."),
                                      m_subject.path);
    }
    if (!checkRef())
        return;
    if (const QModelIndex current = m_files->currentIndex(); current.isValid())
        m_wanted = QString::fromUtf8(m_model->file(current.row()).path());
    if (m_askedRef != ref()) {
        m_set.reset();
        showFiles();
    }
    m_askedRef = ref();
    m_waiting = true;
    m_page->showLoading();
    m_state->setText(tr("Asking the daemon…"));
    m_state->show();
    emit changesRequested(m_subject.tree, m_askedRef);
}

void ChangesView::setProgress(qint64 bytes)
{
    constexpr qint64 worthTelling = qint64(2) * 1024 * 1024;
    if (!m_waiting || bytes < worthTelling)
        return;
    m_stop->show();
    m_state->setText(
        tr("Reading the difference: %1 so far").arg(QLocale().formattedDataSize(bytes)));
}

void ChangesView::setDifference(const GitTree &tree, const QString &ref, const DiffSetPtr &set)
{
    if (tree != m_subject.tree || ref != m_askedRef)
        return;
    m_waiting = false;
    m_stop->hide();
    const bool isSame = m_set && set && *m_set == *set;
    if (!isSame) {
        m_set = set;
        showFiles();
    }
    m_state->setVisible(!set->files.isEmpty());
    if (set->files.isEmpty()) {
        m_page->showEmpty(tr("No differences"), emptyWords());
        return;
    }
    QStringList sentences{DiffWords::summary(*set) + u'.'};
    if (m_askedRef.isEmpty())
        sentences += tr("New files that git does not know yet, files in conflict and what is "
                        "staged are not compared.");
    sentences += DiffWords::leftOut(*set);
    setLabelText(m_state, sentences.join(u' '));
    announce(m_state);
    m_page->showContent();
}

QString ChangesView::emptyWords() const
{
    if (!m_askedRef.isEmpty())
        return tr("HEAD and %1 hold the same files.").arg(shownName(m_askedRef));
    if (m_subject.isDirty)
        return tr("The daemon says that something is not committed here, yet no file differs from "
                  "the index. So there are files that git does not know yet, files in conflict, or "
                  "changes that are staged: the daemon compares none of these.");
    return tr("Every file that git knows is as the index has it.");
}

void ChangesView::setProblem(const GitTree &tree, const QString &ref, const QString &words)
{
    if (tree != m_subject.tree || ref != m_askedRef)
        return;
    m_waiting = false;
    m_stop->hide();
    m_state->hide();
    m_set.reset();
    showFiles();
    m_page->showFailed(tr("The changes could not be read"), words);
}

void ChangesView::select(const QString &path)
{
    m_wanted = path;
    if (const int row = m_model->rowOf(path.toUtf8()); row >= 0)
        m_files->setCurrentIndex(m_model->index(row, 0));
}

void ChangesView::focusFiles()
{
    m_files->setFocus(Qt::OtherFocusReason);
}

void ChangesView::showFiles()
{
    const QByteArray current = m_files->currentIndex().isValid()
        ? m_model->file(m_files->currentIndex().row()).path()
        : m_wanted.toUtf8();
    m_model->setDifference(m_set, direction());
    const int row = m_model->rowOf(current);
    if (m_model->rowCount() > 0)
        m_files->setCurrentIndex(m_model->index(qMax(row, 0), 0));
    else
        showFile();
}

void ChangesView::showFile()
{
    const QModelIndex current = m_files->currentIndex();
    if (current.isValid())
        m_file->setFile(m_model->file(current.row()), direction());
    else
        m_file->clear();
    updateOpen();
}

void ChangesView::updateOpen()
{
    const QModelIndex current = m_files->currentIndex();
    QString whyNot;
    if (!current.isValid()) {
        whyNot = tr("Choose a file first.");
    } else if (!m_subject.reachesFiles()) {
        whyNot =
            tr("No source reaches into this slot, and the daemon opens files of sources only.");
    } else {
        const FileDiff file = m_model->file(current.row());
        if (file.isNameDamaged())
            whyNot = tr("Its name holds bytes that are no UTF-8, so it cannot be opened by it.");
        else if (file.kind() == FileDiff::Kind::Deleted)
            whyNot = tr("The file is deleted.");
    }
    m_open->setEnabled(whyNot.isEmpty());
    m_open->setToolTip(whyNot);
}

void ChangesView::openFile(int line)
{
    if (!m_open->isEnabled())
        return;
    const FileDiff file = m_model->file(m_files->currentIndex().row());
    emit openFileRequested(m_subject.fileSource,
                           m_subject.filePrefix + QString::fromUtf8(file.path()), line);
}

void ChangesView::keyPressEvent(QKeyEvent *event)
{
    // From the list too: the lines of the chosen file are walked.
    if (event->key() == Qt::Key_F7 && event->modifiers() == Qt::ShiftModifier)
        m_file->view()->previousChange();
    else if (event->key() == Qt::Key_F7)
        m_file->view()->nextChange();
    else if (event->key() == Qt::Key_F5)
        ask();
    else
        QWidget::keyPressEvent(event);
}

} // namespace angee
