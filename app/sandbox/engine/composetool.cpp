// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/composetool.h"

#include "app/sandbox/engine/fileaccess.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <condition_variable>

namespace angee::sandbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using State = ContainerTable::State;

constexpr int engineError = 1;
constexpr int missingFile = 14;
// Between looking at what is there and creating what is not: as long as a second client needs to
// get in between (contract.md, section 15, two ups at once).
constexpr auto toolPace = 150ms;

const QString &engineSays()
{
    static const QString text = u"Error response from daemon: "_s;
    return text;
}

//! "127.0.0.1:8081:80" is published at 127.0.0.1:8081, "8081:80" everywhere, "80" nowhere known.
QString publishedPort(const QString &port)
{
    const QStringList parts = port.section(u'/', 0, 0).split(u':');
    if (parts.size() < 2)
        return {};
    const QString host = parts.size() > 2 ? parts.at(0) : u"0.0.0.0"_s;
    return host + u':' + parts.at(parts.size() - 2);
}

QByteArray prefixOf(const QString &service, int width)
{
    return (service + u"-1"_s).leftJustified(width).toUtf8() + " | ";
}

bool isAlive(State state)
{
    return state == State::Running || state == State::Paused || state == State::Restarting;
}

} // namespace

ComposeTool::ComposeTool(EngineState *state, Stop stop, Sink sink)
    : m_state(state)
    , m_stop(std::move(stop))
    , m_sink(std::move(sink))
{ }

void ComposeTool::print(const QByteArray &text)
{
    if (m_sink)
        m_sink(text);
    else
        m_output += text;
}

void ComposeTool::progress(const QString &service, const QString &word)
{
    print(u" Container %1  %2\n"_s.arg(m_project->containerName(service), word).toUtf8());
}

void ComposeTool::warn(const QString &words)
{
    const QString now = formatWireTime(m_state->clock->now()).left(19); // whole seconds
    print(u"time=\"%1Z\" level=warning msg=%2\n"_s.arg(now, goQuote(words)).toUtf8());
}

void ComposeTool::invoke(const QString &arguments, const std::function<void()> &work)
{
    const auto sentence = [&](const QString &end) {
        return u"docker compose -f %1/docker-compose.yaml --env-file %1/.env %2: %3"_s.arg(
            m_state->root, arguments, end);
    };
    try {
        load();
        requireEngine();
        work();
    } catch (const ToolFailure &failure) {
        const QString status = u"exit status %1"_s.arg(failure.status);
        if (m_sink) {
            m_sink(failure.words.toUtf8() + '\n');
            throw EngineError::failed(sentence(status));
        }
        const QString text = (QString::fromUtf8(m_output) + failure.words).trimmed();
        throw EngineError::failed(sentence(status + u": "_s + text));
    }
}

void ComposeTool::load()
{
    const QString file = m_state->root + u"/docker-compose.yaml"_s;
    m_project = m_state->compose();
    if (!m_project || !pathExists(file))
        throw ToolFailure(missingFile, u"stat %1: no such file or directory"_s.arg(file));
    Environment process = currentEnvironment();
    process.erase(u"ANGEE_OPERATOR_TOKEN"_s);
    const QString variables = m_state->root + u"/.env"_s;
    Interpolation interpolation = Interpolation::withEnvFile(
        pathExists(variables) ? readWholeFile(variables) : QByteArray(), process);
    m_services = expandedServices(*m_project, &interpolation);
    for (const QString &name : interpolation.unset())
        warn(u"The \"%1\" variable is not set. Defaulting to a blank string."_s.arg(name));
    m_project->validate(m_state->root);
}

void ComposeTool::requireEngine() const
{
    if (!m_state->containers.isReachable())
        throw ToolFailure(engineError, engineIsGone());
}

QString engineIsGone()
{
    return u"Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker "
           "daemon running?"_s;
}

void ComposeTool::warnOfOrphans()
{
    QStringList orphans;
    for (const QString &service : m_state->containers.services()) {
        if (!m_services.contains(service))
            orphans += m_project->containerName(service);
    }
    if (!orphans.isEmpty())
        warn(u"Found orphan containers ([%1]) for this project. If you removed or renamed this "
             "service in your compose file, you can run this command with the --remove-orphans "
             "flag to clean it up."_s.arg(orphans.join(u' ')));
}

void ComposeTool::pace()
{
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait_for(lock, m_stop, toolPace, [] { return false; });
    if (m_stop.stop_requested())
        throw ToolFailure(engineError, u"context canceled"_s);
}

//! What each needs comes before it.
QStringList ComposeTool::withDependencies(const QStringList &services) const
{
    QStringList out;
    const std::function<void(const QString &, int)> add = [&](const QString &name, int depth) {
        const auto service = m_services.find(name);
        if (out.contains(name) || service == m_services.end() || depth > int(m_services.size()))
            return;
        for (const QString &other : service->second.dependsOn)
            add(other, depth + 1);
        if (!out.contains(name))
            out += name;
    };
    for (const QString &name : services)
        add(name, 0);
    return out;
}

