// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/outputs/buildsteps.h"

#include "core/logs/logtext.h"
#include "core/outputs/errorline.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype readBytes = qsizetype(4) * 1024; // of a line; what matters stands in front
constexpr qsizetype mostNames = 1'000;
constexpr auto verdictMark = "angee: "_L1;

//! Seconds as the builder writes them, in milliseconds; -1 when \a text is none.
qint64 secondsOf(QStringView text)
{
    bool ok = false;
    const double seconds = text.toDouble(&ok);
    constexpr double most = 1e9;
    return ok && seconds >= 0 && seconds < most ? qint64(std::llround(seconds * 1000)) : -1;
}

qint64 between(qint64 from, qint64 to)
{
    return from >= 0 && to >= from ? to - from : -1;
}

bool isNumber(QStringView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

//! "[page builder 2/3] RUN x" into its parts; a name without brackets stays whole.
void nameStep(BuildStep *step, const QString &name)
{
    static const QRegularExpression bracketed(
        u"^\\[([^\\]]{1,200})\\]\\s*(.*)$"_s); // NOLINT: DotMatchesEverything is not wanted
    const auto match = bracketed.match(name);
    step->name = match.hasMatch() ? match.captured(2) : name;
    if (!match.hasMatch())
        return;
    QStringList words = match.captured(1).split(u' ', Qt::SkipEmptyParts);
    if (!words.isEmpty() && words.constLast().contains(u'/')
        && isNumber(words.constLast().section(u'/', 0, 0)))
        step->position = words.takeLast();
    if (!words.isEmpty() && words.constLast() == "internal"_L1)
        words.removeLast();
    step->target = words.value(0);
}

} // namespace

bool namesBuildStep(QStringView line)
{
    if (line.startsWith(" > ["_L1) || line.startsWith("> ["_L1) || line.startsWith("Step "_L1))
        return true;
    const qsizetype blank = line.indexOf(u' ');
    return line.startsWith(u'#') && blank > 1 && isNumber(line.mid(1, blank - 1))
        && line.mid(blank + 1).startsWith(u'[');
}

void BuildSteps::addLine(QByteArrayView bytes, qint64 atMs)
{
    ++m_lines;
    const QString line =
        QString::fromUtf8(plainLine(bytes.first(std::min(bytes.size(), readBytes))));
    const QString words = line.trimmed().left(longestText);
    if (words.isEmpty())
        return;
    addCommand(line);
    if (words.startsWith(verdictMark)) {
        m_verdict = {words.mid(verdictMark.size()), m_lines};
        return;
    }
    m_last = {words, m_lines};
    addPlace(words);
    if (words.contains("failed to solve"_L1))
        m_solve = m_last;
    if (m_error.line == 0 && !namesBuildStep(words) && isMarkedError(words))
        m_error = m_last;
    if (line.startsWith(u'#'))
        addBuildKit(line, atMs);
    else if (!addCompose(line))
        addClassic(line, atMs);
}

BuildStep *BuildSteps::open(const QString &id, qint64 atMs)
{
    if (m_steps.size() >= mostSteps)
        return nullptr;
    BuildStep step;
    step.id = id;
    step.line = m_lines;
    m_steps.append(step);
    m_begunMs.append(atMs);
    m_saidMs.append(-1);
    return &m_steps.last();
}

void BuildSteps::addBuildKit(const QString &line, qint64 atMs)
{
    const qsizetype blank = line.indexOf(u' ');
    constexpr qsizetype longestNumber = 6;
    if (blank < 2 || blank > 1 + longestNumber || !isNumber(QStringView(line).mid(1, blank - 1)))
        return;
    const QString id = line.mid(1, blank - 1);
    const QStringView words = QStringView(line).mid(blank + 1).trimmed();
    if (words.isEmpty())
        return;
    const qsizetype known = m_ofId.value(id, -1);
    if (known >= 0)
        return endBuildKit(m_steps[known], words, atMs);
    if (id == "0"_L1) // "building with …"
        return;
    if (BuildStep *step = open(id, atMs)) {
        nameStep(step, words.left(longestText).toString());
        m_ofId.insert(id, m_steps.size() - 1);
    }
}

