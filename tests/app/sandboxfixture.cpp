// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandboxfixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <csignal>

namespace angee::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int connectTimeout = 5000;
constexpr int gitTimeout = 20000;

QByteArray dechunk(const QByteArray &bytes, bool *complete)
{
    QByteArray out;
    qsizetype at = 0;
    while (true) {
        const qsizetype end = bytes.indexOf("\r\n", at);
        if (end < 0)
            return out;
        const qsizetype size = bytes.mid(at, end - at).toLongLong(nullptr, 16);
        if (size == 0) {
            *complete = true;
            return out;
        }
        out += bytes.mid(end + 2, size);
        at = end + 2 + size + 2;
    }
}

//! The answer in \a bytes, if it is whole; \a closed: nothing more will come.
std::optional<WireAnswer> parse(const QByteArray &bytes, const QByteArray &method, bool closed)
{
    const qsizetype head = bytes.indexOf("\r\n\r\n");
    if (head < 0)
        return std::nullopt;
    WireAnswer answer;
    const QByteArrayList lines = bytes.left(head).split('\n');
    answer.status = lines.first().split(' ').value(1).toInt();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines.at(i).indexOf(':');
        answer.headers.insert(lines.at(i).left(colon).toLower(),
                              lines.at(i).mid(colon + 1).trimmed());
    }
    const QByteArray rest = bytes.mid(head + 4);
    if (method == "HEAD" || answer.status == 204 || answer.status == 101)
        return answer;
    bool complete = false;
    if (answer.headers.value("transfer-encoding"_ba) == "chunked") {
        answer.body = dechunk(rest, &complete);
    } else if (answer.headers.contains("content-length"_ba)) {
        const qsizetype length = answer.headers.value("content-length"_ba).toLongLong();
        answer.body = rest.left(length);
        complete = rest.size() >= length;
    } else {
        answer.body = rest;
        complete = closed;
    }
    return complete ? std::optional(answer) : std::nullopt;
}

} // namespace

QJsonValue WireAnswer::json() const
{
    // Qt would drop a byte order mark at the start of a string; escaped it stays.
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray(body).replace("\xef\xbb\xbf", R"(\ufeff)"));
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QJsonValue WireAnswer::operator[](const QString &key) const
{
    return json().toObject().value(key);
}

WireClient::WireClient(QString host, quint16 port, QByteArray token)
    : m_host(std::move(host))
    , m_port(port)
    , m_token(std::move(token))
{ }

std::unique_ptr<QTcpSocket> WireClient::open(const QByteArray &method, const QByteArray &target,
                                             const QByteArray &body,
                                             const QMap<QByteArray, QByteArray> &headers) const
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(m_host, m_port);
    if (!QTest::qWaitFor([&] { return socket->state() == QTcpSocket::ConnectedState; },
                         connectTimeout))
        return socket;
    QMap<QByteArray, QByteArray> all{
        {"Host"_ba, m_host.toLatin1() + ':' + QByteArray::number(m_port)},
        {"Authorization"_ba, "Bearer " + m_token},
        {"Accept"_ba, "*/*"_ba},
        {"Connection"_ba, "close"_ba}};
    if (!body.isEmpty() || (method != "GET" && method != "HEAD"))
        all.insert("Content-Length"_ba, QByteArray::number(body.size()));
    if (!body.isEmpty())
        all.insert("Content-Type"_ba, "application/json"_ba);
    all.insert(headers);
    QByteArray bytes = method + ' ' + target + " HTTP/1.1\r\n";
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (!it.value().isEmpty())
            bytes += it.key() + ": " + it.value() + "\r\n";
    }
    socket->write(bytes + "\r\n" + body);
    return socket;
}

WireAnswer WireClient::read(QTcpSocket *socket, const QByteArray &method, int timeout)
{
    QByteArray bytes;
    std::optional<WireAnswer> answer;
    static_cast<void>(QTest::qWaitFor(
        [&] {
            bytes += socket->readAll();
            const bool closed = socket->state() == QTcpSocket::UnconnectedState;
            answer = parse(bytes, method, closed);
            return answer || closed;
        },
        timeout));
    return answer.value_or(WireAnswer());
}

