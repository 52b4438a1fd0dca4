// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/outputs/outputview.h"

#include "ui/logs/logfindbar.h"
#include "ui/logs/logsheet.h"
#include "ui/outputs/outputsteps.h"
#include "ui/tasks/taskmodel.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype outputPieceBytes = qsizetype(128) * 1024; // of a turn of the event loop
constexpr qsizetype mostNamesListed = 8; // names in a sentence

QString listedNames(const QStringList &names)
{
    QString text = shownLine(names.mid(0, mostNamesListed).join(u", "_s));
    if (names.size() > mostNamesListed)
        text += u' ' + OutputView::tr("and %n more", nullptr, int(names.size() - mostNamesListed));
    return text;
}

//! "Recreated: a, b. Running: c."
QString containerText(const QList<BuildOutcome> &containers)
{
    QStringList words;
    QHash<QString, QStringList> names;
    for (const BuildOutcome &container : containers) {
        if (!names.contains(container.word))
            words.append(container.word);
        names[container.word].append(container.name);
    }
    QStringList parts;
    for (const QString &word : std::as_const(words))
        parts.append(OutputView::tr("%1: %2.").arg(word, listedNames(names.value(word))));
    return parts.join(u' ');
}

} // namespace

OutputView::OutputView(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(this))
    , m_summary(new QLabel(this))
    , m_reason(new QLabel(this))
    , m_applied(new QLabel(this))
    , m_error(new QPushButton(tr("First error"), this))
    , m_place(new QPushButton(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_steps(new OutputStepsView(this))
{
    setObjectName(u"outputView"_s);
    m_summary->setObjectName(u"outputSummary"_s);
    m_reason->setObjectName(u"outputReason"_s);
    m_applied->setObjectName(u"outputApplied"_s);
    for (QLabel *label : {m_summary, m_reason, m_applied}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_error->setObjectName(u"outputFirstError"_s);
    m_error->setToolTip(tr("Goes to the line at which reading begins"));
    m_place->setObjectName(u"outputPlace"_s);
    const int unit = spacing(1, this);
    auto *head = new QHBoxLayout;
    head->setSpacing(2 * unit);
    head->addWidget(m_icon);
    head->addWidget(m_summary, 1);
    head->addWidget(m_error);
    head->addWidget(m_place);
    m_splitter->setObjectName(u"outputSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_steps);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(unit);
    column->addLayout(head);
    column->addWidget(m_reason);
    column->addWidget(m_applied);
    column->addWidget(m_splitter, 1);
    newSheet();
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &OutputView::takeIn);
    connect(m_error, &QPushButton::clicked, this, &OutputView::goToFirstError);
    connect(m_steps, &OutputStepsView::lineChosen, this, &OutputView::goToLine);
    connect(m_place, &QPushButton::clicked, this, [this] {
        if (const auto place = m_feed ? m_feed->steps().place() : std::nullopt)
            emit placeRequested(*place);
    });
    clear();
}

OutputView::~OutputView() = default;

void OutputView::focusInEvent(QFocusEvent *event)
{
    m_sheet->setFocus(event->reason());
}

//! Lines are counted from 1 in each output.
void OutputView::newSheet()
{
    m_feed.reset();
    auto *sheet = new LogSheet({}, this);
    sheet->view()->setObjectName(u"outputText"_s);
    sheet->view()->setAccessibleName(tr("Output"));
    sheet->view()->setGutter(LogGutter::Number);
    if (m_sheet) {
        const bool focused = m_sheet->isAncestorOf(QWidget::focusWidget());
        m_splitter->replaceWidget(1, sheet);
        if (focused)
            sheet->setFocus(Qt::OtherFocusReason);
        m_sheet->deleteLater();
    } else {
        m_splitter->addWidget(sheet);
        m_splitter->setStretchFactor(0, 2);
        m_splitter->setStretchFactor(1, 3);
    }
    m_sheet = sheet;
    sheet->show();
}

void OutputView::clear()
{
    begin({}, {});
    m_hasEnded = true;
    updateHead();
}

void OutputView::begin(const OutputRecord &record, const QByteArray &text)
{
    m_record = record;
    m_notApplied.clear();
    m_perhapsNotApplied.clear();
    m_hasEnded = false;
    m_isComplete = false;
    m_goToError = false;
    newSheet();
    const bool services = holdsServices(record);
    m_feed = std::make_unique<OutputFeed>(
        m_sheet->store(), services ? OutputFeed::Services::InLines : OutputFeed::Services::None);
    m_sheet->view()->setServicesShown(services);
    m_waiting = text;
    m_taken = 0;
    updateSteps();
    updateHead();
    takeIn();
}

void OutputView::add(const QByteArray &bytes)
{
    m_waiting.append(bytes);
    if (!m_turn.isActive())
        m_turn.start();
}

void OutputView::end(const OutputRecord &record)
{
    m_record = record;
    m_hasEnded = true;
    if (!m_turn.isActive())
        m_turn.start();
}

void OutputView::takeIn()
{
    const qsizetype size = std::min(outputPieceBytes, m_waiting.size() - m_taken);
    const qint64 atMs =
        m_record.isActive() ? m_record.started.msecsTo(QDateTime::currentDateTimeUtc()) : -1;
    m_feed->add(QByteArrayView(m_waiting).sliced(m_taken, size), 0, atMs);
    m_taken += size;
    if (m_taken < m_waiting.size()) {
        m_turn.start();
        return;
    }
    m_waiting.clear();
    m_taken = 0;
    if (m_hasEnded && !m_isComplete)
        return conclude();
    updateSteps();
    updateHead();
}

void OutputView::conclude()
{
    m_isComplete = true;
    m_feed->finish(m_record.state == Task::State::Failed);
    updateSteps();
    updateHead();
    layout()->activate();
    if (m_goToError || m_record.state == Task::State::Failed)
        goToFirstError();
    emit completed();
}

void OutputView::goToFirstError()
{
    m_goToError = !m_isComplete;
    if (m_isComplete)
        goToLine(m_feed->steps().errorLine());
}

void OutputView::goToLine(qint64 line)
{
    if (line < 1 || line > m_sheet->store()->endLine())
        return;
    LogView *view = m_sheet->view();
    view->goTo(line - 1);
    // What stands above it may just have been shown, and takes its room in the next turn.
    QTimer::singleShot(0, view, [view, line] {
        if (view->currentLine() == line - 1)
            view->goTo(line - 1);
    });
}

void OutputView::find(const QString &text)
{
    m_sheet->findBar()->setText(text);
}

void OutputView::setNotApplied(const QStringList &certain, const QStringList &possible)
{
    if (m_notApplied == certain && m_perhapsNotApplied == possible)
        return;
    m_notApplied = certain;
    m_perhapsNotApplied = possible;
    updateHead();
}

//! Times of an earlier run are those that were written down: its lines do not come at their time.
void OutputView::updateSteps()
{
    QList<BuildStep> steps = m_feed->steps().steps();
    if (m_isComplete && m_record.stepMs.size() == steps.size()) {
        for (qsizetype i = 0; i < steps.size(); ++i)
            steps[i].ms = m_record.stepMs.at(i);
    }
    m_steps->setSteps(steps);
    m_steps->setVisible(!steps.isEmpty());
}

QString OutputView::summary() const
{
    QStringList parts;
    if (m_record.isActive())
        parts.append(tr("%1.").arg(taskStateName(m_record.state)));
    else
        parts.append(
            tr("%1 after %2.").arg(taskStateName(m_record.state), elapsedText(m_record.elapsedMs)));
    if (m_feed && !m_feed->steps().images().isEmpty())
        parts.append(tr("Built: %1.").arg(listedNames(m_feed->steps().images())));
    if (m_feed && !holdsServices(m_record) && !m_feed->steps().containers().isEmpty())
        parts.append(containerText(m_feed->steps().containers()));
    if (!m_record.isActive() && m_record.size == 0)
        parts.append(tr("No text came with it."));
    if (m_record.leftOut > 0)
        parts.append(tr("The middle of a very long output was not kept."));
    return parts.join(u' ');
}

QString OutputView::notApplied() const
{
    QStringList parts;
    if (!m_notApplied.isEmpty())
        parts.append(tr("Not applied yet: %1.").arg(listedNames(m_notApplied)));
    if (!m_perhapsNotApplied.isEmpty()) // the manifest cannot be read: which of them were built?
        parts.append(tr("Perhaps not applied yet: %1.").arg(listedNames(m_perhapsNotApplied)));
    parts.append(tr("Up, or Build and apply, makes them anew."));
    return parts.join(u' ');
}

void OutputView::updateHead()
{
    const bool shown = !m_record.id.isEmpty();
    m_icon->setVisible(shown);
    m_icon->setIcon(Icon::status(taskStatus(m_record.state)));
    setLabelLine(m_summary, shown ? summary() : tr("Nothing to read yet."));
    QString reason = m_record.reason;
    if (reason.isEmpty() && m_record.state != Task::State::Succeeded && !m_record.isActive())
        reason = m_record.words;
    if (!m_record.problem.isEmpty())
        reason = m_record.problem;
    setLabelLine(m_reason, reason);
    m_reason->setVisible(shown && !reason.isEmpty());
    const bool build = buildsImages(m_record.verb);
    QString applied;
    if (build && m_record.state == Task::State::Failed)
        applied = tr("Nothing was applied: services run on with what was before.");
    else if (!m_notApplied.isEmpty() || !m_perhapsNotApplied.isEmpty())
        applied = notApplied();
    setLabelLine(m_applied, applied);
    m_applied->setVisible(shown && !applied.isEmpty());
    m_error->setVisible(shown && m_isComplete && m_record.state == Task::State::Failed
                        && m_feed->steps().errorLine() > 0);
    const auto place = m_isComplete && m_record.state == Task::State::Failed
        ? m_feed->steps().place()
        : std::nullopt;
    m_place->setVisible(place.has_value());
    if (place) {
        const QString file = shownName(place->file.section(u'/', -1));
        m_place->setText(place->line > 0 ? tr("Open %1:%2").arg(file).arg(place->line)
                                         : tr("Open %1").arg(file));
        m_place->setToolTip(tr("Shows the failed instruction in the editor, where a source holds "
                               "the file"));
    }
}

} // namespace angee
