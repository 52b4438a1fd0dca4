// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/openfilebar.h"

#include "core/files/filebook.h"
#include "core/model/names.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>

namespace angee {

using namespace Qt::StringLiterals;

OpenFileBar::OpenFileBar(FileBook *book, QWidget *parent)
    : QWidget(parent)
    , m_book(book)
    , m_source(new QComboBox(this))
    , m_path(new QLineEdit(this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_completions(new QStringListModel(this))
{
    setObjectName(u"openFileBar"_s);
    m_source->setObjectName(u"openSource"_s);
    m_source->setAccessibleName(tr("Source"));
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_path->setObjectName(u"openPath"_s);
    m_path->setAccessibleName(tr("Path in the source"));
    m_path->setPlaceholderText(tr("Path in the source (Ctrl+P)"));
    m_path->setClearButtonEnabled(true);
    m_open->setObjectName(u"openButton"_s);
    m_open->setAccessibleName(tr("Open the file"));
    m_open->setAutoDefault(false);
    // The book ranks; the completer only shows what it is given.
    auto *completer = new QCompleter(m_completions, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer->setMaxVisibleItems(12);
    m_path->setCompleter(completer);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(spacing(1, this));
    layout->addWidget(m_source, 0, Qt::AlignTop); // the field grows with its problem
    m_pathField = new ProblemField(m_path, {}, this);
    layout->addWidget(m_pathField, 1);
    layout->addWidget(m_open, 0, Qt::AlignTop);
    connect(m_path, &QLineEdit::textEdited, this, [this] {
        takeSource();
        updateCompletions();
    });
    connect(m_source, &QComboBox::currentTextChanged, this, &OpenFileBar::updateCompletions);
    connect(m_path, &QLineEdit::textChanged, this, [this] {
        m_pathField->setProblem({});
        m_open->setEnabled(!m_path->text().trimmed().isEmpty());
    });
    connect(m_path, &QLineEdit::returnPressed, this, &OpenFileBar::open);
    connect(m_open, &QPushButton::clicked, this, &OpenFileBar::open);
    connect(book, &FileBook::contentsChanged, this, &OpenFileBar::updateCompletions);
    m_open->setEnabled(false);
    setSources({});
}

OpenFileBar::~OpenFileBar() = default;

void OpenFileBar::setSources(const QStringList &names)
{
    QStringList all = names;
    if (all.isEmpty())
        all = m_book->sources();
    QStringList present;
    for (int i = 0; i < m_source->count(); ++i)
        present << m_source->itemText(i);
    if (all == present)
        return;
    const QString chosen = m_source->currentText();
    m_source->clear();
    m_source->addItems(all);
    if (all.contains(chosen))
        m_source->setCurrentText(chosen);
    updateCompletions();
}

void OpenFileBar::start(const QString &source, const QString &prefix)
{
    if (!source.isEmpty())
        m_source->setCurrentText(source);
    m_path->setText(prefix);
    m_path->setFocus(Qt::ShortcutFocusReason);
    updateCompletions();
}

// "app:settings.yaml", as other panes and the tabs write it, chooses the source as well.
void OpenFileBar::takeSource()
{
    const QString text = m_path->text();
    const qsizetype colon = text.indexOf(u':');
    const int source = colon > 0 ? m_source->findText(text.left(colon)) : -1;
    if (source < 0)
        return;
    m_path->setText(text.mid(colon + 1));
    m_source->setCurrentIndex(source);
}

void OpenFileBar::updateCompletions()
{
    m_completions->setStringList(m_book->complete(m_source->currentText(), m_path->text()));
}

void OpenFileBar::open()
{
    QString path = m_path->text().trimmed();
    if (path.isEmpty() || m_source->currentText().isEmpty())
        return;
    // takeSource() took a source that there is.
    const QString source = path.left(qMax<qsizetype>(0, path.indexOf(u':')));
    if (!source.isEmpty() && problemWithName(source).isEmpty()) {
        m_pathField->setProblem(tr("There is no source \"%1\". When the file's name has the colon, "
                                   "begin it with \"./\".")
                                    .arg(source));
        return;
    }
    if (path.startsWith("./"_L1))
        path.remove(0, 2);
    emit openRequested(m_source->currentText(), path);
    m_path->clear();
}

} // namespace angee
