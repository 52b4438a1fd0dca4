// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/composevalue.h"

#include <QStringView>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int DeepestDefault = 20; // of defaults in defaults

bool startsVariable(QChar c)
{
    return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isInVariable(QChar c)
{
    return startsVariable(c) || (c >= u'0' && c <= u'9');
}

//! Reads a value as compose's templates do.
class ComposeReader final
{
public:
    explicit ComposeReader(QStringView text)
        : m_text(text)
    { }

    [[nodiscard]] ComposeValue read()
    {
        ComposeValue value;
        const bool good = expand(m_text, value.arrives, 0);
        value.variables = m_variables;
        value.variables.removeDuplicates();
        if (!good) {
            value.fate = ComposeValue::Fate::Refused;
            value.arrives.clear();
        } else if (value.arrives != m_text || !m_variables.isEmpty()) {
            value.fate = ComposeValue::Fate::Altered;
        }
        return value;
    }

private:
    bool expand(QStringView text, QString &out, int depth)
    {
        if (depth > DeepestDefault)
            return false;
        for (qsizetype i = 0; i < text.size();) {
            const qsizetype dollar = text.indexOf(u'$', i);
            if (dollar < 0 || dollar + 1 == text.size()) {
                out += text.mid(i);
                return true;
            }
            out += text.mid(i, dollar - i);
            i = dollar + 1;
            const QChar next = text[i];
            if (next == u'$') {
                out += u'$';
                ++i;
            } else if (next == u'{') {
                const qsizetype end = closing(text, i);
                if (end < 0 || !braced(text.mid(i + 1, end - i - 1), out, depth))
                    return false;
                i = end + 1;
            } else if (startsVariable(next)) {
                const qsizetype begin = i;
                while (i < text.size() && isInVariable(text[i]))
                    ++i;
                m_variables.append(text.mid(begin, i - begin).toString());
            } else {
                out += u'$';
            }
        }
        return true;
    }

    //! NAME, NAME:-default, NAME-default, NAME:+other, NAME+other, NAME:?words, NAME?words
    bool braced(QStringView inner, QString &out, int depth)
    {
        if (inner.isEmpty() || !startsVariable(inner.front()))
            return false;
        qsizetype end = 0;
        while (end < inner.size() && isInVariable(inner[end]))
            ++end;
        m_variables.append(inner.left(end).toString());
        QStringView rest = inner.mid(end);
        if (rest.startsWith(u':'))
            rest = rest.mid(1);
        else if (rest.isEmpty())
            return true;
        if (rest.startsWith(u'-'))
            return expand(rest.mid(1), out, depth + 1);
        return rest.startsWith(u'+'); // "?" is an error where the variable is not set
    }

    //! The brace that ends the one at \a open, or -1.
    static qsizetype closing(QStringView text, qsizetype open)
    {
        int depth = 0;
        for (qsizetype i = open; i < text.size(); ++i) {
            if (text[i] == u'{')
                ++depth;
            else if (text[i] == u'}' && --depth == 0)
                return i;
        }
        return -1;
    }

    QStringView m_text;
    QStringList m_variables;
};

} // namespace

ComposeValue throughCompose(const QString &value)
{
    return ComposeReader(value).read();
}

} // namespace angee
