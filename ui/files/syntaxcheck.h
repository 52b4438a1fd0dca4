// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "ui/widgets/syntaxlexers.h"

#include <QTimer>

#include <optional>

namespace angee {

//! \brief Where a parser stopped.
struct SyntaxProblem
{
    int line = 0; //!< From 1.
    int column = 0; //!< From 1.
    QString words;

    friend bool operator==(const SyntaxProblem &, const SyntaxProblem &) = default;
};

//! Parses \a text; nothing when it is well-formed or the language has no check. Any thread.
[[nodiscard]] std::optional<SyntaxProblem> findSyntaxProblem(Language language,
                                                             const QByteArray &text);

//! \brief Checks a text off the window's thread, a moment after the last change. Warns, never
//! blocks: a parse that takes too long is dropped.
class SyntaxCheck final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SyntaxCheck)

public:
    explicit SyntaxCheck(QObject *parent = nullptr);
    ~SyntaxCheck() override;

    void check(Language language, const QByteArray &text);
    [[nodiscard]] const std::optional<SyntaxProblem> &problem() const { return m_problem; }

signals:
    //! After each check that came to an end.
    void checked();

private:
    BackgroundTask m_task;
    std::optional<SyntaxProblem> m_problem;
};

} // namespace angee
