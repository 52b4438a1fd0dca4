// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/filebook.h"
#include "tests/core/filedaemon.h"
#include "ui/files/codeeditor.h"
#include "ui/files/filespane.h"
#include "ui/widgets/noticebar.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QTest>

namespace angee::test {

inline const QString file = QStringLiteral("settings.yaml");
inline const QString profile = QStringLiteral("p1");

inline Source sourceNamed(const QString &name, const QString &path)
{
    Source source;
    source.name = name;
    source.path = path;
    return source;
}

// The pane of a window, with everything behind it down to the socket.
struct FilesWindow
{
    FilesWindow(const FileDaemon &server, const QString &folder)
        : daemon(server.connectTo())
        , transport(daemon.get())
        , book(folder + QStringLiteral("/book.json"))
        , drafts(folder + QStringLiteral("/drafts"))
        , pane(&transport, &book, &drafts, profile)
    {
        pane.setSources({sourceNamed(QStringLiteral("app"), QStringLiteral("/s/app")),
                         sourceNamed(QStringLiteral("lib"), QStringLiteral("/s/lib"))});
        pane.resize(1100, 700);
        pane.show();
    }

    template <typename Widget>
    Widget *find(const QString &name) const
    {
        // Dialogs are windows of their own, with views as parents.
        if (auto *widget = pane.findChild<Widget *>(name))
            return widget;
        qFatal("no widget %s", qPrintable(name));
    }

    void click(const QString &name) const
    {
        auto *button = find<QAbstractButton>(name);
        QVERIFY2(button->isEnabled(), qPrintable(name));
        QTest::mouseClick(button, Qt::LeftButton);
    }

    DocumentView *open(const QString &path = file)
    {
        auto *edit = find<QLineEdit>(QStringLiteral("openPath"));
        edit->setFocus();
        QTest::keyClicks(edit, path);
        QTest::keyClick(edit, Qt::Key_Return);
        DocumentView *view = pane.document(QStringLiteral("app"), path);
        if (!view || !QTest::qWaitFor([view] { return !view->session()->isBusy(); }))
            qFatal("not opened: %s", qPrintable(path));
        return view;
    }

    // Types at the start of the text.
    void type(const QString &text)
    {
        CodeEditor *editor = pane.currentDocument()->editor();
        editor->SendScintilla(QsciScintilla::SCI_DOCUMENTSTART);
        QTest::keyClicks(editor, text);
    }

    bool triggerNotice(const QString &notice, const QString &action)
    {
        NoticeBars *bars = pane.currentDocument()->notices();
        if (!bars->contains(notice))
            return false;
        emit bars->actionTriggered(notice, action);
        return true;
    }

    std::unique_ptr<OperatorDaemon> daemon;
    DaemonFileTransport transport;
    FileBook book;
    DraftJournal drafts;
    FilesPane pane;
};

} // namespace angee::test
