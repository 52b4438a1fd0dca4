// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/connection/sshquestions.h"

#include "core/net/sshtunnel.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QLabel *wordsLabel(QWidget *parent, const QString &objectName, const QString &words)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLabelText(label, words);
    return label;
}

} // namespace

SshQuestionDialog::SshQuestionDialog(const SshQuestion &question, const QString &machine,
                                     QWidget *parent)
    : QDialog(parent)
    , m_question(question)
{
    setObjectName(u"sshQuestionDialog"_s);
    setWindowTitle(heading());
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(
        wordsLabel(this, u"sshQuestionWhere"_s, tr("Connecting to %1 through ssh.").arg(machine)));
    if (!question.before.isEmpty())
        layout->addWidget(wordsLabel(this, u"sshQuestionBefore"_s, question.before));
    QLabel *words = wordsLabel(this, u"sshQuestionWords"_s, question.words);
    layout->addWidget(words);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *cancel = buttons->button(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"sshQuestionCancel"_s);
    if (question.kind == SshQuestion::Kind::Secret) {
        m_secret = new SecretField(this);
        m_secret->setObjectName(u"sshQuestionSecret"_s);
        m_secret->lineEdit()->setAccessibleName(question.words);
        words->setBuddy(m_secret->lineEdit());
        layout->addWidget(m_secret);
        m_yes = buttons->addButton(tr("Log in"), QDialogButtonBox::AcceptRole);
    } else if (question.kind != SshQuestion::Kind::Notice) {
        m_yes = buttons->addButton(question.kind == SshQuestion::Kind::HostKey
                                       ? tr("It is the right machine")
                                       : tr("Allow"),
                                   QDialogButtonBox::AcceptRole);
    }
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (!m_yes)
        return;
    m_yes->setObjectName(u"sshQuestionYes"_s);
    m_yes->setDefault(m_secret != nullptr);
    cancel->setDefault(!m_secret);
    (m_secret ? static_cast<QWidget *>(m_secret->lineEdit()) : cancel)->setFocus();
    connect(m_yes, &QPushButton::clicked, this, [this] {
        emit answered(m_secret ? m_secret->text() : u"yes"_s);
        if (m_secret)
            m_secret->clear();
    });
}

SshQuestionDialog::~SshQuestionDialog() = default;

QString SshQuestionDialog::heading() const
{
    switch (m_question.kind) {
    case SshQuestion::Kind::Secret:
        return tr("ssh asks for a password");
    case SshQuestion::Kind::HostKey:
        return tr("ssh does not know this machine");
    case SshQuestion::Kind::Confirm:
        return tr("ssh asks to use a key");
    case SshQuestion::Kind::Notice:
        return tr("ssh waits for you");
    }
    Q_UNREACHABLE();
}

SshQuestions::SshQuestions(SshTunnel *tunnel, QWidget *window)
    : QObject(tunnel)
    , m_tunnel(tunnel)
    , m_window(window)
{
    connect(tunnel, &SshTunnel::questionAsked, this, &SshQuestions::ask);
    connect(tunnel, &SshTunnel::questionWithdrawn, this, [this](quint64 id) {
        if (const auto dialog = m_dialogs.take(id)) {
            dialog->disconnect(this);
            dialog->close();
        }
    });
    connect(window, &QObject::destroyed, this, [this] { m_tunnel->disconnect(this); });
}

SshQuestions::~SshQuestions()
{
    for (const auto &dialog : std::as_const(m_dialogs)) {
        if (dialog) {
            dialog->disconnect(this);
            dialog->close();
        }
    }
}

void SshQuestions::ask(const SshQuestion &question)
{
    auto *dialog = new SshQuestionDialog(question, m_tunnel->address().machine(), m_window);
    m_dialogs.insert(question.id, dialog);
    connect(dialog, &SshQuestionDialog::answered, this,
            [this, id = question.id](const QString &text) {
                const auto asked = m_dialogs.take(id);
                m_tunnel->answer(id, text);
                asked->disconnect(this);
                asked->close();
            });
    connect(dialog, &QDialog::finished, this, [this, id = question.id] {
        if (m_dialogs.remove(id))
            m_tunnel->decline(id);
    });
    dialog->open();
}

} // namespace angee
