// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/connection/doctorview.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Verdict = ConnectionDoctor::Verdict;

QIcon iconOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Waiting:
        return Icon::status(Icon::Status::Declared);
    case Verdict::Running:
        return Icon::status(Icon::Status::Starting);
    case Verdict::Passed:
        return Icon::status(Icon::Status::Done);
    case Verdict::Failed:
        return Icon::status(Icon::Status::Failed);
    case Verdict::NotNeeded:
        return Icon::status(Icon::Status::Stopped);
    }
    Q_UNREACHABLE();
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Waiting:
        return DoctorView::tr("waiting");
    case Verdict::Running:
        return DoctorView::tr("running");
    case Verdict::Passed:
        return DoctorView::tr("passed");
    case Verdict::Failed:
        return DoctorView::tr("failed");
    case Verdict::NotNeeded:
        return DoctorView::tr("not needed");
    }
    Q_UNREACHABLE();
}

} // namespace

DoctorView::DoctorView(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout)
    , m_verdict(new QLabel(this))
{
    setObjectName(u"doctorView"_s);
    setAccessibleName(tr("Connection test"));
    m_verdict->setObjectName(u"doctorVerdict"_s);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(m_grid);
    layout->addWidget(m_verdict);
    m_grid->setColumnStretch(2, 1);
    m_grid->setVerticalSpacing(spacing(1, this));
    hide();
}

DoctorView::~DoctorView() = default;

void DoctorView::setLines(const QList<ConnectionDoctor::Line> &lines)
{
    while (m_rows.size() < lines.size()) {
        const int row = int(m_rows.size());
        Row widgets{new IconLabel(this), new QLabel(this), new QLabel(this)};
        widgets.stage->setObjectName(u"doctorStage%1"_s.arg(row));
        widgets.words->setObjectName(u"doctorWords%1"_s.arg(row));
        widgets.words->setTextFormat(Qt::PlainText);
        widgets.words->setWordWrap(true);
        m_grid->addWidget(widgets.icon, row, 0, Qt::AlignTop);
        m_grid->addWidget(widgets.stage, row, 1, Qt::AlignTop);
        m_grid->addWidget(widgets.words, row, 2);
        m_rows.append(widgets);
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const ConnectionDoctor::Line &line = lines.at(i);
        m_rows[i].icon->setIcon(iconOf(line.verdict));
        m_rows[i].stage->setText(
            tr("%1: %2").arg(doctorStageName(line.stage), verdictWord(line.verdict)));
        QString words = line.words;
        if (line.verdict == Verdict::Passed)
            words += u"  "_s + tr("(%1 ms)").arg(line.elapsedMs);
        setLabelText(m_rows[i].words, words);
    }
    show();
}

void DoctorView::setVerdict(const QString &text, bool good)
{
    QPalette palette = m_verdict->palette();
    palette.setColor(QPalette::WindowText,
                     roleColor(good ? ColorRole::Good : ColorRole::Bad, this->palette()));
    m_verdict->setPalette(palette);
    setLabelText(m_verdict, text);
}

} // namespace angee
