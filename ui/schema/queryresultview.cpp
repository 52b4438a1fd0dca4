// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/queryresultview.h"

#include "ui/schema/graphqltext.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QIcon iconOf(QueryResultView::Verdict verdict)
{
    switch (verdict) {
    case QueryResultView::Verdict::None:
        return {};
    case QueryResultView::Verdict::Under:
        return Icon::get(Icon::Name::Clock, ColorRole::SecondaryText);
    case QueryResultView::Verdict::Good:
        return Icon::get(Icon::Name::Check, ColorRole::Good);
    case QueryResultView::Verdict::Warning:
        return Icon::get(Icon::Name::Warning, ColorRole::Warning);
    case QueryResultView::Verdict::Bad:
        return Icon::get(Icon::Name::Error, ColorRole::Bad);
    }
    Q_UNREACHABLE();
}

void setUpLabel(QLabel *label, const QString &name, const QString &spoken)
{
    label->setObjectName(name);
    label->setAccessibleName(spoken);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

} // namespace

QueryResultView::QueryResultView(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(this))
    , m_status(new QLabel(this))
    , m_details(new QLabel(this))
    , m_remark(new QLabel(this))
    , m_text(new GraphQlText(this))
    , m_copy(makeButton(u"queryCopy"_s, tr("Copy result"), Icon::Name::Copy))
    , m_save(makeButton(u"querySave"_s, tr("Save result…"), Icon::Name::Save))
{
    setObjectName(u"queryResultView"_s);
    setUpLabel(m_status, u"queryStatus"_s, tr("How it went"));
    setUpLabel(m_details, u"queryErrors"_s, tr("Errors"));
    setUpLabel(m_remark, u"queryResultRemark"_s, tr("Remark on the result"));
    m_text->setObjectName(u"queryResult"_s);
    m_text->setAccessibleName(tr("Result"));
    m_text->setReadOnly(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_icon);
    row->addWidget(m_status, 1);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing(1, this));
    layout->addLayout(row);
    layout->addWidget(m_details);
    layout->addWidget(m_remark);
    layout->addWidget(m_text, 1);

    m_frame.setSingleShot(true);
    m_frame.setInterval(33ms);
    connect(&m_frame, &QTimer::timeout, this, &QueryResultView::showEvents);
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(wholeText())); });
    connect(m_save, &QToolButton::clicked, this, &QueryResultView::saveRequested);
    clear(Verdict::None, tr("Nothing was run yet."));
}

QueryResultView::~QueryResultView() = default;

QToolButton *QueryResultView::makeButton(const QString &name, const QString &text, Icon::Name icon)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setIcon(Icon::get(icon));
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void QueryResultView::setVerdict(Verdict verdict, const QString &words, const QString &details)
{
    m_icon->setIcon(iconOf(verdict));
    m_icon->setVisible(verdict != Verdict::None);
    setLabelText(m_status, words);
    m_details->setText(details);
    m_details->setVisible(!details.isEmpty());
}

void QueryResultView::clear(Verdict verdict, const QString &words, const QString &details)
{
    setVerdict(verdict, words, details);
    showRemark({});
    m_frame.stop();
    m_whole.clear();
    m_waiting.clear();
    m_sizes.clear();
    m_shownSize = 0;
    m_dropped = 0;
    m_text->setContent({});
    updateButtons();
}

void QueryResultView::setAnswer(const QueryAnswer &answer)
{
    m_whole = answer.whole;
    m_text->setContent({answer.shown.constData(), size_t(answer.shown.size())});
    showRemark(answer.isCut ? tr("Only a part of the answer is shown: it is %1 long. Copy and save "
                                 "take all of it.")
                                  .arg(QLocale().formattedDataSize(answer.size))
                            : QString());
    updateButtons();
}

void QueryResultView::appendEvent(const QByteArray &text)
{
    m_waiting.enqueue(text);
    if (m_waiting.size() > eventLimit) {
        m_waiting.dequeue();
        ++m_dropped;
    }
    if (!m_frame.isActive())
        m_frame.start();
}

void QueryResultView::showEvents()
{
    const QScrollBar *bar = m_text->verticalScrollBar();
    const bool follows = bar->value() >= bar->maximum();
    m_text->setReadOnly(false);
    while (!m_waiting.isEmpty()) {
        const QByteArray text = m_waiting.dequeue();
        m_text->SendScintilla(QsciScintillaBase::SCI_APPENDTEXT,
                              static_cast<unsigned long>(text.size()), text.constData());
        m_sizes.enqueue(text.size());
        m_shownSize += text.size();
    }
    qsizetype gone = 0;
    while (m_sizes.size() > 1
           && (m_sizes.size() > eventLimit || m_shownSize - gone > QueryAnswer::shownLimit)) {
        gone += m_sizes.dequeue();
        ++m_dropped;
    }
    m_shownSize -= gone;
    if (gone > 0)
        m_text->SendScintilla(QsciScintillaBase::SCI_DELETERANGE, 0UL, long(gone));
    m_text->SendScintilla(QsciScintillaBase::SCI_EMPTYUNDOBUFFER);
    m_text->setReadOnly(true);
    m_text->setMarginWidth(0, u"00%1"_s.arg(m_text->lines()));
    if (follows)
        m_text->SendScintilla(QsciScintillaBase::SCI_SETFIRSTVISIBLELINE,
                              static_cast<unsigned long>(m_text->lines()));
    if (m_dropped > 0)
        showRemark(tr("%n older event(s) are not held any more.", nullptr, int(m_dropped)));
    updateButtons();
}

QByteArray QueryResultView::wholeText() const
{
    return m_whole.isEmpty() ? m_text->content() : m_whole;
}

void QueryResultView::showRemark(const QString &text)
{
    setLabelText(m_remark, text);
    m_remark->setVisible(!text.isEmpty());
}

void QueryResultView::updateButtons()
{
    const bool has = !m_whole.isEmpty() || !m_sizes.isEmpty();
    m_copy->setEnabled(has);
    m_save->setEnabled(has);
}

} // namespace angee
