// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/http.h"

namespace angee::sandbox {

std::optional<QByteArray> percentDecode(const QByteArray &text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != '%') {
            out += text.at(i);
            continue;
        }
        bool ok = false;
        const QByteArray digits = text.mid(i + 1, 2);
        const int byte = digits.toInt(&ok, 16);
        if (!ok || digits.size() != 2 || digits.contains('+') || digits.contains('-'))
            return std::nullopt;
        out += char(byte);
        i += 2;
    }
    return out;
}

QList<QPair<QString, QString>> parseFormQuery(const QByteArray &query)
{
    QList<QPair<QString, QString>> out;
    for (QByteArray pair : query.split('&')) {
        if (pair.isEmpty() || pair.contains(';'))
            continue;
        pair.replace('+', ' ');
        const qsizetype at = pair.indexOf('=');
        const auto key = percentDecode(at < 0 ? pair : pair.left(at));
        const auto value = percentDecode(at < 0 ? QByteArray() : pair.mid(at + 1));
        if (key && value)
            out.append({QString::fromUtf8(*key), QString::fromUtf8(*value)});
    }
    return out;
}

QString HttpRequest::parameter(const QString &name) const
{
    return parameters(name).value(0);
}

QStringList HttpRequest::parameters(const QString &name) const
{
    QStringList out;
    for (const auto &[key, value] : parseFormQuery(query)) {
        if (key == name)
            out += value;
    }
    return out;
}

void LineQueue::push(const QByteArray &line)
{
    const std::lock_guard lock(m_mutex);
    m_lines.push_back(line);
    if (m_wake)
        m_wake();
}

void LineQueue::end()
{
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    if (m_wake)
        m_wake();
}

std::deque<QByteArray> LineQueue::take(bool *ended)
{
    const std::lock_guard lock(m_mutex);
    *ended = m_ended;
    return std::exchange(m_lines, {});
}

void LineQueue::onReady(std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
    if (m_wake && (m_ended || !m_lines.empty()))
        m_wake();
}

} // namespace angee::sandbox
