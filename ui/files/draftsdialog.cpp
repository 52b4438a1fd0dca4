// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/draftsdialog.h"

#include "core/base/relativetime.h"
#include "ui/files/reviewdialog.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

DraftsDialog::DraftsDialog(DraftJournal *journal, const QString &profile, QWidget *parent)
    : QDialog(parent)
    , m_journal(journal)
    , m_profile(profile)
    , m_table(new QTableWidget(0, 4, this))
    , m_message(new QLabel(this))
    , m_open(new QPushButton(tr("Open its file"), this))
    , m_compare(new QPushButton(tr("Compare with its base"), this))
    , m_export(new QPushButton(tr("Export…"), this))
    , m_discard(new QPushButton(tr("Discard…"), this))
{
    build();
    connect(journal, &DraftJournal::listChanged, this, &DraftsDialog::reload);
    connect(journal, &DraftJournal::failed, this,
            [this](const QString &, const QString &reason) { m_message->setText(reason); });
    reload();
}

DraftsDialog::~DraftsDialog() = default;

void DraftsDialog::build()
{
    setObjectName(u"draftsDialog"_s);
    setWindowTitle(tr("Drafts"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(760, 420);
    m_table->setObjectName(u"draftsTable"_s);
    m_table->setAccessibleName(tr("Drafts"));
    m_table->setHorizontalHeaderLabels({tr("Source"), tr("Path"), tr("Typed"), tr("Where")});
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_message->setObjectName(u"draftsMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_open->setObjectName(u"draftOpenButton"_s);
    m_open->setToolTip(tr("The draft is offered there, to be restored or compared"));
    m_compare->setObjectName(u"draftCompareButton"_s);
    m_export->setObjectName(u"draftExportButton"_s);
    m_discard->setObjectName(u"draftDiscardButton"_s);
    setButtonRole(m_discard, ButtonRole::Destructive);
    auto *closeButton = new QPushButton(tr("Close"), this);
    closeButton->setObjectName(u"draftsCloseButton"_s);
    closeButton->setDefault(true);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_open, m_compare, m_export, m_discard}) {
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    buttons->addWidget(closeButton);
    auto *where = new QLabel(tr("Kept in %1").arg(m_journal->folder()), this);
    where->setObjectName(u"draftsFolder"_s);
    where->setTextFormat(Qt::PlainText);
    where->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(where);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_message);
    layout->addLayout(buttons);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &DraftsDialog::updateButtons);
    connect(m_compare, &QPushButton::clicked, this, &DraftsDialog::compare);
    connect(m_export, &QPushButton::clicked, this, &DraftsDialog::askExport);
    connect(m_discard, &QPushButton::clicked, this, &DraftsDialog::discard);
    connect(closeButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const DraftSummary *draft = current()) {
            const DraftKey key = draft->key;
            accept(); // first, since it gives the focus back, and the file is to have it
            emit openRequested(key.source, key.path);
        }
    });
}

void DraftsDialog::reload()
{
    if (!m_journal)
        return;
    m_drafts = m_journal->list(m_profile);
    m_table->setRowCount(int(m_drafts.size()));
    for (int row = 0; row < m_drafts.size(); ++row) {
        const DraftSummary &draft = m_drafts.at(row);
        const QString where = draft.openElsewhere ? tr("open in another window")
            : m_journal->isOwn(draft.id)          ? tr("open in this window")
                                                  : tr("left behind");
        const QStringList cells{draft.key.source, draft.key.path, relativeTime(draft.changed),
                                where};
        for (int column = 0; column < cells.size(); ++column) {
            auto *item = new QTableWidgetItem(cells.at(column));
            item->setToolTip(column == 2 ? exactTime(draft.changed) : cells.at(column));
            m_table->setItem(row, column, item);
        }
    }
    m_message->setText(m_drafts.isEmpty() ? tr("There are no drafts: everything typed was saved or "
                                               "given up.")
                                          : QString());
    if (!m_drafts.isEmpty() && m_table->currentRow() < 0)
        m_table->selectRow(0);
    updateButtons();
}

const DraftSummary *DraftsDialog::current() const
{
    const int row = m_table->currentRow();
    return row >= 0 && row < m_drafts.size() ? &m_drafts.at(row) : nullptr;
}

void DraftsDialog::updateButtons()
{
    const DraftSummary *draft = current();
    for (QPushButton *button : {m_open, m_compare, m_export})
        button->setEnabled(draft);
    const bool inUse = draft && (draft->openElsewhere || m_journal->isOwn(draft->id));
    m_discard->setEnabled(draft && !inUse);
    m_discard->setToolTip(inUse ? tr("This text is open: discard it there.") : QString());
}

void DraftsDialog::compare()
{
    const DraftSummary *summary = current();
    const auto draft = summary ? m_journal->load(summary->id) : std::nullopt;
    if (!draft)
        return;
    auto *dialog = new ReviewDialog(tr("Draft of %1").arg(draft->key.path), {}, this);
    dialog->compare(draft->base, draft->text);
    dialog->open();
}

void DraftsDialog::askExport()
{
    const DraftSummary *summary = current();
    if (!summary)
        return;
    auto *dialog = new QFileDialog(this, tr("Export the draft"));
    dialog->setObjectName(u"draftExportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(summary->key.path.section(u'/', -1));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, id = summary->id](const QString &name) {
                QString reason;
                m_message->setText(m_journal->exportTo(id, name, &reason)
                                       ? tr("Exported to %1").arg(name)
                                       : tr("Not exported: %1").arg(reason));
            });
    dialog->open();
}

void DraftsDialog::discard()
{
    const DraftSummary *summary = current();
    if (!summary)
        return;
    Confirmation question;
    question.title = tr("Discard the draft of %1").arg(summary->key.path);
    question.text =
        tr("The draft is removed from this computer. The file on the server stays as it "
           "is.");
    question.lost = QStringList{tr("what was typed %1").arg(relativeTime(summary->changed))};
    question.verb = tr("Discard");
    auto *dialog = new ConfirmDialog(question, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, id = summary->id] {
        m_journal->discard(id);
        dialog->close();
    });
    dialog->open();
}

} // namespace angee
