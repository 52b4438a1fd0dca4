// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/pipelinepanel.h"

#include "ui/files/pipelinemodel.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

using State = SavePipeline::State;

namespace {

const QString &errorMark()
{
    static const QString mark = u"▶ "_s;
    return mark;
}

// The text with its error line marked, since a colour alone tells nothing to many.
QString markedText(const SavePipeline::Step &step)
{
    QString text = step.output;
    if (text.endsWith(u'\n'))
        text.chop(1);
    qsizetype at = 0;
    for (int line = 1; line < step.errorLine; ++line)
        at = text.indexOf(u'\n', at) + 1;
    if (step.errorLine > 0)
        text.insert(at, errorMark());
    return text;
}

} // namespace

PipelinePanel::PipelinePanel(SavePipeline *pipeline, QWidget *parent)
    : QWidget(parent)
    , m_pipeline(pipeline)
    , m_model(new PipelineModel(pipeline, this))
{
    setObjectName(u"pipelinePanel"_s);
    build();
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, m_model, &PipelineModel::tick);
    connect(pipeline, &SavePipeline::stepsReset, this, &PipelinePanel::onStepsReset);
    connect(pipeline, &SavePipeline::stepChanged, this, &PipelinePanel::onStepChanged);
    connect(pipeline, &SavePipeline::outputAppended, this, &PipelinePanel::onOutput);
    connect(pipeline, &SavePipeline::finished, this, &PipelinePanel::updateHead);
    onStepsReset();
}

PipelinePanel::~PipelinePanel() = default;

void PipelinePanel::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(buildBody(), 1);
}

