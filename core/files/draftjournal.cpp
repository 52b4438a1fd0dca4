// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/draftjournal.h"

#include "core/base/statefile.h"
#include "core/files/draftwriter.h"

#include <QCryptographicHash>
#include <QDir>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr auto draftSuffix = ".draft"_L1;
constexpr auto lockSuffix = ".lock"_L1;
constexpr int instanceLength = 12;

QString newInstance()
{
    return QUuid::createUuid().toString(QUuid::Id128).left(instanceLength);
}

QString instanceOf(const QString &id)
{
    return id.section(u'-', 1);
}

constexpr qint64 largestDraft = qint64(512) * 1024 * 1024;

} // namespace

QStringList DraftPolicy::defaultExcluded()
{
    return {// environment files: .env, .env.local, my.env, prod.env.bak, .envrc, env
            u".env"_s, u".env.*"_s, u"*.env"_s, u"*.env.*"_s, u".envrc"_s, u"env"_s,
            // keys and certificates with keys
            u"*.pem"_s, u"*.key"_s, u"*.pfx"_s, u"*.p12"_s, u"*.jks"_s, u"*.keystore"_s,
            u"*.kdbx"_s, u"*.ppk"_s, u"*.asc"_s, u"*.gpg"_s, u"*.age"_s, u"id_rsa*"_s, u"id_dsa*"_s,
            u"id_ecdsa*"_s, u"id_ed25519*"_s,
            // where tools keep what they log in with
            u".npmrc"_s, u".netrc"_s, u"_netrc"_s, u".pypirc"_s, u".pgpass"_s, u".my.cnf"_s,
            u".htpasswd"_s, u".dockercfg"_s, u".git-credentials"_s, u"kubeconfig*"_s,
            u"**/.kube/config"_s, u"**/.docker/config.json"_s, u"**/.aws/*"_s, u"*.tfvars"_s,
            u"*.tfvars.json"_s, u"*.tfstate*"_s,
            // what says so in its name
            u"*secret*"_s, u"*credential*"_s, u"*passwd*"_s, u"*password*"_s, u"*token*"_s};
}

bool DraftPolicy::allows(const QString &path) const
{
    return enabled && std::none_of(excluded.begin(), excluded.end(), [&path](const QString &glob) {
               return globMatches(glob, path);
           });
}

bool globMatches(const QString &glob, const QString &path)
{
    if (!glob.contains(u'/')) {
        const auto parts = path.split(u'/', Qt::SkipEmptyParts);
        const QRegularExpression pattern = QRegularExpression::fromWildcard(glob);
        return std::any_of(parts.begin(), parts.end(), [&pattern](const QString &part) {
            return pattern.match(part).hasMatch();
        });
    }
    QString expression;
    for (qsizetype i = 0; i < glob.size(); ++i) {
        const QStringView rest = QStringView(glob).sliced(i);
        if (rest.startsWith("**/"_L1)) {
            expression += "(?:.*/)?"_L1;
            i += 2;
        } else if (rest.startsWith("**"_L1)) {
            expression += ".*"_L1;
            i += 1;
        } else if (glob.at(i) == u'*') {
            expression += "[^/]*"_L1;
        } else if (glob.at(i) == u'?') {
            expression += "[^/]"_L1;
        } else {
            expression += QRegularExpression::escape(QString(glob.at(i)));
        }
    }
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(expression),
                                     QRegularExpression::CaseInsensitiveOption);
    return pattern.match(path).hasMatch();
}

DraftJournal::DraftJournal(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_instance(newInstance())
    , m_lock(m_folder + u'/' + m_instance + lockSuffix)
{
    // A folder that cannot be had is told by the first draft that cannot be written.
    (void)makePrivateFolder(m_folder);
    m_lock.tryLock();
    m_thread.setObjectName("drafts"_L1);
    m_writer = new DraftWriter(m_folder);
    m_writer->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_writer, &QObject::deleteLater);
    connect(m_writer, &DraftWriter::written, this, [this](const QString &id) {
        emit draftWritten(id);
        emit listChanged();
    });
    connect(m_writer, &DraftWriter::removed, this, &DraftJournal::listChanged);
    connect(m_writer, &DraftWriter::failed, this, &DraftJournal::failed);
    m_thread.start(QThread::LowPriority);
}

