// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/credentialstore.h"

#include "core/base/processlock.h"
#include "core/base/statefile.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const auto service = u"ai.angee.Console"_s;

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

constexpr qint64 largestTokensFile = qint64(1024) * 1024;
const auto tokensKey = u"tokens"_s;

QJsonObject readTokensFile(const QString &path)
{
    return QJsonDocument::fromJson(readStateFile(path, largestTokensFile).bytes).object();
}

} // namespace

struct CredentialStore::Request
{
    QPointer<const QObject> context;
    std::function<void(const KeyringOutcome &)> report;
    bool slow = false;
};

CredentialStore::CredentialStore(QString file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
{ }

CredentialStore::~CredentialStore() = default;

//! Runs a keychain job and reports once: its end, or that it is waited for no longer. A job that
//! answers after that is ignored; it deletes itself.
void CredentialStore::run(QKeychain::Job *job, const QObject *context,
                          const std::function<void(const KeyringOutcome &)> &report)
{
    auto request = std::make_shared<Request>();
    request->context = context;
    request->report = report;
    m_requests.append(request);
    connect(job, &QKeychain::Job::finished, this, [this, request](QKeychain::Job *ended) {
        settle(request,
               {.ok = ended->error() == QKeychain::NoError,
                .notFound = ended->error() == QKeychain::EntryNotFound,
                .words = ended->errorString()});
    });
    QTimer::singleShot(patience, this, [this, request] {
        if (!m_requests.contains(request))
            return;
        request->slow = true;
        if (!std::exchange(m_waiting, true))
            emit waiting();
    });
    job->setInsecureFallback(false);
    job->setAutoDelete(true);
    job->start();
}

void CredentialStore::settle(const std::shared_ptr<Request> &request, const KeyringOutcome &outcome)
{
    if (!m_requests.removeOne(request))
        return;
    const bool slow = std::any_of(m_requests.cbegin(), m_requests.cend(),
                                  [](const auto &other) { return other->slow; });
    if (m_waiting && !slow) {
        m_waiting = false;
        emit waitingEnded();
    }
    if (request->context)
        request->report(outcome);
}

void CredentialStore::giveUpWaiting()
{
    const auto all = m_requests;
    for (const auto &request : all)
        settle(request, {.words = tr("the system keyring has not answered")});
}

QByteArray CredentialStore::inFile(const QString &profileId) const
{
    return m_file.isEmpty() ? QByteArray()
                            : readTokensFile(m_file)[tokensKey][profileId].toString().toUtf8();
}

QString CredentialStore::changeFile(const std::function<void(QJsonObject &)> &edit) const
{
    if (QString problem = makePrivateFolder(QFileInfo(m_file).path()); !problem.isEmpty())
        return problem;
    ProcessLock lock(m_file + u".lock"_s);
    if (!lock.lockSoon())
        return tr("another window is writing it");
    const StateFile present = readStateFile(m_file, largestTokensFile);
    if (present.exists && !QJsonDocument::fromJson(present.bytes).isObject())
        return tr("%1 is damaged and is left as it is").arg(m_file);
    QJsonObject whole = readTokensFile(m_file);
    QJsonObject tokens = whole[tokensKey].toObject();
    edit(tokens);
    whole.insert(u"version"_s, 1);
    whole.insert(tokensKey, tokens);
    return saveFile(m_file, QJsonDocument(whole).toJson(), FileUse::State);
}

QString CredentialStore::keepInFile(const QString &profileId)
{
    const auto kept = m_memory.constFind(profileId);
    if (kept == m_memory.cend() || m_file.isEmpty())
        return tr("There is no token to keep.");
    return changeFile(
        [&](QJsonObject &tokens) { tokens.insert(profileId, QString::fromUtf8(*kept)); });
}

void CredentialStore::read(const Profile &profile, const QObject *context, const Receiver &receiver)
{
    std::optional<Answer> answer;
    if (const auto remembered = m_memory.constFind(profile.id); remembered != m_memory.cend())
        answer = unbound(*remembered, profile, Place::MemoryOnly);
    else if (const QByteArray kept = inFile(profile.id); !kept.isEmpty())
        answer = unbound(kept, profile, Place::File);
    if (answer) {
        QTimer::singleShot(0, context, [receiver, answer] { receiver(*answer); });
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(
        service); // goes by itself: the keyring still answers when nobody here is left
    job->setKey(profile.id);
    const QPointer<QKeychain::ReadPasswordJob> reading(job);
    run(job, context, [reading, receiver, profile](const KeyringOutcome &outcome) {
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
    auto *job = new QKeychain::WritePasswordJob(
        service); // goes by itself: the keyring still answers when nobody here is left
    job->setKey(profile.id);
    job->setBinaryData(bound(profile, bearer));
    run(job, context, [this, receiver, id = profile.id](const KeyringOutcome &outcome) {
        const bool agreed = !inFile(id).isEmpty();
        if (outcome.ok) {
            if (agreed) // it has a better place now
                (void)changeFile([&id](QJsonObject &tokens) { tokens.remove(id); });
            return receiver({Place::Keyring, {}, {}});
        }
        if (!agreed)
            return receiver({Place::MemoryOnly, {}, notSaved(outcome.words)});
        const QString problem = keepInFile(id);
        receiver(problem.isEmpty() ? Answer{Place::File, {}, {}}
                                   : Answer{Place::MemoryOnly, {}, notSaved(problem)});
    });
}

void CredentialStore::remove(const QString &profileId, const QObject *context,
                             const Receiver &receiver)
{
    m_memory.remove(profileId);
    QString problem;
    if (!inFile(profileId).isEmpty())
        problem = changeFile([&](QJsonObject &tokens) { tokens.remove(profileId); });
    auto *job = new QKeychain::DeletePasswordJob(
        service); // goes by itself: the keyring still answers when nobody here is left
    job->setKey(profileId);
    run(job, context, [receiver, problem](const KeyringOutcome &outcome) {
        if (!problem.isEmpty())
            return receiver(
                {Place::File, {}, tr("The token was not removed from its file: %1").arg(problem)});
        const bool gone = outcome.ok || outcome.notFound;
        receiver({Place::Nowhere,
                  {},
                  gone
                      ? QString()
                      : tr("The system keyring did not remove the token: %1.").arg(outcome.words)});
    });
}

std::optional<Profile> proxySecretOf(const Profile &profile)
{
    if (profile.proxy.user.isEmpty() || profile.proxy.host.isEmpty())
        return std::nullopt;
    Profile proxy;
    proxy.id = profile.id + u"/proxy"_s;
    proxy.url = u"http://%1:%2"_s.arg(profile.proxy.host).arg(profile.proxy.port);
    return proxy;
}

void readProfileSecrets(
    CredentialStore *store, const Profile &profile, const QObject *context,
    const std::function<void(const Profile &, const CredentialStore::Answer &)> &receiver)
{
    store->read(profile, context,
                [store, profile, context, receiver](const CredentialStore::Answer &token) {
                    const auto proxy = proxySecretOf(profile);
                    if (!proxy)
                        return receiver(profile, token);
                    store->read(*proxy, context,
                                [profile, receiver, token](const CredentialStore::Answer &answer) {
                                    Profile whole = profile;
                                    whole.proxy.password = QString::fromUtf8(answer.bearer);
                                    receiver(whole, token);
                                });
                });
}

} // namespace angee