ImageBuilder::Work ComposeTool::buildWork(const QString &service) const
{
    const QJsonObject build = m_services.at(service).build.toObject();
    ImageBuilder::Work work;
    work.service = service;
    work.image = m_project->imageName(service);
    work.context = QDir::cleanPath(
        QDir(m_state->root).absoluteFilePath(build.value("context"_L1).toString(u"."_s)));
    work.dockerfile = build.value("dockerfile"_L1).toString(u"Dockerfile"_s);
    work.target = m_state->containers.newImageFolder();
    return work;
}

void ComposeTool::buildAll(const QStringList &services)
{
    ImageBuilder builder([this](const QByteArray &text) { print(text); }, m_stop);
    for (const QString &service : services) {
        if (!m_services.at(service).isBuilt())
            continue;
        const ImageBuilder::Work work = buildWork(service);
        m_state->containers.images().put(work.image, builder.build(work));
    }
}

void ComposeTool::build(const QStringList &services)
{
    invoke(u"build "_s + services.join(u' '), [&] { buildAll(services); });
}

void ComposeTool::pretendBuilt(const QString &service)
{
    invoke(u"build "_s + service, [&] {
        const ImageBuilder::Work work = buildWork(service);
        ImageBuilder builder([](const QByteArray &) {}, m_stop);
        m_state->containers.images().put(work.image,
                                         builder.build(work, ImageBuilder::Steps::CopiesOnly));
    });
}

ContainerTable::Spec ComposeTool::specOf(const QString &name) const
{
    const ComposeService &service = m_services.at(name);
    ContainerTable::Spec spec;
    spec.containerName = m_project->containerName(name);
    if (service.isBuilt())
        spec.image = m_state->containers.images().find(m_project->imageName(name));
    spec.command = service.command;
    if (spec.command.isEmpty() && spec.image)
        spec.command = spec.image->command;
    if (spec.command.isEmpty()) // an image of which nothing is known: it runs until it is stopped
        spec.command =
            QStringList{u"sh"_s, u"-c"_s, u"trap 'exit 0' TERM; while :; do sleep 1; done"_s};
    spec.environment = {
        {u"PATH"_s, qEnvironmentVariable("PATH")}, {u"HOME"_s, u"/root"_s}, {u"HOSTNAME"_s, name}};
    if (spec.image) {
        for (const auto &[key, value] : spec.image->environment)
            spec.environment.insert_or_assign(key, value);
        spec.workdir = spec.image->workdir;
    }
    for (const auto &[key, value] : service.environment)
        spec.environment.insert_or_assign(key, value);
    if (!service.workdir.isEmpty())
        spec.workdir = service.workdir;
    for (const QString &port : service.ports)
        spec.ports += publishedPort(port);
    spec.ports.removeAll(QString());
    for (const QString &volume : service.volumes) {
        const QString source = volume.section(u':', 0, 0);
        const bool isPath = source.startsWith(u'/') || source.startsWith(u'.');
        spec.mounts.insert_or_assign(
            volume.section(u':', 1, 1),
            isPath ? QDir::cleanPath(QDir(m_state->root).absoluteFilePath(source))
                   : m_state->containers.volume(source));
    }
    ComposeProject alone;
    alone.services.emplace(name, service);
    spec.hash = QCryptographicHash::hash(QJsonDocument(alone.document()).toJson()
                                             + (spec.image ? spec.image->stamp : QByteArray()),
                                         QCryptographicHash::Sha256);
    return spec;
}

void ComposeTool::createOne(const QString &service, bool existed)
{
    ContainerTable &containers = m_state->containers;
    const ContainerTable::Spec spec = specOf(service);
    const auto create = [&] {
        if (const auto problem = containers.create(service, spec))
            throw ToolFailure(engineError, engineSays() + *problem);
    };
    if (!existed) {
        progress(service, u"Creating"_s);
        create();
        progress(service, u"Created"_s);
    } else if (containers.hash(service) != spec.hash) {
        progress(service, u"Recreate"_s);
        containers.stop(service, ContainerTable::Why::Recreation);
        containers.remove(service, ContainerTable::Why::Recreation);
        create();
        progress(service, u"Recreated"_s);
    } else if (containers.state(service) == State::Running) {
        progress(service, u"Running"_s);
    } else if (containers.state(service) == State::Exited) {
        progress(service, u"Created"_s);
    } else if (containers.state(service) == State::Paused) {
        progress(service, u"Restart"_s);
        throw ToolFailure(engineError, engineSays() + *containers.start(service));
    }
}

