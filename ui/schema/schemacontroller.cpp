// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/schemacontroller.h"

#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/live/session.h"
#include "ui/schema/schemadrift.h"
#include "ui/schema/schemapane.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QFileDialog>
#include <QSaveFile>

namespace angee {

using namespace Qt::StringLiterals;

SchemaController::SchemaController(Session *session, SchemaPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
    , m_drift(new SchemaDrift(session, pane, this))
{
    connect(pane, &SchemaPane::firstShown, this, [this] {
        m_wanted = true;
        fetch();
    });
    connect(pane, &Pane::refreshRequested, this, &SchemaController::fetch);
    connect(pane, &SchemaPane::saveSdlRequested, this, [this] {
        save(tr("Save SDL"), u"schema.graphql"_s, [this] {
            const std::string_view text = m_pane->document()->sdl.text();
            return QByteArray(text.data(), qsizetype(text.size())) + '\n';
        });
    });
    connect(pane, &SchemaPane::saveIntrospectionRequested, this, [this] {
        save(tr("Save introspection"), u"schema.json"_s,
             [this] { return m_pane->document()->introspection; });
    });
    connect(&m_loader, &SchemaLoader::loaded, this, [this](const SchemaDocumentPtr &document) {
        m_pane->setDocument(document);
        const QString notices = document->notices.join(u'\n');
        if (notices.isEmpty())
            m_pane->notices()->clear(u"schemaNotices"_s);
        else
            m_pane->notices()->show(
                {u"schemaNotices"_s, Notice::Kind::Information, notices, {}, true});
        m_drift->onFetched(document);
        emit fetched(document);
    });
    connect(&m_loader, &SchemaLoader::failed, this, &SchemaController::showFailed);
    connect(session, &Session::daemonChanged, this, &SchemaController::onDaemonChanged);
    onDaemonChanged();
}

SchemaController::~SchemaController() = default;

void SchemaController::onDaemonChanged()
{
    m_pane->setDocument(nullptr);
    m_drift->clear();
    m_wasAway = false;
    if (!m_session->live()) {
        m_pane->statePage()->showEmpty(
            tr("Not connected"), tr("Choose a profile or connect to a daemon in the header."));
        return;
    }
    connect(m_session->live(), &LiveStore::stateChanged, this, &SchemaController::onLiveState);
    if (m_wanted)
        fetch();
    else
        m_pane->statePage()->showIdle();
}

void SchemaController::onLiveState(LiveState state)
{
    // A daemon that was away may have come back as another version.
    if (state == LiveState::Reconnecting || state == LiveState::OfflineCache) {
        m_wasAway = true;
    } else if (isCurrent(state) && m_wasAway) {
        m_wasAway = false;
        if (m_wanted)
            fetch();
    }
}

void SchemaController::fetch()
{
    OperatorDaemon *daemon = m_session->daemon();
    if (!daemon)
        return;
    if (!m_pane->document())
        m_pane->statePage()->showLoading();
    const QString origin = daemon->base().display();
    daemon->introspect()->whenDone(daemon, [this, origin](const Result<QByteArray> &answer) {
        if (!answer)
            return showFailed(answer.error().summary());
        m_loader.load(answer.value(), origin, QDateTime::currentDateTimeUtc());
    });
}

void SchemaController::showFailed(const QString &words)
{
    if (!m_pane->document())
        return m_pane->statePage()->showFailed(tr("The schema could not be fetched"), words);
    m_pane->notices()->show({u"schemaFetch"_s,
                             Notice::Kind::Warning,
                             tr("The schema could not be fetched again: %1").arg(words),
                             {},
                             true});
}

void SchemaController::save(const QString &title, const QString &fileName,
                            const std::function<QByteArray()> &content)
{
    if (!m_pane->document())
        return;
    auto *dialog = new QFileDialog(m_pane->window(), title);
    dialog->setObjectName(u"schemaSaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(fileName);
    connect(dialog, &QFileDialog::fileSelected, this, [this, content](const QString &path) {
        QSaveFile file(path);
        const QByteArray bytes = content();
        const bool saved =
            file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        m_pane->notices()->show({u"schemaSaved"_s,
                                 saved ? Notice::Kind::Success : Notice::Kind::Warning,
                                 saved ? tr("Saved to %1.").arg(path)
                                       : tr("It could not be saved: %1").arg(file.errorString()),
                                 {},
                                 true});
    });
    dialog->open();
}

} // namespace angee
