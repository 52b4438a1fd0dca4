// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/credentialstore.h"

#include <QPointer>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <memory>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const auto service = u"ai.angee.Console"_s;

struct KeyringOutcome
{
    bool ok = false;
    bool notFound = false;
    QString words;
};

//! Runs a keychain job and reports once: its end, or the time limit. A job that answers after the
//! limit is ignored; it deletes itself.
void runWithLimit(QKeychain::Job *job, QObject *owner, const QObject *context,
                  const std::function<void(const KeyringOutcome &)> &report)
{
    auto reported = std::make_shared<bool>(false);
    const QPointer<const QObject> alive(context);
    const auto once = [reported, alive, report](const KeyringOutcome &outcome) {
        if (std::exchange(*reported, true) || !alive)
            return;
        report(outcome);
    };
    QObject::connect(job, &QKeychain::Job::finished, owner, [once](QKeychain::Job *ended) {
        KeyringOutcome outcome;
        outcome.ok = ended->error() == QKeychain::NoError;
        outcome.notFound = ended->error() == QKeychain::EntryNotFound;
        outcome.words = ended->errorString();
        once(outcome);
    });
    QTimer::singleShot(CredentialStore::timeLimit, owner, [once] {
        once({false, false,
              CredentialStore::tr("the system keyring did not answer in time (if it is "
                                  "asking to be unlocked, do that and try again)")});
    });
    job->setInsecureFallback(false);
    job->setAutoDelete(true);
    job->start();
}

QString notSaved(const QString &words)
{
    return CredentialStore::tr("The token is kept for this run only, not saved: %1.").arg(words);
}

} // namespace

CredentialStore::CredentialStore(QObject *parent)
    : QObject(parent)
{ }

CredentialStore::~CredentialStore() = default;

void CredentialStore::read(const QString &profileId, const QObject *context,
                           const Receiver &receiver)
{
    const auto remembered = m_memory.constFind(profileId);
    if (remembered != m_memory.cend()) {
        QTimer::singleShot(0, context, [receiver, bearer = *remembered] {
            receiver({Place::MemoryOnly, bearer, {}});
        });
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(service, this);
    job->setKey(profileId);
    const QPointer<QKeychain::ReadPasswordJob> reading(job);
    runWithLimit(job, this, context, [reading, receiver](const KeyringOutcome &outcome) {
        if (outcome.ok && reading)
            return receiver({Place::Keyring, reading->binaryData(), {}});
        receiver({Place::Nowhere,
                  {},
                  outcome.notFound
                      ? QString()
                      : tr("The system keyring cannot be read: %1.").arg(outcome.words)});
    });
}

void CredentialStore::write(const QString &profileId, const QByteArray &bearer,
                            const QObject *context, const Receiver &receiver)
{
    m_memory.insert(profileId, bearer);
    auto *job = new QKeychain::WritePasswordJob(service, this);
    job->setKey(profileId);
    job->setBinaryData(bearer);
    runWithLimit(job, this, context, [receiver](const KeyringOutcome &outcome) {
        if (outcome.ok)
            return receiver({Place::Keyring, {}, {}});
        receiver({Place::MemoryOnly, {}, notSaved(outcome.words)});
    });
}

void CredentialStore::remove(const QString &profileId, const QObject *context,
                             const Receiver &receiver)
{
    m_memory.remove(profileId);
    auto *job = new QKeychain::DeletePasswordJob(service, this);
    job->setKey(profileId);
    runWithLimit(job, this, context, [receiver](const KeyringOutcome &outcome) {
        const bool gone = outcome.ok || outcome.notFound;
        receiver({Place::Nowhere,
                  {},
                  gone
                      ? QString()
                      : tr("The system keyring did not remove the token: %1.").arg(outcome.words)});
    });
}

} // namespace angee