std::optional<QString> ComposeTool::startOne(const QString &service)
{
    const State state = m_state->containers.state(service);
    if (state == State::Missing || state == State::Running || state == State::Restarting)
        return std::nullopt;
    progress(service, u"Starting"_s);
    auto problem = m_state->containers.start(service);
    if (!problem)
        progress(service, u"Started"_s);
    return problem;
}

void ComposeTool::up(const QStringList &services, Build build)
{
    const QString arguments = (build == Build::All ? u"up -d --build "_s : u"up -d "_s);
    invoke((arguments + services.join(u' ')).trimmed(), [&] {
        const QStringList order = withDependencies(services);
        std::map<QString, bool> existed;
        bool wantsNew = false;
        QStringList unbuilt;
        for (const QString &service : order) {
            existed[service] = m_state->containers.state(service) != State::Missing;
            wantsNew |= !existed[service];
            if (m_services.at(service).isBuilt()
                && (build == Build::All
                    || !m_state->containers.images().find(m_project->imageName(service))))
                unbuilt += service;
        }
        buildAll(unbuilt);
        warnOfOrphans();
        if (wantsNew)
            pace();
        for (const QString &service : order)
            createOne(service, existed[service]);
        if (m_stop.stop_requested())
            throw ToolFailure(engineError, u"context canceled"_s);
        std::optional<QString> problem;
        for (const QString &service : order) {
            if (auto here = startOne(service))
                problem = here;
        }
        if (problem)
            throw ToolFailure(engineError, engineSays() + *problem);
    });
}

void ComposeTool::start(const QString &service)
{
    invoke(u"start "_s + service, [&] {
        if (m_state->containers.services().isEmpty())
            throw ToolFailure(engineError,
                              u"service %1 has no container to start"_s.arg(goQuote(service)));
        for (const QString &name : withDependencies({service})) {
            if (const auto problem = startOne(name))
                throw ToolFailure(engineError, engineSays() + *problem);
        }
    });
}

void ComposeTool::stop(const QString &service)
{
    invoke(u"stop "_s + service, [&] { m_state->containers.stop(service); });
}

void ComposeTool::restart(const QString &service)
{
    invoke(u"restart "_s + service, [&] {
        m_state->containers.stop(service);
        if (const auto problem = m_state->containers.start(service))
            throw ToolFailure(engineError, engineSays() + *problem);
    });
}

void ComposeTool::down()
{
    invoke(u"down"_s, [&] {
        ContainerTable &containers = m_state->containers;
        {
            std::vector<std::jthread> stopping;
            for (const auto &[service, content] : m_services)
                stopping.emplace_back([&containers, name = service] { containers.stop(name); });
        }
        for (const auto &[service, content] : m_services) {
            if (!m_stop.stop_requested())
                containers.remove(service);
        }
    });
}

QByteArray ComposeTool::logs(const QStringList &services)
{
    QByteArray out;
    invoke((u"logs "_s + services.join(u' ')).trimmed(), [&] {
        int width = 0; // grows with the names that were met
        for (const auto &[service, content] : m_services) {
            if (!services.isEmpty() && !services.contains(service))
                continue;
            const QByteArrayList lines = m_state->containers.output(service);
            if (!lines.isEmpty())
                width = std::max(width, int(service.size()) + 3);
            for (const QByteArray &line : lines)
                out += prefixOf(service, width) + line + '\n';
        }
        out.prepend(m_output); // warnings come first
    });
    return out;
}

std::shared_ptr<void> ComposeTool::follow(const QString &service, int tail, LineSink sink,
                                          Prefix prefix)
{
    const auto say = [&sink](const QString &words) { sink.line(words.toUtf8()); };
    try {
        load();
        for (const QByteArray &line : m_output.split('\n')) {
            if (!line.isEmpty())
                sink.line(line);
        }
        requireEngine();
    } catch (const ToolFailure &failure) {
        say(failure.words);
        sink.ended();
        return std::make_shared<int>();
    }
    if (prefix == Prefix::Service) {
        sink.note = sink.line;
        sink.line = [to = sink.line, before = prefixOf(service, int(service.size()) + 3)](
                        const QByteArray &line) { to(before + line); };
    }
    return m_state->containers.follow(service, tail, sink);
}

std::map<QString, ComposeTool::Seen> ComposeTool::seen()
{
    std::map<QString, Seen> out;
    try {
        load();
        requireEngine();
    } catch (const ToolFailure &) {
        return out;
    }
    for (const auto &[service, content] : m_services) {
        const State state = m_state->containers.state(service);
        if (!isAlive(state))
            continue;
        const QString word = state == State::Paused ? u"paused"_s
            : state == State::Restarting            ? u"restarting"_s
                                                    : u"running"_s;
        out.insert_or_assign(service, Seen{word, m_state->containers.health(service)});
    }
    return out;
}

} // namespace angee::sandbox