//! A line of a step that is known: its end, or what it prints.
void BuildSteps::endBuildKit(BuildStep &step, QStringView words, qint64 atMs)
{
    const qsizetype index = &step - m_steps.constData();
    const qint64 here = between(m_begunMs.at(index), atMs);
    if (words.startsWith("DONE "_L1) && words.endsWith(u's')) {
        const qint64 told = secondsOf(words.mid(5).chopped(1));
        if (told >= 0 && step.state == BuildStep::State::Running) {
            step.state = BuildStep::State::Done;
            step.ms = told;
        }
    } else if (words == "CACHED"_L1) {
        step.state = BuildStep::State::Cached;
        step.ms = 0;
    } else if (words == "CANCELED"_L1) {
        step.state = BuildStep::State::Cancelled;
        step.ms = std::max(m_saidMs.at(index), here);
    } else if (words.startsWith("ERROR"_L1)) {
        step.state = BuildStep::State::Failed;
        step.ms = std::max(m_saidMs.at(index), here);
    } else if (words.startsWith("naming to "_L1)) {
        addImage(words.mid(10).toString().section(u' ', 0, 0));
    } else if (const qsizetype blank = words.indexOf(u' '); blank > 0) {
        m_saidMs[index] = std::max(m_saidMs.at(index), secondsOf(words.first(blank)));
    }
}

bool BuildSteps::addClassic(const QString &line, qint64 atMs)
{
    static const QRegularExpression begins(u"^Step (\\d{1,6}/\\d{1,6}) : (.+)$"_s);
    if (line.startsWith("Step "_L1)) {
        const auto match = begins.match(line);
        if (!match.hasMatch())
            return false;
        m_isClassic = true;
        endClassic(BuildStep::State::Done, atMs);
        if (BuildStep *step = open(match.captured(1).section(u'/', 0, 0), atMs)) {
            step->position = match.captured(1);
            step->name = match.captured(2).left(longestText);
            m_classic = m_steps.size() - 1;
        }
        return true;
    }
    if (line.startsWith("Successfully tagged "_L1)) {
        addImage(line.mid(20).trimmed());
        return true;
    }
    if (endFailedCommand(line, atMs))
        return true;
    if (m_classic < 0)
        return false;
    static const QRegularExpression fails(
        u"returned a non-zero code: \\d+$|^(?:COPY|ADD|RUN|FROM) failed: "_s);
    if (line == " ---> Using cache"_L1)
        m_steps[m_classic].state = BuildStep::State::Cached;
    else if (line.startsWith("Successfully built "_L1))
        endClassic(BuildStep::State::Done, atMs);
    else if (fails.match(line).hasMatch())
        endClassic(BuildStep::State::Failed, atMs);
    return true;
}

//! Builds of several services go on at once, so that the last step need not be the one that failed:
//! the words repeat its command.
bool BuildSteps::endFailedCommand(const QString &line, qint64 atMs)
{
    constexpr auto begin = "The command '/bin/sh -c "_L1;
    const qsizetype end = line.lastIndexOf("' returned a non-zero code: "_L1);
    if (!line.startsWith(begin) || end < begin.size())
        return false;
    const QString name =
        u"RUN "_s + line.mid(begin.size(), end - begin.size()).left(longestText - 4);
    for (qsizetype i = m_steps.size() - 1; i >= 0; --i) {
        if (m_steps.at(i).name != name)
            continue;
        m_steps[i].state = BuildStep::State::Failed;
        m_steps[i].ms = between(m_begunMs.at(i), atMs);
        if (i == m_classic)
            m_classic = -1;
        return true;
    }
    return false;
}

void BuildSteps::endClassic(BuildStep::State state, qint64 atMs)
{
    if (m_classic < 0)
        return;
    BuildStep &step = m_steps[m_classic];
    if (step.state == BuildStep::State::Running)
        step.state = state;
    step.ms = between(m_begunMs.at(m_classic), atMs);
    m_classic = -1;
}

