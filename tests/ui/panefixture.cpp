// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/panefixture.h"

#include "core/base/logging.h"
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/ui/taborder.h"
#include "ui/panes/questionpresenter.h"

#include <QApplication>
#include <QFileDialog>
#include <QLoggingCategory>
#include <QTest>
#include <QUrl>
#include <QWidget>

#include <mutex>

namespace angee::test {

using namespace Qt::StringLiterals;

namespace {

std::mutex logMutex;
QStringList logLines;
QtMessageHandler formerHandler = nullptr;

void keepHttpLog(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (qstrcmp(context.category, "angee.http") == 0) {
        const std::lock_guard lock(logMutex);
        logLines.append(text);
        return;
    }
    formerHandler(type, context, text);
}

} // namespace

PaneFixture::PaneFixture()
{
    QLoggingCategory::setFilterRules(u"angee.http.debug=true\nqt.qpa.*=false"_s);
    if (!formerHandler)
        formerHandler = qInstallMessageHandler(keepHttpLog);
}

PaneFixture::~PaneFixture()
{
    stop();
}

QString PaneFixture::start()
{
    if (!m_stack.isValid())
        return u"The sample stack could not be made."_s;
    QString error;
    const auto running = m_server.start({m_stack.root(), 0, "pane-test"}, &error);
    if (!running)
        return error;
    const QUrl url(running->url);
    m_wire = std::make_unique<WireClient>(url.host(), quint16(url.port()), running->token);
    m_session = std::make_unique<Session>(m_data.path());
    LiveTimings timings;
    timings.active = std::chrono::milliseconds(500);
    m_session->setLiveTimings(timings);
    m_desk = std::make_unique<QWidget>();
    new QuestionPresenter(m_session->tasks()->gate(), m_desk.get());
    ConnectionSettings settings;
    settings.url.value = running->url;
    settings.token.value = QString::fromLatin1(running->token);
    settings.profileName = u"staging"_s;
    m_session->connectTo(settings);
    const bool live =
        QTest::qWaitFor([this] { return snapshot() && snapshot()->knows(everyPart); }, 60000)
        && QTest::qWaitFor([this] { return m_session->whyNoChanges().isEmpty(); }, 60000);
    clearRequests();
    return live ? QString() : u"No snapshot came: "_s + m_session->live()->reason();
}

void PaneFixture::stop()
{
    m_desk.reset();
    m_session.reset();
    m_server.stop();
}

SnapshotPtr PaneFixture::snapshot() const
{
    return m_session->live() ? m_session->live()->snapshot() : nullptr;
}

bool PaneFixture::makeWorkspace()
{
    const WireAnswer answer =
        m_wire->post("/workspaces", R"({"template":"demo","inputs":{"topic":"First fix"}})");
    if (answer.status != 201) {
        qWarning() << "no workspace:" << answer.status << answer.body;
        return false;
    }
    m_session->live()->refresh();
    return QTest::qWaitFor([this] { return snapshot()->workspace("first-fix"); }, 60000);
}

QStringList PaneFixture::requests(const QString &beginning)
{
    const std::lock_guard lock(logMutex);
    return logLines.filter(beginning);
}

void PaneFixture::clearRequests()
{
    const std::lock_guard lock(logMutex);
    logLines.clear();
}

QWidget *shownDialog(const QString &name)
{
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        if (widget->objectName() != name || !widget->isVisible())
            continue;
        const bool isQts = qobject_cast<QFileDialog *>(widget);
        const QString problem = isQts ? QString() : tabOrderProblem(widget);
        if (!problem.isEmpty())
            QTest::qFail(qPrintable(u"Tab "_s + problem), __FILE__, __LINE__);
        return widget;
    }
    return nullptr;
}

} // namespace angee::test
