// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/reflog.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shaLength = 40;

bool isSha(QByteArrayView text)
{
    return text.size() == shaLength && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

enum class Kind {
    Move, //!< makes no commit: reset, checkout, fast-forward
    Commit,
    Replacement, //!< stands in the place of the one before
    Merge,
};

Kind kindOf(QStringView action, QStringView subject)
{
    static const QStringList replacing{u"commit (amend)"_s, u"rebase (fixup)"_s,
                                       u"rebase (squash)"_s, u"rebase (reword)"_s};
    static const QStringList making{u"commit"_s,
                                    u"commit (initial)"_s,
                                    u"commit (merge)"_s,
                                    u"cherry-pick"_s,
                                    u"revert"_s,
                                    u"am"_s,
                                    u"rebase (pick)"_s,
                                    u"rebase (continue)"_s,
                                    u"rebase"_s,
                                    u"rebase (merge)"_s,
                                    u"commit (cherry-pick)"_s};
    if (replacing.contains(action))
        return Kind::Replacement;
    if (making.contains(action))
        return Kind::Commit;
    const bool merges = action.startsWith("merge "_L1) || action.startsWith("pull"_L1);
    return merges && subject.startsWith("Merge made"_L1) ? Kind::Merge : Kind::Move;
}

//! "Name <mail> 1795821020 +0000"
void readWho(const QByteArray &who, Commit *commit)
{
    const qsizetype end = who.indexOf('>');
    if (end < 0)
        return;
    commit->author = QString::fromUtf8(who.left(end + 1)).trimmed();
    bool ok = false;
    const qint64 seconds = who.mid(end + 1).trimmed().split(' ').constFirst().toLongLong(&ok);
    if (ok)
        commit->time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

} // namespace

void Reflog::add(const QByteArray &log)
{
    m_tip.clear();
    const QList<QByteArray> lines = log.split('\n');
    for (const QByteArray &line : lines)
        addLine(line);
}

void Reflog::addLine(const QByteArray &line)
{
    const QByteArray before = line.left(shaLength);
    const QByteArray after = line.mid(shaLength + 1, shaLength);
    if (!isSha(before) || !isSha(after))
        return;
    m_tip = QString::fromLatin1(after);
    const qsizetype tab = line.indexOf('\t');
    if (tab < 0 || before == after)
        return;
    const QString message = QString::fromUtf8(line.mid(tab + 1));
    const qsizetype colon = message.indexOf(": "_L1);
    if (colon < 0)
        return;
    const QString action = message.left(colon);
    const QString subject = message.mid(colon + 2);
    const Kind kind = kindOf(action, subject);
    if (kind == Kind::Move)
        return;
    Step step;
    step.replaces = kind == Kind::Replacement;
    step.commit.sha = m_tip;
    if (before.count('0') != shaLength)
        step.commit.parents = {QString::fromLatin1(before)};
    step.commit.summary = kind == Kind::Merge ? action.left(1).toUpper() + action.mid(1) : subject;
    const qsizetype whoAt = 2 * (shaLength + 1);
    readWho(line.mid(whoAt, tab - whoAt), &step.commit);
    m_steps.insert(m_tip, step);
}

QString Reflog::parentOf(const QString &sha) const
{
    QString at = sha;
    // Each replacement leads to an older commit; more of them than there are is a circle.
    for (qsizetype i = 0; i <= m_steps.size(); ++i) {
        const auto step = m_steps.constFind(at);
        if (step == m_steps.cend() || step->commit.parents.isEmpty())
            return {};
        const QString before = step->commit.parents.constFirst();
        if (!step->replaces)
            return before;
        at = before;
    }
    return {};
}

Reflog::Walk Reflog::walk(const QString &tip, const QSet<QString> &stops, int most) const
{
    Walk walk;
    QString at = tip;
    while (!at.isEmpty()) {
        const auto step = m_steps.constFind(at);
        if (stops.contains(at) || step == m_steps.cend()) {
            walk.base = at;
            return walk;
        }
        if (walk.commits.size() == most)
            return walk;
        walk.commits.append(step->commit);
        at = parentOf(at);
        if (step->replaces)
            walk.commits.last().parents = at.isEmpty() ? QStringList() : QStringList{at};
    }
    return walk;
}

} // namespace angee
