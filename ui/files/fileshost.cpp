// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/fileshost.h"

#include "ui/files/filespane.h"
#include "ui/files/filetree.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

FilesHost::FilesHost(QWidget *parent)
    : Pane(u"files"_s, tr("Files"), Icon::Name::File, parent)
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

void FilesHost::showObject(const QString &, const QString &name)
{
    const QString path = name.section(u':', 1);
    if (m_files && !path.isEmpty())
        m_files->openFile(name.section(u':', 0, 0), path);
}

} // namespace angee