WireAnswer WireClient::send(const QByteArray &method, const QByteArray &target,
                            const QByteArray &body,
                            const QMap<QByteArray, QByteArray> &headers) const
{
    const auto socket = open(method, target, body, headers);
    return read(socket.get(), method);
}

SectionElevenStack::SectionElevenStack()
{
    m_valid = m_dir.isValid();
    makeRepository();
    makeFiles();
}

bool SectionElevenStack::git(const QString &dir, const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(dir);
    process.start(u"git"_s,
                  QStringList{u"-c"_s, u"user.name=x"_s, u"-c"_s, u"user.email=x@example.invalid"_s}
                      + arguments);
    bool ended = false;
    QObject::connect(&process, &QProcess::finished, &process, [&ended] { ended = true; });
    return QTest::qWaitFor([&] { return ended || process.error() == QProcess::FailedToStart; },
                           gitTimeout)
        && ended && process.exitCode() == 0;
}

void SectionElevenStack::write(const QString &path, const QByteArray &bytes) const
{
    const QString full = root() + u'/' + path;
    QDir().mkpath(QFileInfo(full).path());
    QFile file(full);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qUtf8Printable(full));
}

void SectionElevenStack::makeRepository()
{
    const QString clone = m_dir.filePath(u"clone"_s);
    m_valid = m_valid
        && git(m_dir.path(), {u"init"_s, u"-q"_s, u"--bare"_s, u"-b"_s, u"main"_s, repository()})
        && git(m_dir.path(), {u"clone"_s, u"-q"_s, repository(), clone});
    QFile file(clone + u"/lib.py"_s);
    m_valid = m_valid && file.open(QIODevice::WriteOnly) && file.write("def hi(): return 1\n") > 0;
    file.close();
    m_valid = m_valid && git(clone, {u"add"_s, u"-A"_s})
        && git(clone, {u"commit"_s, u"-qm"_s, u"first"_s})
        && git(clone, {u"push"_s, u"-q"_s, u"origin"_s, u"HEAD:main"_s});
}

void SectionElevenStack::makeFiles() const
{
    QByteArray manifest = R"(version: 1
kind: stack
name: demo
operator:
  port_pool:
    agent:
      range: "18100-18199"
secrets:
  api-token:
    generated: true
    length: 40
  webhook-key: {}
ports:
  web: {value: 8001}
  process_compose: {value: 18080}
sources:
  app:
    kind: local
    path: app
  lib:
    kind: git
    repo: file://REPO
    default_ref: main
services:
  web:
    runtime: local
    command: ["python3", "-m", "http.server", "${ports.web}"]
    workdir: "source://app"
    env:
      API_TOKEN: "${secret.api-token}"
  ticker:
    runtime: local
    command: ["sh", "-c", "while true; do echo level=info tick; sleep 5; done"]
    depends_on: [web]
jobs:
  report:
    runtime: local
    command: ["sh", "-c", "echo report; date; ls"]
    workdir: "source://app"
)";
    write(u"angee.yaml"_s, manifest.replace("REPO", repository().toUtf8()));
    write(u"app/settings.yaml"_s, "debug: true\nname: demo\n");
    write(u"templates/workspaces/demo/copier.yml"_s, R"(_subdirectory: template
_templates_suffix: .jinja
_angee:
  kind: workspace
  name: demo
  instance_naming:
    pattern: "${inputs.topic | slug | truncate(40)}"
  inputs:
    topic: {type: string, required: true}
  sources:
    lib:
      source: lib
      mode: worktree
      branch: "ws/${inputs.topic | slug}"
      subpath: lib
topic:
  type: str
  required: true
)");
    write(u"templates/workspaces/demo/template/README.md.jinja"_s,
          "Workspace {{ workspace_name }}, port {{ alloc_agent }}\n");
    write(u"templates/services/echo/copier.yml"_s, R"(_subdirectory: template
_templates_suffix: .jinja
_angee:
  kind: service
  name: echo
  name_pattern: "echo-${workspace.name}"
  inputs:
    greeting: {type: string, default: hello}
greeting:
  type: str
  default: hello
)");
    write(u"templates/services/echo/template/service.yaml.jinja"_s, R"(services:
  {{ service_name }}:
    runtime: local
    command: ["sh", "-c", "while true; do echo {{ greeting }} from {{ service_name }}; sleep 5; done"]
    workdir: "workspace://{{ workspace_name }}"
    env:
      PORT: "{{ alloc_agent }}"
)");
}

