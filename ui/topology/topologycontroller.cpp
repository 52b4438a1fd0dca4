// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/topologycontroller.h"

#include "core/base/statefile.h"
#include "core/base/visibletext.h"
#include "core/live/stackgraph.h"
#include "core/session/session.h"
#include "ui/topology/topologypane.h"
#include "ui/topology/topologyview.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>

namespace angee {

using namespace Qt::StringLiterals;

TopologyController::TopologyController(Session *session, TopologyPane *pane, RowActions rowActions,
                                       QObject *parent)
    : PaneController(session, pane, parent,
                     SnapshotPart::GitOps | SnapshotPart::Workspaces | SnapshotPart::Sources
                         | SnapshotPart::Services)
    , m_pane(pane)
    , m_rowActions(std::move(rowActions))
{
    connect(pane, &TopologyPane::shown, this, &TopologyController::arrange);
    connect(pane, &TopologyPane::exportRequested, this, &TopologyController::chooseFile);
    connect(pane->view(), &TopologyView::sizesChanged, this, [this] {
        m_shown.reset();
        arrange();
    });
    connect(pane->view(), &TopologyView::menuRequested, this, &TopologyController::showMenu);
    start();
}

TopologyController::~TopologyController() = default;

void TopologyController::show(const LiveUpdatePtr &update)
{
    m_update = update;
    if (!update) {
        m_task.cancel();
        m_shown.reset();
        m_drawn = {};
        m_pane->view()->setScene({});
        return;
    }
    // There before it is filled, so that whoever comes has the keyboard on it.
    if (!update->snapshot->sources().empty() || !update->snapshot->workspaces().empty())
        m_pane->statePage()->showContent();
    arrange();
}

//! One at a time: what comes meanwhile is looked at afterwards, or a daemon that tells something
//! new every moment would never be drawn.
void TopologyController::arrange()
{
    if (!m_update || m_update == m_shown || m_task.isRunning() || !m_pane->isVisible())
        return;
    m_task.start([this, update = m_update, former = m_drawn, sizes = m_pane->view()->sizes()] {
        Drawn drawn{stackGraph(*update->snapshot, update->sights, update->midsts), {}};
        const bool isSame = former.plan.sizes == sizes && drawn.graph.hasShapeOf(former.graph)
            && former.plan.rects.size() == drawn.graph.nodes.size();
        drawn.plan = isSame ? former.plan : planOf(drawn.graph, sizes);
        return [this, drawn, update] { onArranged(drawn, update); };
    });
}

void TopologyController::onArranged(const Drawn &drawn, const LiveUpdatePtr &of)
{
    m_shown = of;
    const bool isSame = drawn.graph == m_drawn.graph && drawn.plan.sizes == m_drawn.plan.sizes
        && !m_pane->view()->scene().isEmpty();
    m_drawn = drawn;
    if (!isSame)
        m_pane->setScene(TopologyScene(drawn.graph, drawn.plan));
    QMetaObject::invokeMethod(this, &TopologyController::arrange, Qt::QueuedConnection);
}

void TopologyController::showMenu(const ObjectRef &object, const QPoint &position)
{
    auto *menu = new QMenu(m_pane);
    menu->setObjectName(u"topologyMenu"_s);
    menu->setToolTipsVisible(true); // they say why an action is disabled
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *open = menu->addAction(Icon::get(Icon::Name::ChevronRight), tr("Show its row"), m_pane,
                                    [this, object] { emit m_pane->openRequested(object); });
    open->setObjectName(u"topologyOpen"_s);
    QAction *copy =
        menu->addAction(Icon::get(Icon::Name::Copy), tr("Copy the name"), m_pane,
                        [name = object.name] { QGuiApplication::clipboard()->setText(name); });
    copy->setObjectName(u"topologyCopy"_s);
    const QList<QAction *> actions = m_rowActions ? m_rowActions(object) : QList<QAction *>();
    if (!actions.isEmpty())
        menu->addSeparator();
    menu->addActions(actions);
    menu->popup(position);
}

void TopologyController::chooseFile(PictureFormat format)
{
    QString name = session()->stackName().isEmpty() ? u"stack"_s : session()->stackName();
    name.replace(u'/', u'_');
    auto *dialog = new QFileDialog(m_pane->window(), tr("Export the topology"));
    dialog->setObjectName(u"topologySaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(shownName(name) + (format == PictureFormat::Svg ? u".svg"_s : u".png"_s));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, format](const QString &path) { write(format, path); });
    dialog->open();
}

void TopologyController::write(PictureFormat format, const QString &path)
{
    const TopologyView *view = m_pane->view();
    const QByteArray picture =
        pictureOf(view->scene(), format, session()->stackName(), view->font(), view->palette());
    auto *task = new BackgroundTask(this);
    task->start([this, task, path, picture] {
        const QString problem = picture.isEmpty()
            ? TopologyController::tr("There is nothing to draw.")
            : saveFile(path, picture, FileUse::Export);
        return [this, task, path, problem] {
            task->deleteLater();
            const bool good = problem.isEmpty();
            m_pane->notices()->show({u"topologySaved"_s,
                                     good ? Notice::Kind::Success : Notice::Kind::Warning,
                                     good ? tr("The picture was saved to %1.").arg(shownLine(path))
                                          : tr("The picture could not be saved: %1").arg(problem),
                                     {},
                                     true});
        };
    });
}

} // namespace angee
