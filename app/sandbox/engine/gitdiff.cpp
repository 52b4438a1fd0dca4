// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/git.h"

#include <QJsonObject>
#include <QRegularExpression>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

//! Undoes git's C-style quotes around unusual names, and takes the a/ or b/ off.
QString pathFrom(QString text)
{
    if (text.endsWith(u'\t'))
        text.chop(1);
    if (text.startsWith(u'"') && text.endsWith(u'"') && text.size() >= 2) {
        QByteArray bytes;
        const QByteArray inside = text.mid(1, text.size() - 2).toUtf8();
        for (qsizetype i = 0; i < inside.size(); ++i) {
            if (inside.at(i) != '\\') {
                bytes += inside.at(i);
                continue;
            }
            static const QByteArray letters = "abfnrtv"_ba;
            static const QByteArray meanings = "\a\b\f\n\r\t\v"_ba;
            const char c = inside.at(++i);
            if (c >= '0' && c <= '7') {
                bytes += char(inside.mid(i, 3).toInt(nullptr, 8));
                i += 2;
            } else {
                const qsizetype at = letters.indexOf(c);
                bytes += at >= 0 ? meanings.at(at) : c;
            }
        }
        text = QString::fromUtf8(bytes);
    }
    return text.startsWith("a/"_L1) || text.startsWith("b/"_L1) ? text.mid(2) : text;
}

//! One file's part of a diff, as it is gathered.
struct FileDiff
{
    QString oldPath;
    QString newPath;
    QString mode;
    bool isBinary = false;
    bool isNew = false;
    bool isDeleted = false;
    bool isRename = false;
    QJsonArray hunks;

    [[nodiscard]] QJsonObject toJson() const
    {
        QJsonObject out{{u"is_binary"_s, isBinary},
                        {u"is_new"_s, isNew},
                        {u"is_deleted"_s, isDeleted},
                        {u"is_rename"_s, isRename},
                        {u"hunks"_s, hunks}};
        if (!isNew && !oldPath.isEmpty())
            out.insert(u"old_path"_s, oldPath);
        if (!isDeleted && !newPath.isEmpty())
            out.insert(u"new_path"_s, newPath);
        if (!mode.isEmpty())
            out.insert(u"mode"_s, mode);
        return out;
    }
};

class DiffParser final
{
public:
    QJsonArray parse(const QByteArray &text)
    {
        for (const QByteArray &bytes : text.split('\n')) {
            const QString line = QString::fromUtf8(bytes);
            if (m_oldLeft > 0 || m_newLeft > 0)
                hunkLine(line);
            else if (line.startsWith("diff --git "_L1))
                beginFile(line.mid(11));
            else if (line.startsWith("diff --cc "_L1) || line.startsWith("* Unmerged path "_L1))
                endFile(); // a file in conflict: the daemon does not read these
            else if (line.startsWith("@@ "_L1))
                beginHunk(line);
            else if (m_open)
                header(line);
        }
        endFile();
        return m_files;
    }

private:
    void beginFile(const QString &names)
    {
        endFile();
        m_open = true;
        m_file = {};
        // Both names are the same unless the header lines below say otherwise.
        const qsizetype half = names.size() / 2;
        m_file.oldPath = pathFrom(names.left(half));
        m_file.newPath = pathFrom(names.mid(half + 1));
    }

    void endFile()
    {
        endHunk();
        if (m_open)
            m_files.append(m_file.toJson());
        m_open = false;
    }

    void header(const QString &line)
    {
        const auto after = [&line](QLatin1StringView prefix) { return line.mid(prefix.size()); };
        if (line.startsWith("new file mode "_L1)) {
            m_file.isNew = true;
            m_file.mode = after("new file mode "_L1);
        } else if (line.startsWith("deleted file mode "_L1)) {
            m_file.isDeleted = true;
            m_file.mode = after("deleted file mode "_L1);
        } else if (line.startsWith("new mode "_L1)) {
            m_file.mode = after("new mode "_L1);
        } else if (line.startsWith("rename from "_L1)) {
            m_file.isRename = true;
            m_file.oldPath = pathFrom(after("rename from "_L1));
        } else if (line.startsWith("rename to "_L1)) {
            m_file.newPath = pathFrom(after("rename to "_L1));
        } else if (line.startsWith("index "_L1) && m_file.mode.isEmpty()) {
            m_file.mode = line.section(u' ', 2, 2);
        } else if (line.startsWith("Binary files "_L1) || line == "GIT binary patch"_L1) {
            m_file.isBinary = true;
        } else if (line.startsWith("--- "_L1) && line != "--- /dev/null"_L1) {
            m_file.oldPath = pathFrom(line.mid(4));
        } else if (line.startsWith("+++ "_L1) && line != "+++ /dev/null"_L1) {
            m_file.newPath = pathFrom(line.mid(4));
        }
    }

    void beginHunk(const QString &line)
    {
        static const QRegularExpression form(
            u"^@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@(.*)$"_s);
        endHunk();
        const auto match = form.match(line);
        const auto count = [&match](int group) {
            const QString text = match.captured(group);
            return text.isEmpty() ? 1 : text.toInt();
        };
        m_oldLeft = count(2);
        m_newLeft = count(4);
        m_hunk = {{u"old_start"_s, match.captured(1).toInt()},
                  {u"old_lines"_s, m_oldLeft},
                  {u"new_start"_s, match.captured(3).toInt()},
                  {u"new_lines"_s, m_newLeft}};
        if (const QString comment = match.captured(5).trimmed(); !comment.isEmpty())
            m_hunk.insert(u"header"_s, comment);
        m_body.clear();
    }

    void hunkLine(const QString &line)
    {
        if (line.startsWith(u'\\'))
            return; // "No newline at end of file"
        if (!line.startsWith(u'+'))
            --m_oldLeft;
        if (!line.startsWith(u'-'))
            --m_newLeft;
        m_body += line + u'\n';
    }

    void endHunk()
    {
        if (m_hunk.isEmpty())
            return;
        m_hunk.insert(u"body"_s, m_body);
        m_file.hunks.append(std::exchange(m_hunk, {}));
    }

    QJsonArray m_files;
    FileDiff m_file;
    QJsonObject m_hunk;
    QString m_body;
    int m_oldLeft = 0;
    int m_newLeft = 0;
    bool m_open = false;
};

} // namespace

QJsonArray parseDiff(const QByteArray &text)
{
    return DiffParser().parse(text);
}

} // namespace angee::sandbox
