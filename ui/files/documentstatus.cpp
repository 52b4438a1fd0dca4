// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/documentstatus.h"

#include "ui/widgets/palette.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// From here on the escaped size stands in the status line.
constexpr qsizetype nearCap = maxRequestBytes / 10 * 8;
constexpr qsizetype etagCharacters = 8;

} // namespace

DocumentStatus::DocumentStatus(QWidget *parent)
    : QWidget(parent)
    , m_facts(new QLabel(this))
    , m_encoding(new QToolButton(this))
    , m_size(new QLabel(this))
    , m_position(new QLabel(this))
{
    setObjectName(u"documentStatus"_s);
    m_facts->setObjectName(u"documentFacts"_s);
    m_position->setObjectName(u"documentPosition"_s);
    m_size->setObjectName(u"documentSize"_s);
    for (QLabel *label : {m_facts, m_position, m_size})
        label->setTextFormat(Qt::PlainText);
    m_encoding->setObjectName(u"documentEncoding"_s);
    m_encoding->setAutoRaise(true);
    m_encoding->setPopupMode(QToolButton::InstantPopup);
    m_encoding->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_encoding->setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(m_encoding);
    m_mark = menu->addAction(tr("Begins with a byte order mark"));
    m_mark->setObjectName(u"byteOrderMarkAction"_s);
    m_mark->setCheckable(true);
    m_encoding->setMenu(menu);
    connect(m_mark, &QAction::triggered, this, [this](bool checked) {
        emit byteOrderMarkChosen(checked ? ByteOrderMark::Present : ByteOrderMark::Absent);
    });
    auto *layout = new QHBoxLayout(this);
    const int gap = spacing(1, this);
    layout->setContentsMargins(2 * gap, gap, 2 * gap, gap);
    layout->setSpacing(4 * gap);
    layout->addWidget(m_facts, 1);
    layout->addWidget(m_encoding);
    layout->addWidget(m_size);
    layout->addWidget(m_position);
    m_encoding->hide();
}

DocumentStatus::~DocumentStatus() = default;

void DocumentStatus::showDocument(const DocumentSession &session, Language language,
                                  const QStringList &notes)
{
    if (!session.isLoaded()) {
        m_facts->setText(session.source());
        m_encoding->hide();
        m_size->clear();
        m_position->clear();
        return;
    }
    const TextFacts facts = TextFacts::of(session.content());
    QStringList parts{session.source(), languageName(language), describeLineEnds(facts)};
    if (!facts.lastNewline && facts.bytes > 0)
        parts << tr("no newline at the end");
    const QString etag = QString::fromLatin1(session.baseEtag());
    parts << (etag.isEmpty() ? tr("not on the server")
                             : tr("etag %1").arg(etag.left(etagCharacters)));
    parts << notes;
    m_facts->setText(parts.join(u"  ·  "_s));
    m_facts->setToolTip(tr("%1 in %2\netag %3").arg(session.path(), session.source(), etag));
    showEncoding(session, facts);
    showSize(session, facts);
}

void DocumentStatus::showEncoding(const DocumentSession &session, const TextFacts &facts)
{
    const bool hasMark = facts.bom;
    const QString encoding = !facts.validUtf8 ? tr("not UTF-8")
        : hasMark                             ? tr("UTF-8 with BOM")
                                              : u"UTF-8"_s;
    m_encoding->setText(encoding);
    m_encoding->setAccessibleName(tr("Encoding: %1").arg(encoding));
    m_encoding->setToolTip(tr("A byte order mark is three bytes before the text that cannot be "
                              "seen. Typing leaves it as it is; it is changed here."));
    m_encoding->setEnabled(facts.validUtf8 && session.readOnlyReason().isEmpty());
    m_encoding->show();
    m_mark->setChecked(hasMark);
}

void DocumentStatus::showSize(const DocumentSession &session, const TextFacts &facts)
{
    const qsizetype request = requestSize(facts.escapedBytes, session.baseEtag());
    const bool over = request > maxRequestBytes;
    m_size->setText(
        request < nearCap ? tr("%Ln byte(s)", nullptr, int(facts.bytes))
            : over
            ? tr("Too large to save: %L1 of %L2 bytes encoded").arg(request).arg(maxRequestBytes)
            : tr("%L1 of %L2 bytes encoded").arg(request).arg(maxRequestBytes));
    QPalette colours = palette();
    if (request >= nearCap)
        colours.setColor(QPalette::WindowText,
                         roleColor(over ? ColorRole::Bad : ColorRole::Warning, palette()));
    m_size->setPalette(colours);
}

void DocumentStatus::showCaret(int line, int column)
{
    m_position->setText(tr("Line %L1, column %L2").arg(line).arg(column));
}

} // namespace angee