RunningSandbox::RunningSandbox(const QByteArray &manifest)
{
    write(u"angee.yaml"_s, manifest);
    write(u"app/a.txt"_s, "one\n");
    if (manifest.contains("build: box"))
        write(u"box/build.sh"_s, "true\n");
    if (manifest.contains("build: {context: page}"))
        layContainers([this](const QString &name, const QByteArray &bytes) { write(name, bytes); });
    QString error;
    const auto running = m_server.start({m_dir.path(), 0, "T0ken"}, &error);
    if (!running) {
        qWarning("%s", qUtf8Printable(error));
        return;
    }
    m_port = quint16(QUrl(running->url).port());
    m_client = std::make_unique<WireClient>(u"127.0.0.1"_s, m_port, running->token);
}

void RunningSandbox::write(const QString &name, const QByteArray &bytes) const
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qUtf8Printable(path(name)));
}

qint64 RunningSandbox::pidIn(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
}

QString RunningSandbox::statusOf(const QString &service) const
{
    const QJsonObject services = client().get("/stack/status")[u"services"_s].toObject();
    return services.value(service).toObject().value("status"_L1).toString();
}

std::unique_ptr<QTcpSocket> RunningSandbox::openLog(const QByteArray &target) const
{
    return client().open("GET", target, {},
                         {{"Connection"_ba, "Upgrade"_ba},
                          {"Upgrade"_ba, "websocket"_ba},
                          {"Sec-WebSocket-Version"_ba, "13"_ba},
                          {"Sec-WebSocket-Key"_ba, "dGhlIHNhbXBsZSBub25jZQ=="_ba}});
}

QString RunningSandbox::errorOf(const QByteArray &target, const QByteArray &body) const
{
    const WireAnswer answer = m_client->post(target, body);
    return answer.status == 500 ? answer[u"error"_s].toString() : u"status %1"_s.arg(answer.status);
}

QString RunningSandbox::toolError(const QString &call, const QString &end) const
{
    return u"docker compose -f %1/docker-compose.yaml --env-file %1/.env %2: exit status %3"_s.arg(
        QDir::cleanPath(m_dir.path()), call, end);
}

QString RunningSandbox::project() const
{
    const QByteArray root = QDir::cleanPath(m_dir.path()).toUtf8();
    return QString::fromLatin1(
        QCryptographicHash::hash(root, QCryptographicHash::Sha256).left(4).toHex());
}