//! " Container demo-page-1  Recreated", " Service page  Built", " page  Built".
bool BuildSteps::addCompose(const QString &line)
{
    static const QRegularExpression told(
        u"^ (?:(Container|Network|Volume|Image|Service) +)?(\\S{1,200}) +([A-Z][a-z]{2,20})\\s*$"_s);
    if (!line.startsWith(u' '))
        return false;
    const auto match = told.match(line);
    if (!match.hasMatch())
        return false;
    const QString name = match.captured(2);
    const QString word = match.captured(3);
    if (word == "Built"_L1)
        addImage(name);
    if (match.captured(1) != "Container"_L1)
        return word == "Built"_L1 || !match.captured(1).isEmpty();
    const qsizetype known = m_ofContainer.value(name, -1);
    if (known >= 0) {
        m_containers[known].word = word;
    } else if (m_containers.size() < mostNames) {
        m_ofContainer.insert(name, m_containers.size());
        m_containers.append({name, word});
    }
    return true;
}

void BuildSteps::addPlace(const QString &line)
{
    static const QRegularExpression at(
        u"^([\\w./-]{0,200}[Dd]ockerfile[\\w.-]{0,100}):(\\d{1,7})$"_s);
    static const QRegularExpression parse(
        u"\\b[Dd]ockerfile parse error (?:on )?line (\\d{1,7})\\b"_s);
    if (!line.contains("ockerfile"_L1))
        return;
    if (const auto match = at.match(line); match.hasMatch()) {
        m_placeFile = match.captured(1);
        m_placeLine = match.captured(2).toInt();
    } else if (const auto said = parse.match(line); said.hasMatch()) {
        m_placeFile = u"Dockerfile"_s;
        m_placeLine = said.captured(1).toInt();
    }
}

//! The daemon's command line, which names what was to be built.
void BuildSteps::addCommand(const QString &line)
{
    static const QRegularExpression command(
        u"^(?:angee: )?docker compose .* (?:build|up -d|--build)((?: [\\w.-]{1,200}){0,200}): "
        "exit status \\d+"_s);
    if (!line.contains("docker compose "_L1))
        return;
    const auto match = command.match(line);
    if (match.hasMatch())
        m_services = match.captured(1).split(u' ', Qt::SkipEmptyParts);
}

void BuildSteps::addImage(const QString &name)
{
    QString plain = name.left(longestText);
    const auto hub = "docker.io/library/"_L1;
    if (plain.startsWith(hub))
        plain.remove(0, hub.size());
    if (plain.endsWith(":latest"_L1))
        plain.chop(7);
    if (!plain.isEmpty() && m_images.size() < mostNames && !m_images.contains(plain))
        m_images.append(plain);
}

void BuildSteps::finish(bool failed, qint64 atMs)
{
    endClassic(failed ? BuildStep::State::Failed : BuildStep::State::Done, atMs);
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        BuildStep &step = m_steps[i];
        if (step.state == BuildStep::State::Running && step.ms < 0)
            step.ms = std::max(m_saidMs.at(i), between(m_begunMs.at(i), atMs));
    }
}

qsizetype BuildSteps::failedStep() const
{
    const auto found = std::find_if(m_steps.cbegin(), m_steps.cend(), [](const BuildStep &step) {
        return step.state == BuildStep::State::Failed;
    });
    return found == m_steps.cend() ? -1 : found - m_steps.cbegin();
}

QString BuildSteps::reason() const
{
    if (m_solve.line > 0)
        return m_solve.text;
    if (m_isClassic && m_last.line > 0)
        return m_last.text;
    if (m_error.line > 0)
        return m_error.text;
    return m_last.line > 0 ? m_last.text : m_verdict.text;
}

qint64 BuildSteps::errorLine() const
{
    if (m_error.line > 0)
        return m_error.line;
    if (const qsizetype failed = failedStep(); failed >= 0)
        return m_steps.at(failed).line;
    return m_last.line > 0 ? m_last.line : m_verdict.line;
}

std::optional<BuildPlace> BuildSteps::place() const
{
    const qsizetype failed = failedStep();
    BuildPlace place;
    place.file = m_placeFile;
    place.line = m_placeLine;
    if (m_services.size() == 1)
        place.service = m_services.constFirst();
    if (failed >= 0) {
        const BuildStep &step = m_steps.at(failed);
        place.instruction = step.name;
        // Where several are built at once the builder names the service before the stage.
        if (!step.target.isEmpty() && (m_services.isEmpty() || m_services.contains(step.target)))
            place.service = step.target;
        if (place.file.isEmpty() && !step.position.isEmpty())
            place.file = u"Dockerfile"_s;
    }
    return place.file.isEmpty() ? std::nullopt : std::optional(place);
}

} // namespace angee
