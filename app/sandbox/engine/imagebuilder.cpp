// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/imagebuilder.h"

#include "app/sandbox/engine/childprocess.h"
#include "app/sandbox/engine/composeproject.h"
#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/outputlog.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype repeatedLines = 25; // of a failed step, in its summary

//! Changes when a file of the context does: its path, its bytes, or whether it may be run.
QByteArray stampOf(const QString &context)
{
    QStringList paths;
    QDirIterator it(context, QDir::Files | QDir::Hidden | QDir::System,
                    QDirIterator::Subdirectories);
    while (it.hasNext())
        paths += it.next();
    paths.sort();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &path : paths) {
        QFile file(path);
        hash.addData(QFile::encodeName(path.mid(context.size())));
        hash.addData(file.permissions() & QFileDevice::ExeOwner ? "x"_ba : "-"_ba);
        if (file.open(QIODevice::ReadOnly))
            hash.addData(&file);
    }
    return hash.result().toHex();
}

//! A path in the image, below its folder.
QString inside(const QString &folder, const QString &path)
{
    return folder + QDir::cleanPath(u'/' + path);
}

struct Recipe
{
    Dockerfile file;
    qint64 size = 0;
};

//! Throws in the tool's words.
Recipe recipeOf(const ImageBuilder::Work &work)
{
    const QString path = work.context + u'/' + work.dockerfile;
    if (pathExists(path)) {
        const QByteArray text = readWholeFile(path);
        return {Dockerfile::parse(text), text.size()};
    }
    if (pathExists(work.context + u"/build.sh"_s))
        return {Dockerfile::forScript(), 0};
    throw ToolFailure(
        failedBuild,
        u"failed to solve: rpc error: code = Unknown desc = failed to solve with "
        "frontend dockerfile.v0: failed to read dockerfile: open "
        "/var/lib/docker/tmp/mount/%1: no such file or directory"_s.arg(work.dockerfile));
}

void checkContext(const ImageBuilder::Work &work)
{
    if (!pathExists(work.context))
        throw ToolFailure(failedBuild,
                          u"unable to prepare context: path \"%1\" not found"_s.arg(work.context));
}

std::shared_ptr<Image> imageFrom(const ImageBuilder::Work &work, const Dockerfile &file)
{
    auto image = std::make_shared<Image>();
    image->stamp = stampOf(work.context);
    image->folder = work.target;
    image->command = file.command;
    image->environment = file.environment;
    image->health = file.health;
    makePath(work.target);
    return image;
}

} // namespace

Image::~Image()
{
    if (!folder.isEmpty())
        QDir(folder).removeRecursively();
}

std::shared_ptr<const Image> ImageStore::find(const QString &name) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_images.find(name);
    return it == m_images.end() ? nullptr : it->second;
}

void ImageStore::put(const QString &name, std::shared_ptr<const Image> image)
{
    const std::lock_guard lock(m_mutex);
    m_images.insert_or_assign(name, std::move(image));
}

ImageBuilder::ImageBuilder(Sink sink, std::stop_token stop)
    : m_sink(std::move(sink))
    , m_stop(std::move(stop))
{ }

void ImageBuilder::open(const QString &title)
{
    ++m_number;
    print(u"#%1 %2\n"_s.arg(QString::number(m_number), title).toUtf8());
}

void ImageBuilder::done()
{
    print(u"#%1 DONE 0.0s\n\n"_s.arg(m_number).toUtf8());
}

void ImageBuilder::fail(const QString &title, const QString &error, const QByteArrayList &lines,
                        const QString &reason)
{
    print(
        u"#%1 ERROR: %2\n------\n > %3:\n"_s.arg(QString::number(m_number), error, title).toUtf8());
    for (const QByteArray &line : lines.mid(std::max<qsizetype>(0, lines.size() - repeatedLines)))
        print(line + '\n');
    print("------\n");
    throw ToolFailure(failedBuild, u"failed to solve: "_s + reason);
}

void ImageBuilder::copy(const Work &work, const Dockerfile::Step &step, const QString &title)
{
    QStringList words = step.arguments.split(u' ', Qt::SkipEmptyParts);
    words.removeIf([](const QString &word) { return word.startsWith("--"_L1); });
    const QString to = words.isEmpty() ? QString() : words.takeLast();
    for (const QString &from : words) {
        const QString source = inside(work.context, from);
        if (!pathExists(source)) {
            const QString missing =
                u"\"%1\" not found: not found"_s.arg(QDir::cleanPath(u'/' + from));
            fail(title, missing, {}, u"failed to compute cache key: "_s + missing);
        }
        const bool intoFolder = to.endsWith(u'/') || words.size() > 1;
        QString target = inside(work.target, to.startsWith(u'/') ? to : m_workdir + u'/' + to);
        if (intoFolder && !QFileInfo(source).isDir())
            target += u'/' + QFileInfo(source).fileName();
        copyTree(source, target);
    }
}

