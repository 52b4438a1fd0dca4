// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/schemacontroller.h"

#include "core/base/statefile.h"
#include "core/daemon/operatordaemon.h"
#include "core/schema/printsdl.h"
#include "core/session/session.h"
#include "ui/schema/querycontroller.h"
#include "ui/schema/schemadrift.h"
#include "ui/schema/schemapane.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QFileDialog>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const QString fetchNotice = u"schemaFetch"_s;

} // namespace

SchemaController::SchemaController(Session *session, SchemaPane *pane, QObject *parent)
    : PaneController(session, pane, parent, PaneFeed::Data::Own)
    , m_pane(pane)
    , m_drift(new SchemaDrift(session, pane, this))
    , m_query(new QueryController(session, pane, this))
{
    connect(feed(), &PaneFeed::wanted, this, &SchemaController::fetch);
    connect(feed(), &PaneFeed::dropped, this, &SchemaController::clear);
    connect(pane, &SchemaPane::saveSdlRequested, this, [this] {
        save(tr("Save SDL"), u"schema.graphql"_s, [this] {
            const std::string_view text = m_pane->document()->sdl.text();
            return QByteArray(text.data(), qsizetype(text.size()))
                + QByteArray(SdlFileEnd.data(), qsizetype(SdlFileEnd.size()));
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
        m_pane->notices()->clear(fetchNotice);
        m_drift->onFetched(document);
        m_query->setSchema(document);
        feed()->setArrived();
    });
    connect(&m_loader, &SchemaLoader::failed, this, &SchemaController::showFailed);
    connect(pane->notices(), &NoticeBars::actionTriggered, this,
            [this](const QString &notice, const QString &) {
                if (notice == fetchNotice)
                    fetch();
            });
    start();
}

SchemaController::~SchemaController() = default;

void SchemaController::setPanes(const QList<PaneDescriptor> &panes)
{
    m_drift->setPanes(panes);
}

void SchemaController::clear()
{
    m_pane->setDocument(nullptr);
    m_drift->clear();
    m_query->setSchema(nullptr);
    m_pane->notices()->clear(fetchNotice);
}

void SchemaController::fetch()
{
    if (!daemon())
        return;
    const QString origin = daemon()->base().display();
    daemon()->introspect()->whenDone(this, [this, origin](const Result<QByteArray> &answer) {
        if (!answer)
            return showFailed(answer.error().summary());
        m_loader.load(answer.value(), origin, QDateTime::currentDateTimeUtc());
    });
}

void SchemaController::showFailed(const QString &words)
{
    // Queries can be run without one.
    m_pane->statePage()->showContent();
    m_pane->notices()->show({fetchNotice,
                             Notice::Kind::Warning,
                             m_pane->document()
                                 ? tr("The schema could not be fetched again: %1").arg(words)
                                 : tr("The schema could not be fetched: %1").arg(words),
                             {{u"fetchSchema"_s, tr("Try again")}},
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
        const QByteArray bytes = content();
        const QString problem = saveFile(path, bytes, FileUse::Export);
        const bool saved = problem.isEmpty();
        m_pane->notices()->show(
            {u"schemaSaved"_s,
             saved ? Notice::Kind::Success : Notice::Kind::Warning,
             saved ? tr("Saved to %1.").arg(path) : tr("It could not be saved: %1").arg(problem),
             {},
             true});
    });
    dialog->open();
}

} // namespace angee
