// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/syntaxcheck.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace angee {

namespace {

constexpr int timeLimitMs = 10'000;

// The parser is only asked whether it gets through; nothing is built.
class NoEvents final : public YAML::EventHandler
{
public:
    void OnDocumentStart(const YAML::Mark &) override { }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &, YAML::anchor_t) override { }
    void OnAlias(const YAML::Mark &, YAML::anchor_t) override { }
    void OnScalar(const YAML::Mark &, const std::string &, YAML::anchor_t,
                  const std::string &) override
    { }
    void OnSequenceStart(const YAML::Mark &, const std::string &, YAML::anchor_t,
                         YAML::EmitterStyle::value) override
    { }
    void OnSequenceEnd() override { }
    void OnMapStart(const YAML::Mark &, const std::string &, YAML::anchor_t,
                    YAML::EmitterStyle::value) override
    { }
    void OnMapEnd() override { }
};

std::optional<SyntaxProblem> yamlProblem(const QByteArray &text)
{
    try {
        std::istringstream stream(text.toStdString());
        YAML::Parser parser(stream);
        NoEvents handler;
        while (parser.HandleNextDocument(handler)) { }
    } catch (const YAML::Exception &error) {
        return SyntaxProblem{error.mark.line + 1, error.mark.column + 1,
                             QString::fromStdString(error.msg)};
    } catch (const std::exception &error) {
        // Not a verdict on the text, for instance no memory; said all the same.
        return SyntaxProblem{1, 1, QString::fromUtf8(error.what())};
    }
    return std::nullopt;
}

std::optional<SyntaxProblem> jsonProblem(const QByteArray &text)
{
    QJsonParseError error;
    QJsonDocument::fromJson(text, &error);
    if (error.error == QJsonParseError::NoError)
        return std::nullopt;
    const QByteArrayView before =
        QByteArrayView(text).first(std::min<qsizetype>(error.offset, text.size()));
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return SyntaxProblem{int(lines) + 1, int(before.size() - lineStart) + 1, error.errorString()};
}

} // namespace

std::optional<SyntaxProblem> findSyntaxProblem(Language language, const QByteArray &text)
{
    if (text.trimmed().isEmpty())
        return std::nullopt;
    if (language == Language::Yaml)
        return yamlProblem(text);
    if (language == Language::Json)
        return jsonProblem(text);
    return std::nullopt;
}

SyntaxCheck::SyntaxCheck(QObject *parent)
    : QObject(parent)
{ }

SyntaxCheck::~SyntaxCheck() = default;

void SyntaxCheck::check(Language language, const QByteArray &text)
{
    const auto work = [this, language, text]() -> BackgroundTask::Done {
        const std::optional<SyntaxProblem> problem = findSyntaxProblem(language, text);
        return [this, problem] {
            m_problem = problem;
            emit checked();
        };
    };
    m_task.start(work, timeLimitMs);
}

} // namespace angee