WireFrames RunningSandbox::wholeLog(const QByteArray &target) const
{
    const auto socket = openLog(target);
    QByteArray bytes;
    static_cast<void>(QTest::qWaitFor(
        [&] {
            bytes += socket->readAll();
            return socket->state() == QTcpSocket::UnconnectedState;
        },
        20'000));
    bytes += socket->readAll();
    bytes.remove(0, bytes.indexOf("\r\n\r\n") + 4);
    WireFrames frames;
    frames.take(&bytes);
    return frames;
}

void WireFrames::take(QByteArray *bytes)
{
    while (bytes->size() >= 2) {
        const int opcode = bytes->at(0) & 15;
        qsizetype length = bytes->at(1) & 127;
        qsizetype head = 2;
        if (length == 126) {
            if (bytes->size() < 4)
                return;
            length = qsizetype(quint8(bytes->at(2))) << 8 | quint8(bytes->at(3));
            head = 4;
        }
        if (bytes->size() < head + length)
            return;
        if (opcode == 1)
            texts += bytes->mid(head, length);
        pings += opcode == 9;
        closes += opcode == 8;
        bytes->remove(0, head + length);
    }
}

// The names and the ways of the lab's stack (docs: contract.md, section 15): one suite holds for
// both.
QByteArray containerManifest()
{
    return R"(name: demo
secrets:
  lab-key: {}
sources:
  page: {kind: local, path: page}
  switch: {kind: local, path: switch}
volumes:
  data: {}
services:
  ansi:
    runtime: container
    image: busybox:lab
    command: ["sh", "-c", "trap 'echo bye; exit 0' TERM; n=0; while :; do n=$$((n+1)); printf '\\033[32m[INFO]\\033[0m tick %d\\n' $$n; sleep 0.2; done"]
  page:
    runtime: container
    build: {context: page}
  probe:
    runtime: container
    build: {context: probe}
    mounts: ["source://switch:/switch:ro"]
  exit3:
    runtime: container
    image: busybox:lab
    command: ["sh", "-c", "echo starting; echo level=error going down >&2; exit 3"]
  keyed:
    runtime: container
    image: busybox:lab
    env:
      LAB_KEY: "${secret.lab-key}"
      GREETING: plain
    mounts: ["volume://data:/data"]
    depends_on: [page]
    command: ["sh", "-c", "trap 'exit 0' TERM; echo x >> data/starts; while :; do echo key=[$$LAB_KEY] start $$(wc -l < data/starts); sleep 0.2; done"]
jobs:
  crun:
    runtime: container
    image: busybox:lab
    command: ["sh", "-c", "echo hello ${inputs.who | default(nobody)}; echo to stderr >&2"]
  cfail:
    runtime: container
    image: busybox:lab
    command: ["sh", "-c", "echo doing; echo bad thing >&2; exit 7"]
  cslow:
    runtime: container
    image: busybox:lab
    command: ["sh", "-c", "i=0; while [ $i -lt 60 ]; do i=$((i+1)); echo step $i; sleep 1; done"]
)";
}

void layContainers(const std::function<void(const QString &, const QByteArray &)> &write)
{
    write(u"page/index.html"_s, "page version 1\n");
    write(u"page/Dockerfile"_s, R"(FROM busybox:lab
COPY index.html /www/index.html
RUN echo building page && wc -c www/index.html
CMD ["sh", "-c", "echo serving: $(cat www/index.html); trap 'exit 0' TERM; while :; do sleep 0.2; done"]
)");
    write(u"probe/Dockerfile"_s, R"(FROM busybox:lab
HEALTHCHECK --interval=200ms --timeout=10s --retries=2 CMD grep -qx ok switch/health
CMD ["sh", "-c", "trap 'exit 0' TERM; while :; do echo switch is $(cat switch/health); sleep 0.2; done"]
)");
    write(u"switch/health"_s, "ok\n");
    write(u".env"_s, "ANGEE_SECRET_LAB_KEY=\"first\"\n");
}

QByteArray watchableManifest()
{
    return R"(name: plain
secrets:
  key: {}
sources:
  app: {kind: local, path: app}
services:
  loop:
    runtime: local
    command: ["sh", "-c", "echo $$ > loop.pid; echo level=warn one; echo two; while :; do sleep 0.2; done"]
  last:
    runtime: local
    command: ["sh", "-c", "echo bye; exit 3"]
  after:
    runtime: local
    command: ["sh", "-c", "echo after; while :; do sleep 0.2; done"]
    depends_on: [first]
  box:
    runtime: container
    build: box
jobs:
  first:
    runtime: local
    command: ["sh", "-c", "echo first"]
  slow:
    runtime: local
    command: ["sh", "-c", "echo $$ > slow.pid; sleep 600"]
  bad:
    runtime: local
    command: ["sh", "-c", "echo out; echo err >&2; exit 7"]
)";
}

bool isAlive(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0;
}

} // namespace angee::test
