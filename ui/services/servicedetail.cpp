// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/services/servicedetail.h"

#include "core/base/relativetime.h"
#include "core/model/service.h"
#include "core/model/servicestatus.h"
#include "ui/panes/objectactivity.h"
#include "ui/panes/objectdialog.h"
#include "ui/widgets/factlist.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QScrollArea *scrolled(QWidget *content)
{
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    return scroll;
}

QString sinceText(const ServiceSight &sight)
{
    return sight.sinceMs > 0 ? exactTime(QDateTime::fromMSecsSinceEpoch(sight.sinceMs)) : QString();
}

QPushButton *makeButton(const QString &text, const QString &name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    button->setAccessibleName(text);
    return button;
}

} // namespace

ServiceDetail::ServiceDetail(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget)
    , m_activity(new ObjectActivity(ObjectKind::Service))
{
    setObjectName(u"serviceDetail"_s);
    m_tabs->setObjectName(u"serviceTabs"_s);
    m_tabs->setAccessibleName(tr("About this service"));
    m_tabs->setDocumentMode(true);
    m_activity->setObjectName(u"serviceActivity"_s);
    m_tabs->addTab(makeOverview(), tr("Overview"));
    m_endpointPage = makeEndpoint();
    m_tabs->addTab(m_endpointPage, tr("Endpoint"));
    m_tabs->addTab(m_activity, tr("Activity"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ServiceDetail::onTabChanged);
    setFocusProxy(m_tabs);
    clearEndpoint();
}

ServiceDetail::~ServiceDetail() = default;

QWidget *ServiceDetail::makeOverview()
{
    auto *page = new QWidget;
    m_facts = new FactList;
    m_facts->setObjectName(u"serviceFacts"_s);
    m_statusHint = plainLabel({}, page);
    m_statusHint->setObjectName(u"serviceStatusHint"_s);
    m_statusHint->setForegroundRole(QPalette::PlaceholderText);

    m_result = new QWidget;
    m_resultTitle = plainLabel({}, m_result);
    m_resultTitle->setObjectName(u"serviceResult"_s);
    m_resultWords = new PlainTextView(tr("What the daemon said"));
    m_resultWords->setObjectName(u"serviceResultWords"_s);
    m_resultWords->setMaximumHeight(fontMetrics().lineSpacing() * 6);
    m_dismiss = makeButton(tr("Dismiss"), u"dismissResultButton"_s);
    connect(m_dismiss, &QPushButton::clicked, this,
            [this] { emit dismissRequested(m_service.name); });
    auto *head = new QHBoxLayout;
    head->addWidget(m_resultTitle, 1);
    head->addWidget(m_dismiss);
    auto *resultLayout = new QVBoxLayout(m_result);
    resultLayout->setContentsMargins({});
    resultLayout->addLayout(head);
    resultLayout->addWidget(m_resultWords);

    auto *layout = new QVBoxLayout(page);
    layout->addWidget(m_result);
    layout->addWidget(makeEnd()); // first what has to be done something about
    layout->addWidget(makeOldState());
    layout->addWidget(m_facts);
    layout->addWidget(m_statusHint);
    layout->addStretch();
    return scrolled(page);
}

//! Why it does not run, where it does not: the last it said, and the way on.
QWidget *ServiceDetail::makeEnd()
{
    m_end = new QWidget;
    m_end->setObjectName(u"serviceEnd"_s);
    m_endTitle = plainLabel({}, m_end);
    m_endTitle->setObjectName(u"serviceEndTitle"_s);
    m_endLines = new PlainTextView(tr("The last lines of its log"));
    m_endLines->setObjectName(u"serviceLastLines"_s);
    m_endLines->setTabChangesFocus(true);
    m_endLines->setMaximumHeight(fontMetrics().lineSpacing() * 8);
    m_up = makeButton(tr("Up"), u"endUpButton"_s);
    m_up->setToolTip(tr("Makes it and starts it"));
    QPushButton *logs = makeButton(tr("Logs"), u"endLogsButton"_s);
    connect(m_up, &QPushButton::clicked, this, [this] { emit upRequested(m_service.name); });
    connect(logs, &QPushButton::clicked, this, [this] { emit logsRequested(m_service.name); });
    auto *head = new QHBoxLayout;
    head->addWidget(m_endTitle, 1);
    head->addWidget(m_up);
    head->addWidget(logs);
    auto *layout = new QVBoxLayout(m_end);
    layout->setContentsMargins({});
    layout->addLayout(head);
    layout->addWidget(m_endLines);
    return m_end;
}

//! What it does not run on yet, and the way on.
QWidget *ServiceDetail::makeOldState()
{
    m_old = new QWidget;
    m_old->setObjectName(u"serviceOldState"_s);
    m_oldText = plainLabel({}, m_old);
    m_oldText->setObjectName(u"serviceOldStateText"_s);
    m_apply = makeButton(tr("Recreate"), u"applyChangesButton"_s);
    connect(m_apply, &QPushButton::clicked, this, [this] { emit applyRequested(m_service.name); });
    auto *layout = new QHBoxLayout(m_old);
    layout->setContentsMargins({});
    layout->addWidget(m_oldText, 1);
    layout->addWidget(m_apply, 0, Qt::AlignTop);
    return m_old;
}

void ServiceDetail::showOldState()
{
    m_old->setVisible(m_service.oldState.has_value());
    if (!m_service.oldState)
        return;
    setLabelText(m_oldText, oldStateText(*m_service.oldState));
    const OldState::Way way = m_service.oldState->way;
    m_apply->setText(way == OldState::Way::Restart        ? tr("Restart")
                         : way == OldState::Way::Recreate ? tr("Recreate")
                                                          : tr("Build and recreate"));
    m_apply->setAccessibleName(m_apply->text());
}

void ServiceDetail::showEnd()
{
    const ServiceSight &sight = m_service.sight;
    const bool shown = needsLook(sight.state) || sight.state == ServiceSight::State::NotObserved;
    m_end->setVisible(shown);
    if (!shown) {
        m_endAskedFor = -1;
        return;
    }
    if (m_endAskedFor == sight.sinceMs)
        return;
    m_endAskedFor = sight.sinceMs;
    m_endTitle->setText(tr("Reading the end of its log…"));
    m_endLines->setWords({});
    m_endLines->hide();
    emit lastWordsWanted(m_service.name);
}

void ServiceDetail::setLastWords(const QString &service, const QStringList &lines,
                                 const QString &problem)
{
    if (service != m_service.name)
        return;
    const bool none = lines.isEmpty() && problem.isEmpty();
    m_endTitle->setText(!problem.isEmpty() ? tr("Its log cannot be read:")
                            : none         ? tr("Its log is empty: it was never started, its "
                                                        "container is gone, or it said nothing.")
                                           : tr("The last lines of its log:"));
    m_endLines->setWords(problem.isEmpty() ? lines.join(u'\n') : problem);
    m_endLines->moveCursor(QTextCursor::End); // the last of them is nearest to the cause
    m_endLines->setVisible(!none);
}

QWidget *ServiceDetail::makeEndpoint()
{
    auto *page = new QWidget;
    m_endpointState = plainLabel({}, page);
    m_endpointState->setObjectName(u"endpointState"_s);
    m_endpointFacts = new FactList;
    m_endpointFacts->setObjectName(u"endpointFacts"_s);
    m_openUrl = makeButton(tr("Open in browser"), u"openUrlButton"_s);
    m_askAgain = makeButton(tr("Ask again"), u"askEndpointButton"_s);
    m_mint = makeButton(tr("Mint route token…"), u"mintRouteTokenButton"_s);
    connect(m_openUrl, &QPushButton::clicked, this,
            [this] { emit openUrlRequested(QUrl::fromEncoded(m_url.toUtf8())); });
    connect(m_askAgain, &QPushButton::clicked, this, [this] {
        clearEndpoint();
        onTabChanged();
    });
    connect(m_mint, &QPushButton::clicked, this,
            [this] { emit routeTokenRequested(m_service.name); });
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_openUrl);
    buttons->addWidget(m_askAgain);
    buttons->addWidget(m_mint);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(page);
    layout->addWidget(m_endpointState);
    layout->addWidget(m_endpointFacts);
    layout->addLayout(buttons);
    layout->addStretch();
    return scrolled(page);
}

