// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/jinja.h"

#include "app/sandbox/engine/reply.h"
#include "app/sandbox/engine/substitution.h"

#include <QList>
#include <QStringList>

#include <vector>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

using Variables = std::map<QString, QString>;

[[noreturn]] void refuse(int line, const QString &what)
{
    throw EngineError::failed(u"template line %1: %2"_s.arg(QString::number(line), what));
}

bool isTrue(const QString &value)
{
    return !value.isEmpty() && value != "0"_L1
        && value.compare("false"_L1, Qt::CaseInsensitive) != 0
        && value.compare("no"_L1, Qt::CaseInsensitive) != 0;
}

QStringList tokens(const QString &expression, int line)
{
    QStringList out;
    for (qsizetype i = 0; i < expression.size();) {
        const QChar c = expression.at(i);
        qsizetype end = i + 1;
        if (c.isSpace()) {
            ++i;
            continue;
        }
        if (c == u'"' || c == u'\'') {
            end = expression.indexOf(c, i + 1) + 1;
            if (end == 0)
                refuse(line, u"unterminated text"_s);
        } else if (c.isLetterOrNumber() || c == u'_') {
            while (
                end < expression.size()
                && (expression.at(end).isLetterOrNumber() || u"_."_s.contains(expression.at(end))))
                ++end;
        } else if (u"=!"_s.contains(c) && end < expression.size() && expression.at(end) == u'=') {
            ++end;
        }
        out += expression.mid(i, end - i);
        i = end;
    }
    return out;
}

//! Evaluates one expression, by precedence: or, and, not, comparison, filters, value.
class Expression final
{
public:
    Expression(const QString &text, const Variables &variables, int line)
        : m_tokens(tokens(text, line))
        , m_variables(variables)
        , m_line(line)
    { }

    QString value()
    {
        QString result = disjunction();
        if (m_at < m_tokens.size())
            refuse(m_line, u"unexpected %1"_s.arg(goQuote(m_tokens.at(m_at))));
        return result;
    }

private:
    bool take(QLatin1StringView token)
    {
        if (m_at >= m_tokens.size() || m_tokens.at(m_at) != token)
            return false;
        ++m_at;
        return true;
    }

    static QString truth(bool value) { return value ? u"True"_s : QString(); }

    QString disjunction()
    {
        QString left = conjunction();
        while (take("or"_L1)) {
            const QString right = conjunction();
            left = isTrue(left) ? left : right;
        }
        return left;
    }

    QString conjunction()
    {
        QString left = negation();
        while (take("and"_L1)) {
            const QString right = negation();
            left = isTrue(left) ? right : left;
        }
        return left;
    }

    QString negation() { return take("not"_L1) ? truth(!isTrue(negation())) : comparison(); }

    QString comparison()
    {
        QString left = filtered();
        if (take("=="_L1))
            return truth(left == filtered());
        if (take("!="_L1))
            return truth(left != filtered());
        return left;
    }

    QString filtered()
    {
        QString result = primary();
        while (take("|"_L1)) {
            const QString name = m_tokens.value(m_at++);
            QStringList arguments;
            if (take("("_L1)) {
                while (!take(")"_L1)) {
                    arguments += disjunction();
                    if (!take(","_L1) && m_tokens.value(m_at) != ")"_L1)
                        refuse(m_line, u"unterminated filter arguments"_s);
                }
            }
            result = applyFilter(name, arguments, result);
        }
        return result;
    }

    QString primary()
    {
        if (take("("_L1)) {
            QString inner = disjunction();
            if (!take(")"_L1))
                refuse(m_line, u"missing )"_s);
            return inner;
        }
        QString token = m_tokens.value(m_at++);
        if (token.startsWith(u'"') || token.startsWith(u'\''))
            return token.mid(1, token.size() - 2);
        if (token.isEmpty() || !(token.at(0).isLetterOrNumber() || token.at(0) == u'_'))
            refuse(m_line, u"expected a value, found %1"_s.arg(goQuote(token)));
        if (token.at(0).isDigit())
            return token;
        if (token.compare("true"_L1, Qt::CaseInsensitive) == 0)
            return truth(true);
        if (token.compare("false"_L1, Qt::CaseInsensitive) == 0 || token == "none"_L1)
            return {};
        const auto it = m_variables.find(token);
        return it == m_variables.end() ? QString() : it->second;
    }

