// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/jobs/jobinputsdialog.h"

#include "ui/widgets/multilinefield.h"
#include "ui/widgets/problemfield.h"
#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QTextDocument>
#include <QVBoxLayout>

namespace angee {

using namespace Qt::StringLiterals;

JobInputsDialog::JobInputsDialog(const QString &job, const QString &typed, QWidget *parent)
    : QDialog(parent)
    , m_lines(new MultiLineField(this))
{
    setObjectName(u"jobInputsDialog"_s);
    m_lines->setValue(typed);
    setWindowTitle(tr("Run job \"%1\"").arg(job));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    m_lines->setObjectName(u"jobInputs"_s);
    m_lines->setAccessibleName(tr("Inputs, one name=value a line"));
    m_lines->setFont(monospaceFont(this));
    m_field = new ProblemField(
        m_lines, tr("Only container jobs can use inputs; a local job fails when it names one."),
        this);
    auto *label = new QLabel(tr("Inputs, one name=value a line:"), this);
    label->setBuddy(m_lines);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_run = buttons->addButton(tr("Run"), QDialogButtonBox::AcceptRole);
    m_run->setObjectName(u"jobInputsRun"_s);
    setButtonRole(m_run, ButtonRole::Prominent);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_field, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        QString problem;
        const auto inputs = parse(typedLines(), &problem);
        if (!problem.isEmpty())
            return;
        emit runRequested(inputs, typedLines());
        accept();
    });
    connect(m_lines, &MultiLineField::textChanged, this, &JobInputsDialog::check);
    check();
}

JobInputsDialog::~JobInputsDialog() = default;

QMap<QString, QString> JobInputsDialog::parse(const QString &text, QString *problem)
{
    QMap<QString, QString> inputs;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty())
            continue;
        const qsizetype equals = line.indexOf(u'=');
        const QString name = line.left(qMax<qsizetype>(equals, 0)).trimmed();
        if (name.isEmpty())
            *problem = tr("\"%1\" is no name=value.").arg(line.trimmed());
        else if (inputs.contains(name))
            *problem = tr("\"%1\" is given twice.").arg(name);
        if (!problem->isEmpty())
            return {};
        inputs.insert(name, line.mid(equals + 1));
    }
    return inputs;
}

// A line end is all that CRLF can mean here.
QString JobInputsDialog::typedLines() const
{
    return m_lines->value().replace("\r\n"_L1, "\n"_L1);
}

void JobInputsDialog::check()
{
    QString problem;
    (void)parse(typedLines(), &problem);
    m_field->setProblem(problem);
    m_run->setEnabled(problem.isEmpty());
    m_run->setToolTip(problem);
}

} // namespace angee