void ServiceDetail::setService(const ServiceRecord &service)
{
    const bool another = service.name != m_service.name;
    m_service = service;
    m_facts->setFacts({{tr("Name"), service.name, true},
                       {tr("Status"), shownStatus(service)},
                       {tr("The daemon's word"), service.status},
                       {tr("Seen so since"), sinceText(service.sight)},
                       {tr("Runtime"), service.runtime},
                       {tr("Health"), service.health},
                       {tr("Workspace"), service.workspaces, true}});
    const QString hint = sightHint(service.sight, service.status);
    setLabelText(m_statusHint,
                 service.sight.words.isEmpty() ? hint : hint + u'\n' + service.sight.words);
    m_statusHint->setVisible(!m_statusHint->text().isEmpty());
    const auto &result = service.result;
    m_result->setVisible(result.has_value());
    if (result) {
        setLabelLine(m_resultTitle, u"%1: %2"_s.arg(result->title, taskStateName(result->state)));
        if (m_shownWords != result->words)
            m_resultWords->setWords(result->words);
        m_shownWords = result->words;
        m_resultWords->setVisible(!result->words.isEmpty()
                                  && result->state != Task::State::Succeeded);
        m_dismiss->setVisible(!result->active);
    }
    m_activity->setObject(service.name);
    if (another)
        m_endAskedFor = -1;
    showEnd();
    showOldState();
    if (another) {
        clearEndpoint();
        onTabChanged();
    }
}

