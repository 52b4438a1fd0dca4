// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QString>

QT_BEGIN_NAMESPACE
class QLocalServer;
class QLocalSocket;
QT_END_NAMESPACE

namespace angee {

//! \brief Something that ssh wants to know from a person.
struct SshQuestion
{
    enum class Kind {
        Secret, //!< a password, a passphrase, a code
        HostKey, //!< whether a machine that was never seen is the right one; yes or no
        Confirm, //!< whether a key of the agent may be used; yes or no
        Notice, //!< nothing to answer: touch the key. Withdrawn when that was done
    };

    quint64 id = 0;
    Kind kind = Kind::Secret;
    QString words; //!< ssh's own, hostile as far as the machine put something into them
    QString before; //!< what ssh said since the last question, such as that a password was wrong

    friend bool operator==(const SshQuestion &, const SshQuestion &) = default;
};

//! \brief Hears the questions of ssh from the helper that ssh starts (SSH_ASKPASS), which is this
//! very program in another mode. A secret goes from here to the helper over a socket in a private
//! folder and from there to ssh over a pipe, and stands in no file, environment or command line.
class AskpassServer final : public QObject
{
    Q_OBJECT

public:
    explicit AskpassServer(QObject *parent = nullptr);
    ~AskpassServer() override;

    //! \a path lies in a folder that is the user's alone.
    [[nodiscard]] bool listen(const QString &path);
    //! What the ssh process needs in its environment to ask here.
    [[nodiscard]] QHash<QString, QString> environment() const;

    //! No answer for a question that has gone. Yes is "yes".
    void answer(quint64 id, const QString &text);
    //! The helper tells ssh that nobody answers.
    void decline(quint64 id);

signals:
    void asked(const angee::SshQuestion &question);
    //! Nobody waits for the answer any more.
    void withdrawn(quint64 id);

private:
    void onConnection();
    void onBytes(quint64 id);
    void finish(quint64 id, const QByteArray &reply);

    struct Asking
    {
        QLocalSocket *socket = nullptr;
        QByteArray bytes;
        bool told = false;
    };
    QLocalServer *m_server;
    QHash<quint64, Asking> m_asking;
    quint64 m_last = 0;
};

//! True in a process that ssh has started to ask something; main() then does nothing else than
//! answerAskpass().
[[nodiscard]] bool isAskpassHelper();

//! The helper's whole life: hands the question over, waits, prints the answer. Its exit status is
//! for ssh. Needs no application object.
[[nodiscard]] int answerAskpass(int argc, char **argv);

//! What kind of question \a words are; \a hint is the value of SSH_ASKPASS_PROMPT.
[[nodiscard]] SshQuestion::Kind kindOfQuestion(const QString &words, const QByteArray &hint);

} // namespace angee

Q_DECLARE_METATYPE(angee::SshQuestion)
