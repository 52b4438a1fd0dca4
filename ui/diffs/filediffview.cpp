// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/diffs/filediffview.h"

#include "ui/diffs/diffwords.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QLabel>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype smallFile = qsizetype(256) * 1024; // laid out within a millisecond

} // namespace

FileDiffView::FileDiffView(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_notes(new QLabel(this))
    , m_view(new DiffView(this))
{
    setObjectName(u"fileDiff"_s);
    m_title->setObjectName(u"fileDiffTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long path is cut
    m_notes->setObjectName(u"fileDiffNotes"_s);
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setWordWrap(true);
    m_view->setObjectName(u"fileDiffText"_s);
    m_view->setAccessibleName(tr("Changes of the file"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(spacing(1, this));
    layout->addWidget(m_title);
    layout->addWidget(m_notes);
    layout->addWidget(m_view, 1);
    clear();
}

FileDiffView::~FileDiffView() = default;

void FileDiffView::setFile(const FileDiff &file, DiffDirection direction)
{
    setLabelLine(m_title, u"%1 (%2)"_s.arg(DiffWords::title(file), DiffWords::kind(file)));
    m_title->setToolTip(tipText(DiffWords::title(file)));
    if (file.body.size() <= smallFile) {
        m_task.cancel();
        return showPatch(file, patchOf(file, direction));
    }
    m_notes->setText(tr("Laying out…"));
    m_notes->show();
    m_view->setPatch({}, {});
    m_task.start([this, file, direction] {
        return [this, file, patch = patchOf(file, direction)] { showPatch(file, patch); };
    });
}

void FileDiffView::clear()
{
    m_task.cancel();
    m_title->clear();
    m_notes->hide();
    m_view->setPatch({}, {});
}

void FileDiffView::showPatch(const FileDiff &file, const DiffPatch &patch)
{
    const QStringList notes = DiffWords::notes(file, patch);
    setLabelText(m_notes, notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
    m_view->setPatch(patch, QString::fromUtf8(file.path()));
    emit laidOut();
}

} // namespace angee
