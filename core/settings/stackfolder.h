// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

namespace angee {

//! \brief A stack in a folder of this machine, as its files tell where its daemon listens and by
//! which token. Nothing is written, there or anywhere else.
class StackFolder final
{
    Q_DECLARE_TR_FUNCTIONS(angee::StackFolder)

public:
    static constexpr quint16 usualPort = 9000;

    //! Looks where the daemon itself would, from \a folder upwards. Reads files: not for the thread
    //! of the window.
    static StackFolder find(const QString &folder);

    //! Absolute and without links; empty where there is no stack.
    [[nodiscard]] const QString &root() const { return m_root; }
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] quint16 port() const { return m_port; }
    //! "http://127.0.0.1:9000"
    [[nodiscard]] QString url() const;
    //! The daemon's own token; empty when the files do not tell it, and then problem() says why.
    [[nodiscard]] const QByteArray &token() const { return m_token; }
    [[nodiscard]] const QString &problem() const { return m_problem; }

    //! Whether \a root, as a daemon tells it, is this very folder.
    [[nodiscard]] bool isRoot(const QString &root) const;

private:
    void readManifest(const QByteArray &text);
    void readToken(const QString &secret, const QString &file);

    QString m_root;
    QString m_name;
    QByteArray m_token;
    QString m_problem;
    quint16 m_port = usualPort;
};

//! The value of an env-file's line KEY="value", as Go quotes it; nothing for what is no such value.
[[nodiscard]] std::optional<QByteArray> unquotedByGo(QByteArrayView quoted);

} // namespace angee
