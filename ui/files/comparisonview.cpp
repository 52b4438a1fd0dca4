// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/comparisonview.h"

#include "core/files/textfacts.h"
#include "ui/files/codeeditor.h"
#include "ui/widgets/palette.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype contextLines = 3;
constexpr int addedMarker = 2;
constexpr int removedMarker = 3;
constexpr int gapMarker = 4;

// Lines for the eye, collected with the marker of each.
class DiffText
{
public:
    void add(char sign, QByteArrayView line, int marker)
    {
        m_text += sign;
        m_text += ' ';
        m_text += line.endsWith('\n') ? line.chopped(1) : line;
        if (!line.endsWith('\n'))
            m_text += "  (no newline at the end)";
        m_text += '\n';
        m_markers.append(marker);
    }

    void addGap(qsizetype lines)
    {
        m_text += "... " + QByteArray::number(lines) + " equal lines\n";
        m_markers.append(gapMarker);
    }

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] const QList<int> &markers() const { return m_markers; }

private:
    QByteArray m_text;
    QList<int> m_markers;
};

void addEqual(DiffText &diff, const LineIndex &before, LineRange lines, bool isFirst, bool isLast)
{
    const qsizetype head = isFirst ? 0 : std::min(contextLines, lines.count);
    const qsizetype tail = isLast ? 0 : std::min(contextLines, lines.count - head);
    for (qsizetype i = 0; i < head; ++i)
        diff.add(' ', before.line(lines.first + i), -1);
    if (lines.count > head + tail)
        diff.addGap(lines.count - head - tail);
    for (qsizetype i = lines.count - tail; i < lines.count; ++i)
        diff.add(' ', before.line(lines.first + i), -1);
}

} // namespace

ComparisonView::ComparisonView(QWidget *parent)
    : QWidget(parent)
    , m_summary(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_view(new CodeEditor(this))
{
    setObjectName(u"comparisonView"_s);
    m_summary->setObjectName(u"diffSummary"_s);
    m_facts->setObjectName(u"diffFacts"_s);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_view->setObjectName(u"diffText"_s);
    m_view->setAccessibleName(tr("Differences"));
    m_view->setMarginWidth(0, 0);
    m_view->setReadOnly(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(spacing(1, this));
    layout->addWidget(m_summary);
    layout->addWidget(m_facts);
    layout->addWidget(m_view, 1);
    connect(&m_job, &DiffJob::finished, this, &ComparisonView::showChanges);
    connect(&m_job, &DiffJob::tooCostly, this, &ComparisonView::showTooCostly);
    applyColours();
}

ComparisonView::~ComparisonView() = default;

void ComparisonView::compare(const QByteArray &before, const QByteArray &after)
{
    m_before = before;
    m_after = after;
    m_summary->setText(tr("Comparing…"));
    const QStringList facts = describeChanges(TextFacts::of(before), TextFacts::of(after));
    m_facts->setText(facts.join(u'\n'));
    m_facts->setVisible(!facts.isEmpty());
    m_job.start(before, after);
}

void ComparisonView::showChanges(const QList<LineChange> &changes)
{
    const LineIndex before(m_before);
    const LineIndex after(m_after);
    DiffText diff;
    qsizetype at = 0;
    qsizetype removed = 0;
    qsizetype added = 0;
    for (const LineChange &change : changes) {
        addEqual(diff, before, {at, change.before.first - at}, at == 0, false);
        for (qsizetype i = 0; i < change.before.count; ++i)
            diff.add('-', before.line(change.before.first + i), removedMarker);
        for (qsizetype i = 0; i < change.after.count; ++i)
            diff.add('+', after.line(change.after.first + i), addedMarker);
        removed += change.before.count;
        added += change.after.count;
        at = change.before.end();
    }
    if (!changes.isEmpty())
        addEqual(diff, before, {at, before.count() - at}, false, true);
    m_view->load(diff.text());
    m_view->setMarginWidth(0, 0);
    m_view->setReadOnly(true);
    for (qsizetype line = 0; line < diff.markers().size(); ++line) {
        if (diff.markers().at(line) >= 0)
            m_view->markerAdd(int(line), diff.markers().at(line));
    }
    m_summary->setText(changes.isEmpty()
                           ? tr("The texts are equal.")
                           : tr("%L1 lines added, %L2 removed").arg(added).arg(removed));
    emit compared();
}

void ComparisonView::showTooCostly()
{
    m_summary->setText(tr("The texts have too little in common to be compared line by line."));
    emit compared();
}

void ComparisonView::applyColours()
{
    for (const auto &[marker, role] : {std::pair{addedMarker, ColorRole::GoodBackground},
                                       std::pair{removedMarker, ColorRole::BadBackground},
                                       std::pair{gapMarker, ColorRole::NeutralBackground}}) {
        m_view->markerDefine(QsciScintilla::Background, marker);
        m_view->setMarkerBackgroundColor(roleColor(role, palette()), marker);
    }
    m_view->setCaretLineVisible(false);
}

void ComparisonView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColours();
}

} // namespace angee
