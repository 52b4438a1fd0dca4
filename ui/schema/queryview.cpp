// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/queryview.h"

#include "core/base/relativetime.h"
#include "ui/schema/queryeditor.h"
#include "ui/schema/queryresultview.h"
#include "ui/widgets/actionrow.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view firstDocument = "query Health {\n  health {\n    status\n  }\n}\n";
constexpr int problemRows = 4;

QLabel *plainLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

//! A line with an icon in front.
QWidget *makeLine(IconLabel *icon, QLabel *text, QWidget *parent)
{
    auto *line = new QWidget(parent);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(icon);
    layout->addWidget(text, 1);
    return line;
}

//! A part of the left or right half: apart from the line between the halves, and from the part
//! above.
QVBoxLayout *makeColumn(QWidget *part, bool left, bool top)
{
    auto *layout = new QVBoxLayout(part);
    const int gap = spacing(1, part);
    layout->setContentsMargins(left ? 0 : gap, top ? 0 : gap, left ? gap : 0, 0);
    layout->setSpacing(gap);
    return layout;
}

QString operationText(const QueryOperation &operation)
{
    return operationTypeName(operation.type) + u' ' + operation.name;
}

} // namespace

QueryView::QueryView(QWidget *parent)
    : QWidget(parent)
    , m_document(new QueryEditor(this))
    , m_variables(new QueryEditor(this))
    , m_result(new QueryResultView(this))
    , m_run(makeAction(u"queryRun"_s, tr("Run"), Icon::Name::Start,
                       QKeySequence(Qt::CTRL | Qt::Key_Return)))
    , m_stop(makeAction(u"queryStop"_s, tr("Stop"), Icon::Name::Stop, {}))
    , m_clearHistory(makeAction(u"queryClearHistory"_s, tr("Clear"), Icon::Name::Clear, {}))
{
    setObjectName(u"queryView"_s);
    auto *left = new QSplitter(Qt::Vertical, this);
    left->addWidget(makeDocumentPart());
    left->addWidget(makeVariablesPart());
    left->setStretchFactor(0, 3);
    left->setStretchFactor(1, 1);
    auto *right = new QSplitter(Qt::Vertical, this);
    auto *resultPart = new QWidget(this);
    makeColumn(resultPart, false, true)->addWidget(m_result);
    right->addWidget(resultPart);
    right->addWidget(makeHistoryPart());
    right->setStretchFactor(0, 3);
    right->setStretchFactor(1, 1);
    auto *both = new QSplitter(Qt::Horizontal, this);
    both->setObjectName(u"querySplitter"_s);
    both->addWidget(left);
    both->addWidget(right);
    for (QSplitter *splitter : {left, right, both})
        splitter->setChildrenCollapsible(false);
    both->setSizes({1000, 1000});
    auto *layout = new QVBoxLayout(this);
    const int gap = spacing(1, this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(makeBar());
    layout->addWidget(both, 1);

    connect(m_run, &QAction::triggered, this, &QueryView::runRequested);
    connect(m_stop, &QAction::triggered, this, &QueryView::stopRequested);
    connect(m_clearHistory, &QAction::triggered, this, &QueryView::clearHistoryRequested);
    m_rest.setSingleShot(true);
    m_rest.setInterval(200ms);
    m_variablesRest.setSingleShot(true);
    m_variablesRest.setInterval(200ms);
    connect(&m_rest, &QTimer::timeout, this, &QueryView::documentRested);
    connect(&m_variablesRest, &QTimer::timeout, this, &QueryView::checkVariables);
    connect(m_document, &QsciScintilla::textChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(m_variables, &QsciScintilla::textChanged, &m_variablesRest,
            qOverload<>(&QTimer::start));
    m_document->setContent(firstDocument);
    setCheck({});
    checkVariables();
    setHistory({});
    updateActions();
}

QueryView::~QueryView() = default;

QAction *QueryView::makeAction(const QString &name, const QString &text, Icon::Name icon,
                               const QKeySequence &keys)
{
    auto *action = new QAction(Icon::get(icon), text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

QToolButton *QueryView::makeButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setObjectName(action->objectName() + u"Button"_s);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAccessibleName(action->text());
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QWidget *QueryView::makeBar()
{
    auto *bar = new QWidget(this);
    m_operation = new QComboBox(bar);
    m_operation->setObjectName(u"queryOperation"_s);
    m_operation->setAccessibleName(tr("Operation to run"));
    m_operation->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_operationLabel = new QLabel(tr("Operation"), bar);
    m_operationLabel->setBuddy(m_operation);
    m_blockedText = plainLabel(u"queryBlocked"_s, bar);
    m_blocked = makeLine(new IconLabel(Icon::get(Icon::Name::Lock, ColorRole::Warning), bar),
                         m_blockedText, bar);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeButton(m_run));
    layout->addWidget(makeButton(m_stop));
    layout->addWidget(m_operationLabel);
    layout->addWidget(m_operation);
    layout->addWidget(m_blocked, 1);
    layout->addStretch();
    return bar;
}

QWidget *QueryView::makeDocumentPart()
{
    auto *part = new QWidget(this);
    m_document->setObjectName(u"queryDocument"_s);
    m_document->setAccessibleName(tr("GraphQL document"));
    m_checkIcon = new IconLabel(part);
    m_checkText = plainLabel(u"queryCheck"_s, part);
    m_problems = new QListWidget(part);
    m_problems->setObjectName(u"queryProblems"_s);
    m_problems->setAccessibleName(tr("Problems of the document"));
    m_problems->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_problems->setUniformItemSizes(true);
    const auto go = [this](const QListWidgetItem *item) {
        m_document->goTo(m_check.problems.at(m_problems->row(item)));
    };
    connect(m_problems, &QListWidget::itemActivated, this, go);
    connect(m_problems, &QListWidget::itemClicked, this, go);
    QVBoxLayout *layout = makeColumn(part, true, true);
    layout->addWidget(m_document, 1);
    layout->addWidget(makeLine(m_checkIcon, m_checkText, part));
    layout->addWidget(m_problems);
    return part;
}

QWidget *QueryView::makeVariablesPart()
{
    auto *part = new QWidget(this);
    m_variables->setObjectName(u"queryVariables"_s);
    m_variables->setAccessibleName(tr("Variables as JSON"));
    auto *title = new QLabel(tr("Variables (JSON)"), part);
    title->setBuddy(m_variables);
    m_variablesText = plainLabel(u"queryVariablesProblem"_s, part);
    m_variablesProblem = makeLine(new IconLabel(Icon::get(Icon::Name::Error, ColorRole::Bad), part),
                                  m_variablesText, part);
    QVBoxLayout *layout = makeColumn(part, true, false);
    layout->addWidget(title);
    layout->addWidget(m_variables, 1);
    layout->addWidget(m_variablesProblem);
    return part;
}

QWidget *QueryView::makeHistoryPart()
{
    auto *part = new QWidget(this);
    const QString kept = tr("Kept for this profile. Of documents with a mutation neither "
                            "variables nor quoted values nor comments are kept, since they may "
                            "be secret. Results are never kept.");
    m_history = new QListWidget(part);
    m_history->setObjectName(u"queryHistory"_s);
    m_history->setAccessibleName(tr("Queries run before"));
    m_history->setAccessibleDescription(kept);
    m_history->setToolTip(kept);
    m_history->setUniformItemSizes(true);
    auto *title = new QLabel(tr("History"), part);
    title->setBuddy(m_history);
    title->setToolTip(kept);
    connect(m_history, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { emit historyRequested(m_history->row(item)); });
    auto *row = new QHBoxLayout;
    row->addWidget(title, 1);
    row->addWidget(makeButton(m_clearHistory));
    QVBoxLayout *layout = makeColumn(part, false, false);
    layout->addLayout(row);
    layout->addWidget(m_history, 1);
    return part;
}

QByteArray QueryView::document() const
{
    return m_document->content();
}

QByteArray QueryView::variables() const
{
    return m_variables->content();
}

QString QueryView::operation() const
{
    return m_operation->currentData().toString();
}

void QueryView::setSchema(const SchemaDocumentPtr &schema)
{
    m_document->setSchema(schema);
    emit documentRested();
}

void QueryView::setCheck(const QueryCheck &check)
{
    m_check = check;
    showProblems(check);
    if (check.isParsable || check.isBlank)
        showOperations(check.operations);
}

void QueryView::showProblems(const QueryCheck &check)
{
    m_document->markProblems(check.problems);
    m_problems->clear();
    for (const TextProblem &problem : check.problems) {
        auto *item = new QListWidgetItem(Icon::get(Icon::Name::Error, ColorRole::Bad),
                                         problem.words, m_problems);
        item->setToolTip(problem.words);
    }
    const int rows = std::min(int(check.problems.size()), problemRows);
    m_problems->setFixedHeight(rows * m_problems->sizeHintForRow(0) + 2 * m_problems->frameWidth());
    m_problems->setVisible(!check.problems.isEmpty());
    const bool good = check.wasValidated && check.problems.isEmpty();
    if (check.isBlank)
        m_checkText->setText(tr("Write a query. Ctrl+Space shows what can stand at the caret."));
    else if (!check.isParsable && !check.problems.isEmpty())
        m_checkText->setText(tr("This cannot be sent yet."));
    else if (!check.problems.isEmpty())
        m_checkText->setText(
            tr("%n place(s) that the schema does not allow", nullptr, int(check.problems.size())));
    else
        m_checkText->setText(good ? tr("The schema allows this.")
                                  : tr("Not checked: there is no schema."));
    m_checkIcon->setIcon(
        good ? Icon::get(Icon::Name::Check, ColorRole::Good)
             : Icon::get(check.problems.isEmpty() ? Icon::Name::Info : Icon::Name::Warning,
                         check.problems.isEmpty() ? ColorRole::SecondaryText : ColorRole::Warning));
}

void QueryView::showOperations(const QList<QueryOperation> &operations)
{
    const QSignalBlocker quiet(m_operation);
    // Only what somebody could choose stays chosen: the one operation of another document does not
    // come back.
    const QString chosen = m_operation->count() > 1 ? operation() : QString();
    m_operation->clear();
    for (const QueryOperation &operation : operations) {
        if (!operation.name.isEmpty())
            m_operation->addItem(operationText(operation), operation.name);
    }
    m_operation->setCurrentIndex(std::max(0, m_operation->findData(chosen)));
    const bool canChoose = operations.size() > 1;
    m_operation->setVisible(canChoose);
    m_operationLabel->setVisible(canChoose);
}

void QueryView::checkVariables()
{
    const auto problem = variablesProblem(variables());
    m_variables->markProblems(problem ? QList{*problem} : QList<TextProblem>());
    m_variablesText->setText(problem ? problem->words : QString());
    m_variablesProblem->setVisible(problem.has_value());
}

void QueryView::setWhyNotRun(const QString &reason)
{
    m_whyNotRun = reason;
    updateActions();
}

void QueryView::setRunning(bool running, const QString &whyNotStop)
{
    m_running = running;
    m_whyNotStop = whyNotStop;
    updateActions();
}

void QueryView::updateActions()
{
    setActionAvailable(m_run,
                       !m_whyNotRun.isEmpty() ? m_whyNotRun
                           : m_running        ? tr("It is running.")
                                              : QString());
    setActionAvailable(m_stop, m_running ? m_whyNotStop : tr("Nothing is running."));
    m_blockedText->setText(m_whyNotRun.isEmpty() ? QString()
                                                 : tr("Nothing is sent: %1").arg(m_whyNotRun));
    m_blocked->setVisible(!m_whyNotRun.isEmpty());
}

void QueryView::setHistory(const QList<QueryRecord> &records)
{
    m_history->clear();
    for (const QueryRecord &record : records)
        m_history->addItem(u"%1  %2 %3"_s.arg(exactTime(record.time),
                                              operationTypeName(record.type), record.title));
    setActionAvailable(m_clearHistory, records.isEmpty() ? tr("Nothing was run yet.") : QString());
}

void QueryView::restore(const QueryRecord &record)
{
    m_document->replaceContent(record.document);
    m_variables->replaceContent(record.variables);
    showOperations(checkQuery(record.document, nullptr).operations);
    m_operation->setCurrentIndex(std::max(0, m_operation->findData(record.operationName)));
    m_document->setFocus();
}

} // namespace angee
