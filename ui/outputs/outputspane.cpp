// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/outputs/outputspane.h"

#include "ui/outputs/outputsdescriptor.h"
#include "ui/outputs/outputview.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

OutputsPane::OutputsPane(QWidget *parent)
    : ListPane(outputsDescriptor(), new OutputsModel, parent)
    , m_model(qobject_cast<OutputsModel *>(table()->table()))
    , m_view(new OutputView(this))
    , m_search(new QLineEdit(this))
    , m_found(new QLabel(this))
{
    m_model->setParent(this);
    makeSearch();
    m_save = addAction(u"outputSave"_s, tr("Save as…"), Icon::Name::Save, Placement::Row);
    connect(m_save, &QAction::triggered, this,
            [this] { emit saveRequested(table()->currentKey()); });
    m_copy = addAction(u"outputCopy"_s, tr("Copy"), Icon::Name::Copy, Placement::Row);
    m_copy->setStatusTip(tr("The whole text, without its colours"));
    connect(m_copy, &QAction::triggered, this,
            [this] { emit copyRequested(table()->currentKey()); });
    m_delete = addAction(u"outputDelete"_s, tr("Delete…"), Icon::Name::Remove, Placement::Row,
                         Qt::Key_Delete);
    connect(m_delete, &QAction::triggered, this,
            [this] { emit deleteRequested(table()->selectedKeys()); });
    m_deleteAll =
        addAction(u"outputDeleteAll"_s, tr("Delete all…"), Icon::Name::Destroy, Placement::Row);
    connect(m_deleteAll, &QAction::triggered, this, &OutputsPane::deleteAllRequested);
    setDetail(m_view);
    if (auto *splitter = findChild<QSplitter *>(u"outputsSplitter"_s))
        splitter->setSizes({300, 700}); // the text is what one comes for
    setFolder({});
    showLoading();
    onSelectionChanged();
}

OutputsPane::~OutputsPane() = default;

void OutputsPane::makeSearch()
{
    m_search->setObjectName(u"outputsSearch"_s);
    m_search->setAccessibleName(tr("Search in all texts"));
    m_search->setPlaceholderText(tr("Search in all texts"));
    m_search->setClearButtonEnabled(true);
    m_found->setObjectName(u"outputsFound"_s);
    m_found->setTextFormat(Qt::PlainText);
    auto *panel = new QWidget(this);
    auto *row = new QHBoxLayout(panel);
    row->setContentsMargins({});
    row->addWidget(m_search, 1);
    row->addWidget(m_found, 1);
    addTop(panel);
    m_typing.setSingleShot(true);
    m_typing.setInterval(250ms);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_typing.start(0ms); });
    connect(&m_typing, &QTimer::timeout, this, [this] { emit searchRequested(searched()); });
}

QString OutputsPane::searched() const
{
    return m_search->text();
}

void OutputsPane::setSearchWords(const QString &words)
{
    setLabelLine(m_found, words);
}

void OutputsPane::setFolder(const QString &folder)
{
    setEmptyTexts(
        tr("Nothing was built or run from here yet."),
        folder.isEmpty()
            ? tr("What builds, starts and jobs print is kept here.")
            : tr("What builds, starts and jobs print is kept in %1, for you alone. What a "
                 "program prints of its secrets is in it.")
                  .arg(folder),
        {});
}

void OutputsPane::setRows(const QList<OutputRow> &rows)
{
    m_model->setRecords(rows);
    // An empty search is no empty history: its field stays in sight.
    showRows(searched().isEmpty() ? rows.size() : 1);
    showWanted();
}

void OutputsPane::showObject(const ObjectRef &object)
{
    if (object.name.isEmpty())
        return;
    m_wanted = object.name;
    if (!searched().isEmpty())
        m_search->clear();
    showWanted();
}

void OutputsPane::showWanted()
{
    if (m_wanted.isEmpty() || !selectKey(m_wanted))
        return;
    m_wanted.clear();
    if (m_view->record().state == Task::State::Failed)
        m_view->goToFirstError();
    m_view->setFocus(Qt::OtherFocusReason);
}

void OutputsPane::onSelectionChanged()
{
    const QString id = table()->currentKey();
    const OutputRow *row = m_model->find(id);
    const QString none = row ? QString() : tr("Select an output first.");
    const bool running = row && row->record.isActive();
    setPossible(m_save, none, false);
    setPossible(m_copy, none, false);
    setPossible(m_delete, running ? tr("It is still being written.") : none, false);
    setPossible(m_deleteAll, m_model->rowCount() > 0 ? QString() : tr("There is none."), false);
    setSelectionText(row ? outputTitle(row->record) : QString());
    if (m_current == id)
        return;
    m_current = id;
    emit outputWanted(id);
}

void OutputsPane::onEmptyAction() { }

} // namespace angee
