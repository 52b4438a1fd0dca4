// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/openfilebar.h"

#include "core/files/filebook.h"
#include "core/model/names.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostCompletions = 50;

} // namespace

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
    // One that names another source chooses that as well.
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this,
            &OpenFileBar::takeSource, Qt::QueuedConnection);
    m_path->installEventFilter(this);
    connect(m_source, &QComboBox::currentTextChanged, this, &OpenFileBar::updateCompletions);
    connect(m_path, &QLineEdit::textChanged, this, [this] {
        m_pathField->setProblem({});
        m_open->setEnabled(!m_path->text().trimmed().isEmpty());
    });
    connect(m_path, &QLineEdit::returnPressed, this, &OpenFileBar::open);
    connect(m_open, &QPushButton::clicked, this, &OpenFileBar::open);
    connect(book, &FileBook::contentsChanged, this, [this] {
        m_find.forget();
        updateCompletions();
    });
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
    m_find.forget();
    m_source->clear();
    m_source->addItems(all);
    if (all.contains(chosen))
        m_source->setCurrentText(chosen);
    updateCompletions();
}

void OpenFileBar::choose(const QString &source)
{
    if (m_source->findText(source) >= 0)
        m_source->setCurrentText(source);
}

bool OpenFileBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_path && event->type() == QEvent::FocusIn)
        emit listsWanted();
    return QWidget::eventFilter(watched, event);
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
    const QString typed = m_path->text();
    QStringList lines = m_book->complete(m_source->currentText(), typed);
    if (!m_find.isKnown()) {
        QList<QuickFind::Place> places;
        for (int i = 0; i < m_source->count(); ++i) {
            const QString source = m_source->itemText(i);
            const QStringList paths = m_book->known(source);
            for (const QString &path : paths)
                places.append({source, path});
        }
        m_find.setPlaces(places);
    }
    // Letters in order are found in all sources, those of the chosen one first.
    const QList<QuickFind::Place> found = m_find.find(typed, mostCompletions);
    for (const QuickFind::Place &place : found) {
        const QString line =
            place.source == m_source->currentText() ? place.path : place.source + u':' + place.path;
        if (lines.size() < mostCompletions && !lines.contains(line))
            lines.append(line);
    }
    m_completions->setStringList(lines);
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
    if (m_book->isFolder(m_source->currentText(), path)) {
        m_pathField->setProblem(tr("This is a folder: name a file in it."));
        return;
    }
    emit openRequested(m_source->currentText(), path);
    m_path->clear();
}

} // namespace angee