void ServiceDetail::setRunner(TaskRunner *runner)
{
    m_activity->setRunner(runner);
}

void ServiceDetail::setWhyNoChanges(const QString &text)
{
    m_up->setEnabled(text.isEmpty());
    m_up->setToolTip(text.isEmpty() ? tr("Makes it and starts it") : text);
    m_apply->setEnabled(text.isEmpty());
    m_apply->setToolTip(text);
    m_mint->setEnabled(text.isEmpty());
    m_mint->setToolTip(text);
}

void ServiceDetail::showEndpoint()
{
    m_tabs->setCurrentWidget(m_endpointPage);
    m_tabs->setFocus(Qt::OtherFocusReason);
}

void ServiceDetail::onTabChanged()
{
    // Asking makes the daemon mint a token, so it is not done for services nobody looks at.
    if (m_tabs->currentWidget() != m_endpointPage || m_endpointAsked || m_service.name.isEmpty())
        return;
    m_endpointAsked = true;
    m_endpointState->setText(tr("Asking the daemon…"));
    emit endpointRequested(m_service.name);
}

void ServiceDetail::clearEndpoint()
{
    m_endpointAsked = false;
    m_url.clear();
    m_endpointState->clear();
    m_endpointState->show();
    m_endpointFacts->hide();
    m_openUrl->setEnabled(false);
    m_openUrl->setToolTip(tr("There is no address to open."));
}

void ServiceDetail::setEndpoint(const QString &service, const ServiceEndpoint &endpoint)
{
    if (service != m_service.name)
        return;
    m_url = endpoint.url;
    m_endpointState->setText(
        endpoint.routed ? QString()
                        : tr("The ingress has no route to this service, so it cannot be reached "
                             "from outside the stack."));
    m_endpointState->setVisible(!endpoint.routed);
    const QString inside = endpoint.internalPort > 0
        ? u"%1:%2"_s.arg(endpoint.internalHost).arg(endpoint.internalPort)
        : endpoint.internalHost;
    m_endpointFacts->setFacts({{tr("Address"), endpoint.url, true},
                               {tr("Inside the stack"), inside, true},
                               {tr("Log stream"), endpoint.logStreamUrl, true}});
    m_endpointFacts->show();
    const QUrl url = QUrl::fromEncoded(m_url.toUtf8());
    const bool web = url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    m_openUrl->setEnabled(web);
    m_openUrl->setToolTip(web                   ? QString()
                              : m_url.isEmpty() ? tr("There is no address to open.")
                                                : tr("The address is not one of the web."));
}

void ServiceDetail::setEndpointProblem(const QString &service, const QString &words)
{
    if (service != m_service.name)
        return;
    setLabelText(m_endpointState, words);
    m_endpointState->show();
    m_endpointFacts->hide();
}

} // namespace angee
