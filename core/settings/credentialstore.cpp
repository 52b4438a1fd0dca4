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

//! The normal form of an address, so that "http://h:80/" and "http://h" are one.
QByteArray addressOf(const Profile &profile)
{
    const auto base = BaseUrl::parse(profile.url);
    return base ? base->display().toUtf8() : profile.url.trimmed().toUtf8();
}

//! What is kept: the address, a line break (which no address and no bearer holds), the bearer.
QByteArray bound(const Profile &profile, const QByteArray &bearer)
{
    return addressOf(profile) + '\n' + bearer;
}

//! The bearer, if it was kept for the profile's address; else nothing, and why in the words.
CredentialStore::Answer unbound(const QByteArray &kept, const Profile &profile,
                                CredentialStore::Place place)
{
    const qsizetype end = kept.indexOf('\n');
    if (end >= 0 && kept.first(end) == addressOf(profile))
        return {place, kept.sliced(end + 1), {}};
    return {CredentialStore::Place::Nowhere,
            {},
            end < 0 ? CredentialStore::tr("The saved token does not say which address it was given "
                                          "for and is not used. Give it once more.")
                    : CredentialStore::tr("The saved token was given for %1 and is not sent to %2. "
                                          "Give the token of that daemon.")
                          .arg(QString::fromUtf8(kept.first(end)), profile.url)};
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

void CredentialStore::read(const Profile &profile, const QObject *context, const Receiver &receiver)
{
    const auto remembered = m_memory.constFind(profile.id);
    if (remembered != m_memory.cend()) {
        const Answer answer = unbound(*remembered, profile, Place::MemoryOnly);
        QTimer::singleShot(0, context, [receiver, answer] { receiver(answer); });
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(service, this);
    job->setKey(profile.id);
    const QPointer<QKeychain::ReadPasswordJob> reading(job);
    runWithLimit(job, this, context, [reading, receiver, profile](const KeyringOutcome &outcome) {
        if (outcome.ok && reading)
            return receiver(unbound(reading->binaryData(), profile, Place::Keyring));
        receiver({Place::Nowhere,
                  {},
                  outcome.notFound
                      ? QString()
                      : tr("The system keyring cannot be read: %1.").arg(outcome.words)});
    });
}

void CredentialStore::write(const Profile &profile, const QByteArray &bearer,
                            const QObject *context, const Receiver &receiver)
{
    m_memory.insert(profile.id, bound(profile, bearer));
    auto *job = new QKeychain::WritePasswordJob(service, this);
    job->setKey(profile.id);
    job->setBinaryData(bound(profile, bearer));
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