void ImageBuilder::enter(const Work &work, const QString &folder)
{
    m_workdir = folder.startsWith(u'/') ? folder : m_workdir + u'/' + folder;
    makePath(inside(work.target, m_workdir));
}

void ImageBuilder::run(const Work &work, const Dockerfile::Step &step, const QString &title,
                       const std::map<QString, QString> &environment)
{
    ChildSpec child;
    child.argv = {u"sh"_s, u"-c"_s, step.arguments};
    child.environment = currentEnvironment();
    child.environment.erase(u"ANGEE_OPERATOR_TOKEN"_s);
    for (const auto &[name, value] : environment)
        child.environment.insert_or_assign(name, value);
    child.environment.insert_or_assign(u"BUILD_CONTEXT"_s, work.context);
    child.workdir = inside(work.target, m_workdir);
    QElapsedTimer clock;
    clock.start();
    QByteArrayList lines;
    LineCutter cutter;
    const LineCutter::Take take = [&](const QByteArray &line) {
        lines += QByteArray::number(double(clock.elapsed()) / 1000, 'f', 3) + ' ' + line;
        print('#' + QByteArray::number(m_number) + ' ' + lines.last() + '\n');
    };
    const CommandResult result =
        runCommand(child, m_stop, [&](const QByteArray &chunk) { cutter.feed(chunk, take); });
    cutter.flush(take);
    if (m_stop.stop_requested())
        throw ToolFailure(failedBuild, u"failed to solve: Canceled: context canceled"_s);
    if (result.isSuccess())
        return;
    const int code = result.end.signal != 0 ? 128 + result.end.signal : result.end.exitStatus;
    const QString error = u"executor failed running [/bin/sh -c %1]: exit code: %2"_s.arg(
        step.arguments, QString::number(code));
    fail(title, error, lines, error);
}

std::shared_ptr<const Image> ImageBuilder::build(const Work &work, Steps wanted)
{
    checkContext(work);
    if (m_number == 0)
        print("#0 building with \"default\" instance using docker driver\n\n");
    const auto internal = [&](const QString &what, const QString &line) {
        open(u"[%1 internal] %2"_s.arg(work.service, what));
        if (!line.isEmpty())
            print(u"#%1 %2\n"_s.arg(QString::number(m_number), line).toUtf8());
        done();
    };
    const QString path = work.context + u'/' + work.dockerfile;
    internal(u"load build definition from %1"_s.arg(work.dockerfile),
             u"transferring dockerfile: %1B done"_s.arg(2 + QFileInfo(path).size()));
    internal(u"load .dockerignore"_s, u"transferring context: 2B done"_s);
    const Recipe recipe = recipeOf(work);
    const auto image = imageFrom(work, recipe.file);
    std::vector<Dockerfile::Step> steps = recipe.file.steps;
    if (!steps.empty() && steps.front().text == "FROM scratch"_L1)
        steps.erase(steps.begin()); // no step of a build
    for (Dockerfile::Step &step : steps) {
        if (step.keyword != "FROM"_L1)
            continue;
        const QString base = u"docker.io/library/"_s + step.arguments.section(u' ', 0, 0);
        internal(u"load metadata for "_s + base, {});
        step.text = u"FROM "_s + base;
    }
    m_workdir.clear();
    bool contextLoaded = !recipe.file.readsContext;
    int index = 0;
    for (const Dockerfile::Step &step : steps) {
        const QString title = u"[%1 %2/%3] %4"_s.arg(work.service, QString::number(++index),
                                                     QString::number(steps.size()), step.text);
        if (step.keyword != "FROM"_L1 && !std::exchange(contextLoaded, true))
            internal(u"load build context"_s, u"transferring context: 2B done"_s);
        open(title);
        if (step.keyword == "RUN"_L1 && wanted == Steps::All)
            run(work, step, title, recipe.file.environment);
        else if (step.keyword == "COPY"_L1 || step.keyword == "ADD"_L1)
            copy(work, step, title);
        else if (step.keyword == "WORKDIR"_L1)
            enter(work, step.arguments);
        done();
    }
    image->workdir = m_workdir;
    open(u"[%1] exporting to image"_s.arg(work.service));
    print(u"#%1 exporting layers done\n#%1 writing image sha256:%2 done\n"
          "#%1 naming to docker.io/library/%3 done\n"_s
              .arg(QString::number(m_number), QString::fromLatin1(image->stamp), work.image)
              .toUtf8());
    print(u"#%1 DONE 0.0s\n"_s.arg(m_number).toUtf8());
    return image;
}

} // namespace angee::sandbox
