// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/fileshost.h"

#include "core/model/filelocation.h"
#include "ui/files/filesdescriptor.h"
#include "ui/files/filespane.h"
#include "ui/files/filetree.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

FilesHost::FilesHost(QWidget *parent)
    : Pane(filesDescriptor(), parent)
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    setContent(content);
    setFiles(nullptr);
}

FilesHost::~FilesHost() = default;

void FilesHost::setFiles(FilesPane *files)
{
    delete m_files;
    m_files = files;
    if (!files) {
        statePage()->setEmptyIcon(Icon::Name::File);
        showNotConnected();
        return;
    }
    statePage()->content()->layout()->addWidget(files);
    notices()->setFocusAfter(files->tree());
    statePage()->showContent();
}

void FilesHost::showEvent(QShowEvent *event)
{
    Pane::showEvent(event);
    emit shown();
}

void FilesHost::focusFilter()
{
    if (m_files)
        m_files->focusOpenBar();
}

void FilesHost::showObject(const ObjectRef &object)
{
    const FileLocation file = FileLocation::fromName(object.name);
    if (m_files && !file.path.isEmpty())
        m_files->openFile(file.source, file.path, file.line);
}

QString FilesHost::fileText(const QString &source, const QString &path)
{
    return tr("%1 in %2").arg(path, source);
}

void FilesHost::whenSafe(const std::function<void()> &done)
{
    if (m_files)
        m_files->whenDrafted(done);
    else
        done();
}

QuitConcern FilesHost::concern()
{
    QuitConcern concern;
    if (!m_files)
        return concern;
    for (const UnsavedDocument &document : m_files->unsavedDocuments()) {
        const QString text = fileText(document.source, document.path);
        if (document.hasDraft)
            concern.kept.append(tr("The unsaved text of %1, as a draft").arg(text));
        else
            concern.lost.append(tr("The unsaved text of %1").arg(text));
    }
    return concern;
}

} // namespace angee