QWidget *PipelinePanel::buildHead()
{
    auto *head = new QWidget(this);
    m_toggle = new QToolButton(head);
    m_toggle->setObjectName(u"pipelineToggle"_s);
    m_toggle->setAutoRaise(true);
    m_icon = new IconLabel(head);
    m_title = new QLabel(head);
    m_title->setObjectName(u"pipelineTitle"_s);
    m_title->setAccessibleName(tr("Pipeline"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_cancel = new QPushButton(tr("Cancel…"), head);
    m_cancel->setObjectName(u"pipelineCancelButton"_s);
    m_cancel->setAccessibleName(tr("Cancel the running step"));
    m_revert = new QPushButton(tr("Revert…"), head);
    m_revert->setObjectName(u"pipelineRevertButton"_s);
    m_revert->setAccessibleName(tr("Write the text before this save back, and build again"));
    m_close = new QToolButton(head);
    m_close->setObjectName(u"pipelineCloseButton"_s);
    m_close->setAutoRaise(true);
    m_close->setIcon(Icon::get(Icon::Name::Close));
    m_close->setAccessibleName(tr("Hide the pipeline"));
    m_close->setToolTip(tr("Hide the pipeline; it goes on, and the button above shows it again"));
    for (QToolButton *button : {m_toggle, m_close})
        button->setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(head);
    const int gap = spacing(1, this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addWidget(m_toggle);
    layout->addWidget(m_icon);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_cancel);
    layout->addWidget(m_revert);
    layout->addWidget(m_close);
    connect(m_toggle, &QToolButton::clicked, this, [this] { setOpen(!m_open); });
    connect(m_cancel, &QPushButton::clicked, this, &PipelinePanel::cancelRequested);
    connect(m_revert, &QPushButton::clicked, this, &PipelinePanel::revertRequested);
    connect(m_close, &QToolButton::clicked, this, &PipelinePanel::closeRequested);
    return head;
}

QWidget *PipelinePanel::buildBody()
{
    m_body = new QWidget(this);
    m_table = new QTableView(m_body);
    m_table->setObjectName(u"pipelineTable"_s);
    m_table->setAccessibleName(tr("Steps"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(qRound(fontMetrics().lineSpacing() * 1.6));
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int letter = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(PipelineModel::StateColumn, letter * 16);
    m_table->setColumnWidth(PipelineModel::StepColumn, letter * 14);
    m_table->setColumnWidth(PipelineModel::ElapsedColumn, letter * 8);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PipelinePanel::onCurrentChanged);

    auto *detail = new QWidget(m_body);
    m_words = new QLabel(detail);
    m_words->setObjectName(u"pipelineWords"_s);
    m_words->setAccessibleName(tr("Outcome of the step"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_output = new PlainTextView(tr("Output of the step"), detail);
    m_output->setObjectName(u"pipelineOutput"_s);
    m_output->setMaximumBlockCount(0); // the pipeline bounds it, and lines must keep their numbers
    m_output->setPlaceholderText(tr("No output"));
    auto *detailLayout = new QVBoxLayout(detail);
    const int gap = spacing(1, this);
    detailLayout->setContentsMargins(gap, 0, 0, 0);
    detailLayout->setSpacing(gap);
    detailLayout->addWidget(m_words);
    detailLayout->addWidget(m_output, 1);

    auto *splitter = new QSplitter(Qt::Horizontal, m_body);
    splitter->setObjectName(u"pipelineSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(detail);
    splitter->setSizes({400, 450});
    auto *layout = new QVBoxLayout(m_body);
    layout->setContentsMargins({});
    layout->addWidget(splitter);
    m_body->setMinimumHeight(fontMetrics().lineSpacing() * 9);
    return m_body;
}

void PipelinePanel::setOpen(bool open)
{
    m_open = open;
    m_body->setVisible(open);
    // Closed, a splitter around it shall not give it more than its line.
    setMaximumHeight(open ? QWIDGETSIZE_MAX : sizeHint().height());
    updateHead();
}

void PipelinePanel::setWhyNoChanges(const QString &why)
{
    m_whyNoChanges = why;
    updateHead();
}

void PipelinePanel::onStepsReset()
{
    m_follows = true;
    if (m_pipeline->steps().isEmpty()) {
        m_output->clear();
        m_words->clear();
    } else {
        select(std::max(0, m_pipeline->currentStep()));
    }
    updateHead();
}

void PipelinePanel::select(int index)
{
    m_selecting = true;
    m_table->selectRow(index);
    m_selecting = false;
    showStep(index);
}

void PipelinePanel::onStepChanged(int index)
{
    const SavePipeline::Step &step = m_pipeline->steps().at(index);
    const bool opens = step.state == State::Failed
        || (m_follows && (step.state == State::Running || step.state == State::Unknown));
    if (opens && (m_table->currentIndex().row() != index || step.state == State::Failed))
        select(index);
    else if (m_table->currentIndex().row() == index)
        setLabelText(m_words, step.words);
    updateHead();
}

void PipelinePanel::onCurrentChanged()
{
    if (m_selecting || !m_table->currentIndex().isValid())
        return;
    const int row = m_table->currentIndex().row();
    m_follows = row == m_pipeline->currentStep();
    showStep(row);
}

void PipelinePanel::onOutput(int index, const QString &lines)
{
    if (m_table->currentIndex().row() == index)
        m_output->appendWords(lines);
}

void PipelinePanel::showStep(int index)
{
    const SavePipeline::Step &step = m_pipeline->steps().at(index);
    setLabelText(m_words, step.words);
    m_output->setPlainText(markedText(step));
    m_output->setExtraSelections({});
    if (step.state == State::Running) {
        // The next line belongs below, not behind, and the end stays in sight.
        if (!step.output.isEmpty())
            m_output->appendWords(u"\n"_s);
        m_output->verticalScrollBar()->setValue(m_output->verticalScrollBar()->maximum());
    }
    if (step.errorLine > 0)
        showError(step.errorLine);
}

void PipelinePanel::showError(int line)
{
    const QTextBlock block = m_output->document()->findBlockByNumber(line - 1);
    QTextCursor cursor(block);
    m_output->setTextCursor(cursor);
    m_output->centerCursor();
    QTextEdit::ExtraSelection mark;
    mark.cursor = cursor;
    mark.format.setBackground(roleColor(ColorRole::BadBackground, palette()));
    mark.format.setProperty(QTextFormat::FullWidthSelection, true);
    m_output->setExtraSelections({mark});
}

void PipelinePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // Colours of marks in a text do not follow the theme by themselves.
    const int row = m_table ? m_table->currentIndex().row() : -1;
    if (event->type() == QEvent::PaletteChange && row >= 0 && row < m_pipeline->steps().size()
        && m_pipeline->steps().at(row).errorLine > 0)
        showError(m_pipeline->steps().at(row).errorLine);
}

QString PipelinePanel::summary() const
{
    const QList<SavePipeline::Step> &steps = m_pipeline->steps();
    if (m_pipeline->isRunning())
        return tr("%1 is running").arg(stepName(steps.at(m_pipeline->currentStep()).kind));
    for (const SavePipeline::Step &step : steps) {
        if (step.state != State::Succeeded && step.state != State::Skipped)
            return tr("%1: %2").arg(stepName(step.kind), stepStateName(step.state));
    }
    return tr("done");
}

void PipelinePanel::updateHead()
{
    const bool running = m_pipeline->isRunning();
    m_toggle->setIcon(Icon::get(m_open ? Icon::Name::ChevronDown : Icon::Name::ChevronUp));
    m_toggle->setToolTip(m_open ? tr("Show one line only") : tr("Show the steps"));
    m_toggle->setAccessibleName(m_toggle->toolTip());
    if (running != m_tick.isActive())
        running ? m_tick.start() : m_tick.stop();
    m_cancel->setEnabled(m_pipeline->canCancel());
    m_cancel->setToolTip(m_pipeline->cancelWarning());
    const QString why =
        m_pipeline->whyNoRevert().isEmpty() ? m_whyNoChanges : m_pipeline->whyNoRevert();
    m_revert->setEnabled(why.isEmpty());
    m_revert->setToolTip(why.isEmpty() ? m_revert->accessibleName() : why);
    if (m_pipeline->steps().isEmpty()) {
        m_title->clear();
        return;
    }
    const QString what = m_pipeline->isRevert()             ? tr("Revert %1")
        : m_pipeline->way() == SavePipeline::Way::BuildOnly ? tr("Save and build %1")
                                                            : tr("Save, build and apply %1");
    const QString file = tr("%1 (%2)").arg(m_pipeline->path(), m_pipeline->source());
    setLabelLine(m_title, what.arg(file) + u"  ·  "_s + summary());
    const bool bad =
        std::any_of(m_pipeline->steps().begin(), m_pipeline->steps().end(),
                    [](const SavePipeline::Step &step) { return step.state == State::Failed; });
    const bool odd = std::any_of(
        m_pipeline->steps().begin(), m_pipeline->steps().end(), [](const SavePipeline::Step &step) {
            return step.state == State::Unknown || step.state == State::Cancelled;
        });
    m_icon->setIcon(Icon::status(running   ? Status::Starting
                                     : bad ? Status::Failed
                                     : odd ? Status::Unknown
                                           : Status::Done));
}

} // namespace angee
