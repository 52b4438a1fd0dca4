// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/tasks/taskdetail.h"

#include "core/base/ansi.h"
#include "core/outputs/errorline.h"
#include "core/tasks/task.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype searchedBytes = 256 * 1024;

//! Tools begin with what they were asked to do; why it failed stands far below.
QString reasonFirst(const Task &task)
{
    if (task.state() != Task::State::Failed)
        return {};
    const QByteArray said = task.output().last(std::min(searchedBytes, task.output().size())) + '\n'
        + task.words().first(std::min(searchedBytes, task.words().size())).toUtf8();
    QStringList lines;
    const QString plain = withoutAnsi(QString::fromUtf8(said)).trimmed();
    for (const QStringView line : QStringView(plain).split(u'\n'))
        lines.append(line.left(longestLine).toString());
    const int number = firstErrorLine(lines.join(u'\n'));
    if (number <= 1)
        return {}; // it is the first thing there
    return TaskDetail::tr("Reason: %1").arg(shownLine(lines.at(number - 1).trimmed())) + u"\n\n"_s;
}

} // namespace

TaskDetail::TaskDetail(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new PlainTextView(tr("The daemon's words and output"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_findOut(new QPushButton(tr("Find out"), this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_curl(new QPushButton(tr("Copy as curl"), this))
{
    m_title->setObjectName(u"taskTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_text->setObjectName(u"taskWords"_s);
    m_cancel->setObjectName(u"taskDetailCancel"_s);
    m_findOut->setObjectName(u"taskDetailFindOut"_s);
    m_findOut->setToolTip(tr("Asks the daemon what became of it"));
    m_copy->setObjectName(u"taskCopy"_s);
    m_curl->setObjectName(u"taskCopyCurl"_s);
    m_curl->setToolTip(tr("The same request as a command; the token stands as a variable"));

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_findOut);
    buttons->addStretch();
    buttons->addWidget(m_copy);
    buttons->addWidget(m_curl);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(m_text, 1);
    layout->addLayout(buttons);

    connect(m_cancel, &QPushButton::clicked, this, [this] { emit cancelRequested(m_task); });
    connect(m_findOut, &QPushButton::clicked, this, [this] { emit findOutRequested(m_task); });
    connect(m_curl, &QPushButton::clicked, this, [this] { emit copyCurlRequested(m_task); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    onChanged();
}

TaskDetail::~TaskDetail() = default;

void TaskDetail::setTask(Task *task)
{
    if (m_task == task)
        return;
    if (m_task)
        m_task->disconnect(this);
    m_task = task;
    if (task) {
        connect(task, &Task::changed, this, &TaskDetail::onTaskChanged);
        connect(task, &Task::outputAppended, this, &TaskDetail::onOutput);
    }
    showAll();
}

void TaskDetail::showAll()
{
    QString text = m_task ? reasonFirst(*m_task) : QString();
    if (m_task) {
        if (m_task->outputWasCut())
            text += tr("(the beginning of a long output is left out)") + u'\n';
        text += QString::fromUtf8(m_task->output());
        if (!m_task->words().isEmpty()) {
            if (!text.isEmpty() && !text.endsWith(u'\n'))
                text += u'\n';
            text += m_task->words();
        }
        if (m_task->error() && !m_task->error()->detail.isEmpty()
            && !text.contains(m_task->error()->detail))
            text += u"\n\n"_s + m_task->error()->detail;
    }
    m_text->setWords(text);
    m_shownWords = m_task ? m_task->words() : QString();
    onChanged();
}

//! The outcome came, or another one when it was looked for again.
void TaskDetail::onTaskChanged()
{
    if (m_task->words() != m_shownWords)
        showAll();
    else
        onChanged();
}

void TaskDetail::onOutput(const QByteArray &chunk)
{
    m_text->appendWords(QString::fromUtf8(chunk));
}

void TaskDetail::onChanged()
{
    setLabelLine(m_title,
                 m_task ? m_task->spec().title + u": "_s + taskStateName(m_task->state())
                        : tr("No task is selected"));
    m_cancel->setVisible(m_task && m_task->canCancel());
    m_cancel->setToolTip(m_task ? m_task->spec().cancelWarning : QString());
    m_findOut->setVisible(m_task && m_task->canFindOut());
    m_copy->setEnabled(m_task);
    m_curl->setEnabled(m_task && m_task->request());
}

} // namespace angee