    QStringList m_tokens;
    const Variables &m_variables;
    qsizetype m_at = 0;
    int m_line;
};

class Renderer final
{
public:
    Renderer(const QString &text, const Variables &variables)
        : m_text(text)
        , m_variables(variables)
    { }

    QString render()
    {
        while (m_at < m_text.size()) {
            const qsizetype open = nextTag();
            if (open < 0) {
                emitText(m_text.mid(m_at));
                break;
            }
            emitText(m_text.mid(m_at, open - m_at));
            tag(open);
        }
        if (!m_blocks.empty())
            refuse(line(m_text.size()), u"missing endif"_s);
        return m_out;
    }

private:
    struct Block
    {
        bool outer = true; // whether the block itself is shown
        bool taken = false; // one of its branches was
        bool active = false; // the present branch is
    };

    int line(qsizetype at) const { return int(m_text.left(at).count(u'\n')) + 1; }

    bool isShown() const { return m_blocks.empty() || m_blocks.back().active; }

    qsizetype nextTag() const
    {
        for (qsizetype at = m_at; (at = m_text.indexOf(u'{', at)) >= 0; ++at) {
            if (at + 1 < m_text.size() && u"{%#"_s.contains(m_text.at(at + 1)))
                return at;
        }
        return -1;
    }

    void emitText(QString text)
    {
        if (std::exchange(m_eatLeft, false)) {
            qsizetype n = 0;
            while (n < text.size() && text.at(n).isSpace())
                ++n;
            text.remove(0, n);
        }
        if (isShown())
            m_out += text;
    }

    void trimRight()
    {
        while (isShown() && !m_out.isEmpty() && m_out.back().isSpace())
            m_out.chop(1);
    }

    void tag(qsizetype open)
    {
        const QChar kind = m_text.at(open + 1);
        const QString closer = kind == u'{' ? u"}}"_s : kind == u'%' ? u"%}"_s : u"#}"_s;
        const qsizetype close = m_text.indexOf(closer, open + 2);
        if (close < 0)
            refuse(line(open), u"missing %1"_s.arg(closer));
        QString inside = m_text.mid(open + 2, close - open - 2);
        if (inside.startsWith(u'-')) {
            trimRight();
            inside.remove(0, 1);
        }
        if (inside.endsWith(u'-')) {
            m_eatLeft = true;
            inside.chop(1);
        }
        m_at = close + 2;
        if (kind == u'{' && isShown())
            m_out += Expression(inside, m_variables, line(open)).value();
        else if (kind == u'%')
            statement(inside.trimmed(), open);
    }

    void statement(const QString &text, qsizetype open)
    {
        const QString word = text.section(u' ', 0, 0);
        const QString rest = text.section(u' ', 1);
        const auto holds = [&] {
            return isTrue(Expression(rest, m_variables, line(open)).value());
        };
        if (word == "raw"_L1) {
            raw(open);
        } else if (word == "if"_L1) {
            Block block;
            block.outer = isShown();
            block.active = block.outer && holds();
            block.taken = block.active;
            m_blocks.push_back(block);
        } else if (m_blocks.empty()
                   || (word != "elif"_L1 && word != "else"_L1 && word != "endif"_L1)) {
            refuse(line(open), u"unknown statement %1"_s.arg(goQuote(word)));
        } else if (word == "endif"_L1) {
            m_blocks.pop_back();
        } else {
            Block &block = m_blocks.back();
            const bool mayOpen = block.outer && !block.taken;
            block.active = mayOpen && (word == "else"_L1 || holds());
            block.taken |= block.active;
        }
    }

    void raw(qsizetype open)
    {
        static const QString closer = u"{% endraw %}"_s;
        const qsizetype close = m_text.indexOf(closer, m_at);
        if (close < 0)
            refuse(line(open), u"missing endraw"_s);
        emitText(m_text.mid(m_at, close - m_at));
        m_at = close + closer.size();
    }

    const QString &m_text;
    const Variables &m_variables;
    QString m_out;
    qsizetype m_at = 0;
    bool m_eatLeft = false;
    std::vector<Block> m_blocks;
};

} // namespace

QString renderJinja(const QString &text, const std::map<QString, QString> &variables)
{
    return Renderer(text, variables).render();
}

} // namespace angee::sandbox
