// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <exception>
#include <optional>

namespace angee::sandbox {

//! \brief One refusal, in the shape of the daemon's error body (contract.md, section 1).
//!
//! Thrown inside the engine, where some eighty operations all end in this one body, and turned into
//! a Reply at the engine's boundary: no exception leaves StackEngine.
struct EngineError final : public std::exception
{
    int status = 500;
    QString kind;
    QString name;
    QString field;
    QString reason;
    QString error;

    [[nodiscard]] const char *what() const noexcept override;
    //! The error body; empty members are left out.
    [[nodiscard]] QJsonObject toJson() const;

    //! 404: \a kind "\a name" is not declared.
    [[nodiscard]] static EngineError notFound(const QString &kind, const QString &name);
    //! 409.
    [[nodiscard]] static EngineError conflict(const QString &kind, const QString &name,
                                              const QString &reason);
    //! 400 with a field.
    [[nodiscard]] static EngineError invalid(const QString &field, const QString &reason);
    //! 400 with a text alone.
    [[nodiscard]] static EngineError badRequest(const QString &text);
    //! 500: everything else.
    [[nodiscard]] static EngineError failed(const QString &text);
};

//! \brief What an operation answered: JSON, plain text, or an error. Exactly one of them counts.
struct Reply
{
    int status = 200;
    QJsonValue body;
    //! Set for answers in plain text (logs, job output); \a body is undefined then.
    std::optional<QByteArray> text;
    std::optional<EngineError> error;

    [[nodiscard]] bool isError() const { return error.has_value(); }

    [[nodiscard]] static Reply json(const QJsonValue &body, int status = 200);
    [[nodiscard]] static Reply plain(const QByteArray &text);
    //! {"status": word}
    [[nodiscard]] static Reply word(const QString &word);
    [[nodiscard]] static Reply failure(const EngineError &error);
};

//! Quotes like Go's %q: the form in which the daemon writes names into its sentences.
[[nodiscard]] QString goQuote(const QString &text);

} // namespace angee::sandbox
