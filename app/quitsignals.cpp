// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/quitsignals.h"

#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace angee {

#ifdef Q_OS_UNIX
namespace {

constexpr std::array quitting{SIGTERM, SIGINT, SIGHUP};

// What a handler may touch: a pipe whose other end the event loop listens to.
int pipeEnds[2] = {-1, -1};

extern "C" void writeToPipe(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t wrote = ::write(pipeEnds[1], &byte, 1);
}

} // namespace

QuitSignals::QuitSignals(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(pipeEnds, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier] {
        notifier->setEnabled(false);
        emit quitRequested();
    });
    struct sigaction action = {};
    action.sa_handler = writeToPipe;
    action.sa_flags = int(SA_RESTART | SA_RESETHAND);
    ::sigemptyset(&action.sa_mask);
    for (const int number : quitting) {
        struct sigaction former = {};
        // Whoever started us with SIGHUP ignored (nohup) means it.
        if (::sigaction(number, nullptr, &former) == 0 && former.sa_handler != SIG_IGN)
            ::sigaction(number, &action, nullptr);
    }
}

QuitSignals::~QuitSignals()
{
    for (const int number : quitting) {
        struct sigaction former = {};
        if (::sigaction(number, nullptr, &former) == 0 && former.sa_handler == writeToPipe)
            ::signal(number, SIG_DFL);
    }
    for (int &end : pipeEnds) {
        if (end >= 0)
            ::close(end);
        end = -1;
    }
}
#else
QuitSignals::QuitSignals(QObject *parent)
    : QObject(parent)
{ }

QuitSignals::~QuitSignals() = default;
#endif

} // namespace angee
