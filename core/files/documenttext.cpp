// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/documenttext.h"

#include "core/files/textfacts.h"

namespace angee {

namespace {

constexpr int maxInDoubt = 8;

} // namespace

DocumentText::DocumentText(QObject *parent)
    : QObject(parent)
{ }

DocumentText::~DocumentText() = default;

DocumentText::Meeting DocumentText::meet(const QByteArray &serverText) const
{
    if (m_loaded && serverText == m_content)
        return Meeting::Ours;
    if (!m_baseEtag.isEmpty() && serverText == m_base)
        return Meeting::Unchanged;
    return m_inDoubt.contains(serverText) ? Meeting::OursEarlier : Meeting::Foreign;
}

void DocumentText::load(const FileReply &reply)
{
    m_loaded = true;
    clearProblem();
    if (reply.isOk()) {
        m_etagIsHash = etagOf(reply.content) == reply.etag;
        adoptBase(reply.content, reply.etag);
        replaceContent(reply.content, Replacement::Loaded);
    } else {
        m_condition = Condition::Missing;
        replaceContent({}, Replacement::Loaded);
    }
}

void DocumentText::setContent(const QByteArray &content)
{
    m_content = content;
    markEdited();
}

void DocumentText::replaceContent(const QByteArray &content, Replacement why)
{
    m_content = content;
    emit contentReplaced(why);
}

void DocumentText::markEdited()
{
    m_editedTime = QDateTime::currentDateTimeUtc();
}

void DocumentText::adoptBase(const QByteArray &text, const QByteArray &etag)
{
    m_base = text;
    m_baseEtag = etag;
    m_condition = Condition::None;
    clearTheirs();
    emit baseChanged();
}

void DocumentText::restoreBase(const QByteArray &text, const QByteArray &etag)
{
    m_base = text;
    m_baseEtag = etag;
    emit baseChanged();
}

void DocumentText::setTheirs(const QByteArray &content, const QByteArray &etag)
{
    m_theirs = ServerVersion{content, etag, QDateTime::currentDateTimeUtc()};
    emit theirsChanged();
}

void DocumentText::clearTheirs()
{
    if (!m_theirs)
        return;
    m_theirs.reset();
    emit theirsChanged();
}

void DocumentText::meetUnreadable(const FileReply &reply)
{
    m_condition =
        reply.outcome == FileReply::Outcome::NotText ? Condition::Binary : Condition::TooLarge;
    clearTheirs();
    setProblem(reply);
}

void DocumentText::setInDoubt(const QByteArray &text)
{
    m_outcomeUnknown = true;
    m_inDoubt.removeAll(text);
    m_inDoubt.append(text);
    if (m_inDoubt.size() > maxInDoubt)
        m_inDoubt.removeFirst();
}

void DocumentText::forgetDoubt()
{
    m_outcomeUnknown = false;
    m_inDoubt.clear();
}

void DocumentText::setProblem(const FileReply &reply)
{
    m_problem = {reply.outcome, reply.words, reply.field, reply.reason};
    emit problemChanged();
}

void DocumentText::clearProblem()
{
    if (m_problem.isNone())
        return;
    m_problem = {};
    emit problemChanged();
}

} // namespace angee
