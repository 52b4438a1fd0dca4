// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Introspection -> SDL against graphql-js, warm and cold, alternately in one run; see run.sh.
//   bench_sdl SDLCOLD INTROSPECTION WORKFOLDER [NODE SCRIPTS MODULES]

#include "core/schema/introspection.h"
#include "core/schema/schemaindex.h"
#include "core/schema/sdlprinter.h"
#include "tests/bench/sdl/sdlgenerator.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vector>

extern char **environ;

namespace {

using Clock = std::chrono::steady_clock;
using Arguments = std::vector<std::string>;

constexpr int WarmRuns = 15;
constexpr int ColdRuns = 11;

double since(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

// Milliseconds of one conversion. On a machine that does other things as well, the processor's time
// is the figure to trust; for node it has the collector's threads in it.
struct Cost
{
    double wall = 0;
    double cpu = 0;
};

double cpuNow()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

[[noreturn]] void stop(const std::string &why)
{
    std::fprintf(stderr, "bench_sdl: %s\n", why.c_str());
    std::exit(2);
}

std::string fileBytes(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Starts a program with these descriptors as its standard input and output.
pid_t start(const Arguments &arguments, int input, int output)
{
    std::vector<char *> raw;
    for (const std::string &argument : arguments)
        raw.push_back(const_cast<char *>(argument.c_str()));
    raw.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t pid = 0;
    if (posix_spawnp(&pid, raw[0], &actions, nullptr, raw.data(), environ) != 0)
        stop("cannot start " + arguments[0]);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

void finish(pid_t pid, const std::string &name)
{
    int status = 0;
    if (waitpid(pid, &status, 0) != pid || status != 0)
        stop(name + " failed");
}

double coldRun(const Arguments &arguments, const char *output)
{
    const int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const int out = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    const auto begin = Clock::now();
    finish(start(arguments, in, out), arguments[0]);
    const double elapsed = since(begin);
    close(in);
    close(out);
    return elapsed;
}

// graphql-js in a process of its own, asked for one run after the other.
class WarmNode final
{
public:
    explicit WarmNode(const Arguments &arguments)
    {
        int toNode[2];
        int fromNode[2];
        if (pipe2(toNode, O_CLOEXEC) != 0 || pipe2(fromNode, O_CLOEXEC) != 0)
            stop("no pipes");
        m_pid = start(arguments, toNode[0], fromNode[1]);
        close(toNode[0]);
        close(fromNode[1]);
        m_to = fdopen(toNode[1], "w");
        m_from = fdopen(fromNode[0], "r");
        char line[64];
        if (!fgets(line, sizeof line, m_from))
            stop("node does not answer");
    }
    WarmNode(const WarmNode &) = delete;
    WarmNode &operator=(const WarmNode &) = delete;
    ~WarmNode()
    {
        fclose(m_to);
        finish(m_pid, "node");
        fclose(m_from);
    }

    Cost run(int count)
    {
        std::fprintf(m_to, "%d\n", count);
        std::fflush(m_to);
        char line[64];
        if (!fgets(line, sizeof line, m_from))
            stop("node does not answer");
        Cost cost;
        if (std::sscanf(line, "%lf %lf", &cost.wall, &cost.cpu) != 2)
            stop("node answers something else");
        return cost;
    }

private:
    pid_t m_pid = 0;
    FILE *m_to = nullptr;
    FILE *m_from = nullptr;
};

Cost ownRun(const std::string &body, int count)
{
    std::size_t size = 0;
    const double cpu = cpuNow();
    const auto begin = Clock::now();
    for (int i = 0; i < count; ++i) {
        const angee::IntrospectionResult result = angee::readIntrospection(std::string_view(body));
        if (!result.schema)
            stop(result.error.english());
        size += angee::printSdl(*result.schema).size;
    }
    const Cost cost{since(begin) / count, (cpuNow() - cpu) / count};
    if (size == 0)
        stop("nothing was printed");
    return cost;
}

struct Case
{
    std::string name;
    std::string path;
    std::string body;
};

struct Tools
{
    std::string cold;
    std::string folder;
    Arguments node; // empty: no graphql-js
    std::string scripts;
    std::string modules;

    [[nodiscard]] Arguments script(const char *name, const std::string &file) const
    {
        Arguments all = node;
        all.insert(all.end(), {scripts + '/' + name, modules, file});
        return all;
    }
};

struct Costs
{
    std::vector<double> wall;
    std::vector<double> cpu;

    void add(Cost cost)
    {
        wall.push_back(cost.wall);
        cpu.push_back(cost.cpu);
    }
    [[nodiscard]] Cost middle() const { return {median(wall), median(cpu)}; }
};

// The two ratios, by the clock and by the processor's time; 1 without graphql-js.
Cost warm(const Tools &tools, const Case &test)
{
    const int count = test.body.size() < 1000000 ? 10 : 2;
    Costs own;
    Costs node;
    ownRun(test.body, count * 3);
    if (tools.node.empty()) {
        for (int i = 0; i < WarmRuns; ++i)
            own.add(ownRun(test.body, count));
        std::printf("warm  %-10s %9.3f ms  cpu %9.3f ms\n", test.name.c_str(), own.middle().wall,
                    own.middle().cpu);
        return {1, 1};
    }
    WarmNode process(tools.script("warm.cjs", test.path));
    for (int i = 0; i < WarmRuns; ++i) {
        node.add(process.run(count));
        own.add(ownRun(test.body, count));
    }
    const Cost ours = own.middle();
    const Cost theirs = node.middle();
    const Cost ratio{theirs.wall / ours.wall, theirs.cpu / ours.cpu};
    const char *const line = "warm  %-10s %9.3f ms   graphql-js %9.3f ms   %6.1fx%s\n";
    std::printf(line, test.name.c_str(), ours.wall, theirs.wall, ratio.wall, "");
    std::printf(line, "", ours.cpu, theirs.cpu, ratio.cpu, "   of processor time");
    return ratio;
}

void cold(const Tools &tools, const Case &test)
{
    const Arguments ours{tools.cold, test.path};
    std::vector<double> own;
    std::vector<double> node;
    if (!tools.node.empty()) {
        const std::string a = tools.folder + "/own.graphql";
        const std::string b = tools.folder + "/node.graphql";
        coldRun(ours, a.c_str());
        coldRun(tools.script("cold.cjs", test.path), b.c_str());
        if (fileBytes(a).empty() || fileBytes(a) != fileBytes(b))
            stop(test.name + ": the two SDL texts differ, see " + tools.folder);
    }
    for (int i = 0; i < ColdRuns; ++i) {
        if (!tools.node.empty())
            node.push_back(coldRun(tools.script("cold.cjs", test.path), "/dev/null"));
        own.push_back(coldRun(ours, "/dev/null"));
    }
    if (node.empty())
        std::printf("cold  %-10s %9.3f ms\n", test.name.c_str(), median(own));
    else
        std::printf("cold  %-10s %9.3f ms   graphql-js %9.3f ms   %6.1fx   same bytes\n",
                    test.name.c_str(), median(own), median(node), median(node) / median(own));
}

void search(const Case &test)
{
    const angee::IntrospectionResult result = angee::readIntrospection(std::string_view(test.body));
    const auto begin = Clock::now();
    const angee::SchemaIndex index(*result.schema);
    const double built = since(begin);
    for (const char *query :
         {"e", "rep", "repository", "update label", "issue.id", "no such text"}) {
        std::vector<double> times;
        std::size_t total = 0;
        for (int i = 0; i < WarmRuns; ++i) {
            const auto start = Clock::now();
            total = index.search(QString::fromLatin1(query)).total;
            times.push_back(since(start));
        }
        std::printf("find  %-10s %9.3f ms   \"%s\": %zu hits\n", test.name.c_str(), median(times),
                    query, total);
    }
    std::printf("index %-10s %9.3f ms\n", test.name.c_str(), built);
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 4 && argc != 7)
        stop("usage: bench_sdl SDLCOLD INTROSPECTION WORKFOLDER [NODE SCRIPTS MODULES]");
    Tools tools{argv[1], argv[3], {}, {}, {}};
    if (argc == 7) {
        tools.node = {argv[4]};
        tools.scripts = argv[5];
        tools.modules = argv[6];
    }
    std::vector<Case> cases{{"angee", argv[2], fileBytes(argv[2])},
                            {"generated", tools.folder + "/generated.json",
                             angee::bench::generatedIntrospection(3 * 1000 * 1000)}};
    std::ofstream(cases[1].path, std::ios::binary) << cases[1].body;

    Cost product{1, 1};
    for (const Case &test : cases) {
        std::printf("%s: %zu bytes\n", test.name.c_str(), test.body.size());
        const Cost ratio = warm(tools, test);
        product = {product.wall * ratio.wall, product.cpu * ratio.cpu};
        cold(tools, test);
    }
    if (!tools.node.empty())
        std::printf("warm, geometric mean: %.1fx, of processor time %.1fx\n",
                    std::pow(product.wall, 1.0 / static_cast<double>(cases.size())),
                    std::pow(product.cpu, 1.0 / static_cast<double>(cases.size())));
    search(cases[1]);
    return 0;
}
