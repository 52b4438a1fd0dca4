// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/conflictview.h"

#include "core/base/relativetime.h"
#include "ui/files/codeeditor.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

using Choice = MergeHunk::Choice;

namespace {

constexpr int openMarker = 5;
constexpr int chosenMarker = 6;
constexpr int currentMarker = 7;
constexpr int sideBySideWidth = 840;

QString timeOf(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().time(), u"HH:mm:ss"_s);
}

LineRange linesOf(QByteArrayView text, qsizetype first)
{
    const qsizetype ends = std::count(text.begin(), text.end(), '\n');
    return {first, ends + (!text.isEmpty() && !text.endsWith('\n') ? 1 : 0)};
}

} // namespace

ConflictView::ConflictView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"conflictView"_s);
    build();
    connect(&m_job, &MergeJob::finished, this, &ConflictView::onMerged);
}

ConflictView::~ConflictView() = default;

// Not a focus proxy: what stands before it could no longer be reached with Tab.
void ConflictView::takeFocus()
{
    m_resultColumn.text->setFocus(Qt::OtherFocusReason);
}

QPushButton *ConflictView::addButton(QWidget *parent, const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

ConflictView::Column ConflictView::addColumn(const QString &name, const QString &label)
{
    auto *frame = new QWidget(m_splitter);
    Column column;
    column.label = new QLabel(label, frame);
    column.label->setObjectName(name + "Label"_L1);
    column.label->setTextFormat(Qt::PlainText);
    column.text = new CodeEditor(frame);
    column.text->setObjectName(name + "Text"_L1);
    column.text->setAccessibleName(label);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins({});
    layout->setSpacing(spacing(1, this));
    layout->addWidget(column.label);
    layout->addWidget(column.text, 1);
    m_splitter->addWidget(frame);
    return column;
}

void ConflictView::build()
{
    m_counter = new QLabel(this);
    m_counter->setObjectName(u"conflictCounter"_s);
    m_counter->setTextFormat(Qt::PlainText);
    m_newer = new QLabel(this);
    m_newer->setObjectName(u"conflictNewer"_s);
    m_newer->setTextFormat(Qt::PlainText);
    m_newer->hide();
    m_saveMerged = addButton(this, u"saveMergedButton"_s, tr("Save merged text"));
    setButtonRole(m_saveMerged, ButtonRole::Prominent);
    m_editMerged = addButton(this, u"editMergedButton"_s, tr("Edit merged text"));
    auto *takeTheirs = addButton(this, u"takeTheirsButton"_s, tr("Take the server's"));
    takeTheirs->setToolTip(tr("Your text is replaced by the one on the server."));
    auto *overwrite = addButton(this, u"overwriteButton"_s, tr("Overwrite"));
    overwrite->setToolTip(tr("The text on the server is replaced by yours, if it is still the one "
                             "shown here."));
    setButtonRole(overwrite, ButtonRole::Destructive);
    auto *keep = addButton(this, u"keepDraftButton"_s, tr("Keep mine as a draft"));
    m_ofServer = {takeTheirs, overwrite, keep};
    connect(m_saveMerged, &QPushButton::clicked, this, [this] { accept(true); });
    connect(m_editMerged, &QPushButton::clicked, this, [this] { accept(false); });
    connect(takeTheirs, &QPushButton::clicked, this, &ConflictView::takeTheirsRequested);
    connect(overwrite, &QPushButton::clicked, this, &ConflictView::overwriteRequested);
    connect(keep, &QPushButton::clicked, this, &ConflictView::keepDraftRequested);

    auto *top = new QHBoxLayout;
    top->addWidget(m_counter);
    top->addStretch(1);
    for (QPushButton *button : {m_saveMerged, m_editMerged, takeTheirs, overwrite, keep})
        top->addWidget(button);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"conflictSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_theirColumn = addColumn(u"theirs"_s, tr("On the server"));
    m_resultColumn = addColumn(u"result"_s, tr("Result"));
    m_mineColumn = addColumn(u"mine"_s, tr("Yours"));

    auto *layout = new QVBoxLayout(this);
    const int gap = spacing(1, this);
    layout->setContentsMargins(2 * gap, gap, 2 * gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(top);
    layout->addWidget(m_newer);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(buildHunkBar());
    applyColours();
    updateBar();
}

void ConflictView::buildEditBox()
{
    m_editBox = new QWidget(m_hunkBar);
    m_edit = new CodeEditor(m_editBox);
    m_edit->setObjectName(u"hunkEdit"_s);
    m_edit->setAccessibleName(tr("Text for this conflict"));
    auto *use = addButton(m_editBox, u"useEditedButton"_s, tr("Use this text"));
    auto *drop = addButton(m_editBox, u"dropEditedButton"_s, tr("Cancel"));
    connect(use, &QPushButton::clicked, this, [this] { endEdit(true); });
    connect(drop, &QPushButton::clicked, this, [this] { endEdit(false); });
    use->setToolTip(tr("Use this text (Ctrl+Return)"));
    drop->setToolTip(tr("Cancel (Esc)"));
    auto *editLayout = new QHBoxLayout(m_editBox);
    editLayout->setContentsMargins({});
    editLayout->addWidget(m_edit, 1);
    auto *editButtons = new QVBoxLayout;
    editButtons->addWidget(use);
    editButtons->addWidget(drop);
    editButtons->addStretch(1);
    editLayout->addLayout(editButtons);
    m_editBox->hide();
}

QWidget *ConflictView::buildHunkBar()
{
    m_hunkBar = new QWidget(this);
    m_hunkBar->setObjectName(u"hunkBar"_s);
    m_hunkLabel = new QLabel(m_hunkBar);
    m_hunkLabel->setObjectName(u"hunkLabel"_s);
    m_hunkLabel->setTextFormat(Qt::PlainText);
    m_previous = addButton(m_hunkBar, u"previousHunkButton"_s, tr("Previous"));
    m_next = addButton(m_hunkBar, u"nextHunkButton"_s, tr("Next"));
    m_next->setToolTip(tr("Next conflict (F7)"));
    m_previous->setToolTip(tr("Previous conflict (Shift+F7)"));
    m_useTheirs = addButton(m_hunkBar, u"useTheirsButton"_s, tr("Use the server's"));
    m_useMine = addButton(m_hunkBar, u"useMineButton"_s, tr("Use mine"));
    m_useBoth = addButton(m_hunkBar, u"useBothButton"_s, tr("Use both"));
    m_editHunk = addButton(m_hunkBar, u"editHunkButton"_s, tr("Edit…"));
    m_reopen = addButton(m_hunkBar, u"reopenHunkButton"_s, tr("Decide again"));
    m_restTheirs = addButton(m_hunkBar, u"restTheirsButton"_s, tr("Server's for the rest"));
    m_restMine = addButton(m_hunkBar, u"restMineButton"_s, tr("Mine for the rest"));
    connect(m_previous, &QPushButton::clicked, this, &ConflictView::showPrevious);
    connect(m_next, &QPushButton::clicked, this, &ConflictView::showNext);
    connect(m_useTheirs, &QPushButton::clicked, this, [this] { choose(Choice::Theirs); });
    connect(m_useMine, &QPushButton::clicked, this, [this] { choose(Choice::Mine); });
    connect(m_useBoth, &QPushButton::clicked, this, [this] { choose(Choice::MineThenTheirs); });
    connect(m_reopen, &QPushButton::clicked, this, [this] { choose(Choice::None); });
    connect(m_editHunk, &QPushButton::clicked, this, &ConflictView::beginEdit);
    connect(m_restTheirs, &QPushButton::clicked, this, [this] { chooseAllOpen(Choice::Theirs); });
    connect(m_restMine, &QPushButton::clicked, this, [this] { chooseAllOpen(Choice::Mine); });

    buildEditBox();
    // Two rows: one would be wider than a small window.
    auto *walk = new QHBoxLayout;
    walk->addWidget(m_hunkLabel);
    walk->addStretch(1);
    for (QPushButton *button : {m_previous, m_next, m_restTheirs, m_restMine})
        walk->addWidget(button);
    auto *choices = new QHBoxLayout;
    for (QPushButton *button : {m_useTheirs, m_useMine, m_useBoth, m_editHunk, m_reopen})
        choices->addWidget(button);
    choices->addStretch(1);
    auto *layout = new QVBoxLayout(m_hunkBar);
    layout->setContentsMargins({});
    layout->setSpacing(spacing(1, this));
    layout->addLayout(walk);
    layout->addLayout(choices);
    layout->addWidget(m_editBox);
    return m_hunkBar;
}

void ConflictView::start(const QByteArray &base, const QByteArray &mine,
                         const DocumentSession::ServerVersion &theirs, const QDateTime &mineTime)
{
    m_base = base;
    m_mine = mine;
    m_theirs = theirs;
    m_merge = {};
    m_current = -1;
    m_ready = false;
    m_newer->hide();
    m_editBox->hide();
    m_theirColumn.label->setText(tr("On the server (read at %1)").arg(timeOf(theirs.seenAt)));
    m_mineColumn.label->setText(mineTime.isValid() ? tr("Yours (typed at %1)").arg(timeOf(mineTime))
                                                   : tr("Yours"));
    m_theirColumn.label->setToolTip(exactTime(theirs.seenAt));
    m_counter->setText(tr("Merging…"));
    updateBar();
    m_job.start(base, mine, theirs.content);
}

void ConflictView::startMarked(const MarkedText &text)
{
    m_job.cancel();
    m_base = text.base;
    m_mine = text.ours;
    m_theirs = {.content = text.theirs, .etag = {}, .seenAt = {}};
    m_merge = mergeOfMarkers(text);
    m_ready = true;
    for (QPushButton *button : std::as_const(m_ofServer))
        button->hide();
    const auto name = [](QPushButton *button, const QString &words) {
        button->setText(words);
        button->setAccessibleName(words);
    };
    name(m_useTheirs, tr("Use theirs"));
    name(m_useMine, tr("Use ours"));
    name(m_restTheirs, tr("Theirs for the rest"));
    name(m_restMine, tr("Ours for the rest"));
    name(m_saveMerged, tr("Save resolved text"));
    name(m_editMerged, tr("Edit resolved text"));
    setLabelLine(m_theirColumn.label,
                 text.theirLabel.isEmpty() ? tr("Theirs") : tr("Theirs: %1").arg(text.theirLabel));
    setLabelLine(m_mineColumn.label,
                 text.ourLabel.isEmpty() ? tr("Ours") : tr("Ours: %1").arg(text.ourLabel));
    const auto doubtful =
        std::count_if(text.conflicts.cbegin(), text.conflicts.cend(),
                      [](const MarkedConflict &conflict) { return conflict.isAmbiguous; });
    m_newer->setText(tr("In %n conflict(s) more than one line looks like the one between the "
                        "sides: check where they part.",
                        nullptr, int(doubtful)));
    m_newer->setVisible(doubtful > 0);
    showTexts();
    goTo(m_merge.nextConflict(-1, true));
    updateBar();
}

void ConflictView::clear()
{
    m_job.cancel();
    m_merge = {};
    m_base.clear();
    m_mine.clear();
    m_theirs = {};
    m_ready = false;
    for (const Column &column : {m_theirColumn, m_resultColumn, m_mineColumn})
        column.text->load({});
}

void ConflictView::noteNewerVersion(const QDateTime &seenAt)
{
    m_newer->setText(tr("The file changed once more on the server, at %1. Your choices stay; that "
                        "change is merged next.")
                         .arg(timeOf(seenAt)));
    m_newer->show();
}

void ConflictView::onMerged(MergeJob::Outcome outcome)
{
    switch (outcome) {
    case MergeJob::Outcome::Merged:
        m_merge = m_job.result();
        m_ready = true;
        showTexts();
        goTo(m_merge.nextConflict(-1, true));
        break;
    case MergeJob::Outcome::TooLarge:
        m_counter->setText(tr("The texts are too large to be merged. Take one, or keep a draft."));
        break;
    case MergeJob::Outcome::TooCostly:
        m_counter->setText(tr("The texts have too little in common to be merged line by line. Take "
                              "one, or keep a draft."));
        break;
    }
    updateBar();
    emit ready();
}

void ConflictView::showTexts()
{
    for (const auto &[column, text] :
         {std::pair{m_theirColumn, m_theirs.content}, std::pair{m_mineColumn, m_mine}}) {
        column.text->load(text);
        column.text->setPath(m_path);
        column.text->setReadOnly(true);
    }
    m_resultColumn.text->load(m_merge.preview());
    m_resultColumn.text->setPath(m_path);
    m_resultColumn.text->setReadOnly(true);
    m_edit->setPath(m_path);
    applyColours();
    updateResult();
}

void ConflictView::markHunks(CodeEditor *editor, LineRange MergeHunk::*lines)
{
    for (const int marker : {openMarker, chosenMarker, currentMarker})
        editor->markerDeleteAll(marker);
    const QList<MergeHunk> &hunks = m_merge.hunks();
    for (qsizetype i = 0; i < hunks.size(); ++i) {
        if (hunks.at(i).kind != MergeHunk::Kind::Conflict)
            continue;
        const LineRange range = lines ? hunks.at(i).*lines : m_resultLines.at(i);
        const int marker = hunks.at(i).isOpen() ? openMarker : chosenMarker;
        for (qsizetype line = range.first; line < range.end(); ++line) {
            editor->markerAdd(int(line), marker);
            if (i == m_current)
                editor->markerAdd(int(line), currentMarker);
        }
    }
}

void ConflictView::updateResult()
{
    m_resultLines.clear();
    qsizetype line = 0;
    for (const MergeHunk &hunk : m_merge.hunks()) {
        const bool isFixed = hunk.kind != MergeHunk::Kind::Conflict;
        const LineRange range = !isFixed           ? linesOf(m_merge.resultText(hunk), line)
            : hunk.kind == MergeHunk::Kind::Theirs ? LineRange{line, hunk.theirs.count}
                                                   : LineRange{line, hunk.mine.count};
        m_resultLines.append(range);
        line = range.end();
    }
    m_resultColumn.text->replaceText(m_merge.preview());
    markHunks(m_resultColumn.text, nullptr);
    markHunks(m_theirColumn.text, &MergeHunk::theirs);
    markHunks(m_mineColumn.text, &MergeHunk::mine);
}

void ConflictView::updateBar()
{
    const int total = m_merge.conflictCount();
    const int open = m_merge.openCount();
    if (m_ready && total == 0)
        m_counter->setText(tr("All changes fit together: nothing to choose."));
    else if (m_ready)
        m_counter->setText(tr("%1 of %2 left").arg(open).arg(total));
    m_hunkBar->setVisible(m_ready && total > 0);
    m_saveMerged->setEnabled(m_ready && open == 0);
    m_editMerged->setEnabled(m_ready && open == 0);
    const QString why =
        m_ready && open > 0 ? tr("Choose in the conflicts that are left first.") : QString();
    m_saveMerged->setToolTip(why);
    m_editMerged->setToolTip(why);
    const bool has = m_current >= 0;
    for (QPushButton *button : {m_useTheirs, m_useMine, m_useBoth, m_editHunk})
        button->setEnabled(has);
    m_reopen->setEnabled(has && !m_merge.hunks().at(m_current).isOpen());
    m_next->setEnabled(m_merge.nextConflict(m_current) >= 0);
    m_previous->setEnabled(has && m_merge.previousConflict(m_current) >= 0);
    m_restTheirs->setEnabled(open > 0);
    m_restMine->setEnabled(open > 0);
    if (!has) {
        m_hunkLabel->clear();
        return;
    }
    int number = 0;
    for (int i = m_merge.nextConflict(-1); i >= 0 && i <= m_current; i = m_merge.nextConflict(i))
        ++number;
    m_hunkLabel->setText(tr("Conflict %1 of %2").arg(number).arg(total));
}

void ConflictView::goTo(int hunk)
{
    m_current = hunk;
    m_editBox->hide();
    if (hunk >= 0) {
        const MergeHunk &at = m_merge.hunks().at(hunk);
        m_theirColumn.text->goToLine(int(at.theirs.first) + 1);
        m_mineColumn.text->goToLine(int(at.mine.first) + 1);
        m_resultColumn.text->goToLine(int(m_resultLines.at(hunk).first) + 1);
        updateResult();
    }
    updateBar();
}

void ConflictView::showNext()
{
    if (const int next = m_merge.nextConflict(m_current); next >= 0)
        goTo(next);
}

void ConflictView::showPrevious()
{
    if (const int previous = m_merge.previousConflict(m_current); previous >= 0)
        goTo(previous);
}

int ConflictView::openAfter(int hunk) const
{
    const int next = m_merge.nextConflict(hunk, true);
    return next >= 0 ? next : m_merge.nextConflict(-1, true);
}

void ConflictView::choose(Choice choice)
{
    if (m_current < 0)
        return;
    m_merge.choose(m_current, choice);
    m_editBox->hide();
    updateResult();
    const int next = openAfter(m_current);
    goTo(choice == Choice::None || next < 0 ? m_current : next);
}

void ConflictView::chooseAllOpen(Choice choice)
{
    m_merge.chooseOpen(choice);
    updateResult();
    goTo(m_current);
}

void ConflictView::beginEdit()
{
    if (m_current < 0)
        return;
    const MergeHunk &hunk = m_merge.hunks().at(m_current);
    m_edit->load(hunk.choice == Choice::None
                     ? m_merge.mineText(hunk).toByteArray() + m_merge.theirText(hunk).toByteArray()
                     : m_merge.resultText(hunk));
    m_editBox->show();
    m_edit->setFocus();
}

// Tab belongs to the text that is edited, so other keys have to lead out of it.
void ConflictView::keyPressEvent(QKeyEvent *event)
{
    const bool takes = event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_Return;
    if (m_editBox->isVisible() && (takes || event->key() == Qt::Key_Escape))
        endEdit(takes);
    else
        QWidget::keyPressEvent(event);
}

void ConflictView::endEdit(bool keep)
{
    m_editBox->hide();
    if (!keep || m_current < 0)
        return;
    m_merge.edit(m_current, m_edit->bytes());
    updateResult();
    const int next = m_merge.nextConflict(m_current, true);
    goTo(next >= 0 ? next : m_current);
}

bool ConflictView::saveOrShowOpen()
{
    if (m_editBox->isVisible())
        endEdit(true);
    const bool isChosen = m_ready && m_merge.openCount() == 0;
    if (isChosen && m_merge.conflictCount() > 0) {
        accept(true);
        return true;
    }
    // The same key brought this view up: pressed twice, it must not save what nobody has seen.
    if (isChosen)
        m_saveMerged->setFocus(Qt::ShortcutFocusReason);
    else if (m_ready)
        goTo(openAfter(m_current - 1));
    return false;
}

void ConflictView::accept(bool save)
{
    if (const std::optional<QByteArray> merged = m_merge.result(); merged && m_ready)
        emit mergeAccepted(*merged, save);
}

void ConflictView::applyColours()
{
    for (CodeEditor *editor : {m_theirColumn.text, m_resultColumn.text, m_mineColumn.text}) {
        for (const auto &[marker, role] : {std::pair{openMarker, ColorRole::WarningBackground},
                                           std::pair{chosenMarker, ColorRole::GoodBackground}}) {
            editor->markerDefine(QsciScintilla::Background, marker);
            editor->setMarkerBackgroundColor(roleColor(role, palette()), marker);
        }
        editor->markerDefine(QsciScintilla::FullRectangle, currentMarker);
        editor->setMarkerBackgroundColor(roleColor(ColorRole::Accent, palette()), currentMarker);
        editor->setMarginWidth(1, spacing(1, this));
        editor->setCaretLineVisible(false);
    }
}

void ConflictView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColours();
}

void ConflictView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_splitter->setOrientation(width() >= sideBySideWidth ? Qt::Horizontal : Qt::Vertical);
}

} // namespace angee