DraftJournal::~DraftJournal()
{
    // Behind all writes that were handed over.
    QMetaObject::invokeMethod(
        m_writer, [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
    QFile::remove(m_folder + u'/' + m_instance + lockSuffix); // nobody else takes this one
}

QList<DraftSummary> DraftJournal::list(const QString &profile) const
{
    QList<DraftSummary> drafts;
    const auto files = QDir(m_folder).entryInfoList({u'*' + draftSuffix}, QDir::Files);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const std::optional<Draft> head = draftfile::head(file.read(draftfile::headBytes));
        if (!head || (!profile.isEmpty() && head->key.profile != profile))
            continue;
        const QString id = info.completeBaseName();
        drafts.append(
            {id, head->key, head->started, info.lastModified().toUTC(), isOpenElsewhere(id)});
    }
    std::sort(drafts.begin(), drafts.end(), [](const DraftSummary &a, const DraftSummary &b) {
        return a.changed != b.changed ? a.changed > b.changed : a.id < b.id;
    });
    return drafts;
}

QList<DraftSummary> DraftJournal::leftBehind(const QString &profile) const
{
    QList<DraftSummary> drafts = list(profile);
    drafts.removeIf(
        [this](const DraftSummary &draft) { return draft.openElsewhere || isOwn(draft.id); });
    return drafts;
}

QList<DraftSummary> DraftJournal::leftFor(const QString &profile, const QString &source,
                                          const QString &path) const
{
    QList<DraftSummary> drafts = leftBehind(profile);
    drafts.removeIf([&](const DraftSummary &draft) {
        return draft.key.source != source || draft.key.path != path;
    });
    return drafts;
}

std::optional<Draft> DraftJournal::load(const QString &id) const
{
    const StateFile file = readStateFile(filePath(id), largestDraft);
    return file.bytes.isEmpty() ? std::nullopt : draftfile::replay(file.bytes);
}

bool DraftJournal::exportTo(const QString &id, const QString &fileName, QString *reason) const
{
    const std::optional<Draft> draft = load(id);
    if (!draft) {
        *reason = tr("The draft cannot be read.");
        return false;
    }
    *reason = saveFile(fileName, draft->text, FileUse::Export);
    return reason->isEmpty();
}

void DraftJournal::discard(const QString &id)
{
    if (isOpenElsewhere(id))
        return;
    const auto remove = [writer = m_writer, id, fileName = filePath(id)] {
        writer->remove(id, fileName);
    };
    QMetaObject::invokeMethod(m_writer, remove, Qt::QueuedConnection);
}

void DraftJournal::setPolicy(const QString &profile, const DraftPolicy &policy)
{
    m_policies.insert(profile, policy);
}

DraftPolicy DraftJournal::policy(const QString &profile) const
{
    return m_policies.value(profile);
}

bool DraftJournal::isOwn(const QString &id) const
{
    return instanceOf(id) == m_instance;
}

QString DraftJournal::idFor(const DraftKey &key) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part :
         {key.profile.toUtf8(), key.source.toUtf8(), key.path.toUtf8(), key.baseEtag}) {
        hash.addData(part);
        hash.addData(QByteArrayView("\0", 1));
    }
    return QString::fromLatin1(hash.result().toHex().first(24)) + u'-' + m_instance;
}

void DraftJournal::write(const QString &id, const Draft &draft)
{
    const auto write = [writer = m_writer, id, draft, fileName = filePath(id)] {
        writer->write(id, fileName, draft);
    };
    QMetaObject::invokeMethod(m_writer, write, Qt::QueuedConnection);
}

QString DraftJournal::filePath(const QString &id) const
{
    return m_folder + u'/' + id + draftSuffix;
}

bool DraftJournal::isOpenElsewhere(const QString &id) const
{
    const QString instance = instanceOf(id);
    const QString lockName = m_folder + u'/' + instance + lockSuffix;
    return instance != m_instance && ProcessLock::isHeld(lockName);
}

} // namespace angee
