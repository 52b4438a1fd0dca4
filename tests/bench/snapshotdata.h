// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace angee::bench {

struct SnapshotShape
{
    int services = 0;
    int others = 0; //!< workspaces, slots, sources and secrets, each
    int templates = 0;
    int round = 0; //!< another round changes every hundredth row
    bool repeated = false; //!< with the lists that stackStatus repeats and no view shows
};

//! \brief An answer of the daemon with so many rows, made of the fields and words that it uses.
class SnapshotData final
{
public:
    static QByteArray make(const SnapshotShape &shape)
    {
        QByteArray json;
        json.reserve(qsizetype(shape.services) * 140 + qsizetype(shape.others) * 1500);
        json += R"({"data":{"stackStatus":{"root":"/srv/stacks/demo","name":"demo")";
        if (shape.repeated)
            json += ",\"services\":" + services(shape)
                + ",\"jobs\":[],\"workspaces\":" + workspaces(shape, false);
        json += "},\"services\":" + services(shape) + ",\"jobs\":[],\"sources\":" + sources(shape)
            + ",\"workspaces\":" + workspaces(shape, false) + ",\"templates\":" + templates(shape)
            + ",\"secrets\":" + secrets(shape) + ",\"gitOpsTopology\":{\"workspaces\":"
            + workspaces(shape, true) + ",\"links\":" + links(shape)
            + R"(,"summary":{"sources":1,"workspaces":1,"worktrees":1,"clean":1,"dirty":0,"ahead":0,
                "behind":0,"diverged":0,"branchMismatch":0,"missing":0,"error":0,"unpushed":0}}}})";
        return json;
    }

private:
    //! Rows of \a pattern with # for the number and ~ for what a changed row says differently.
    static QByteArray list(int count, const QByteArray &pattern, int round)
    {
        QByteArray json = "[";
        for (int i = 0; i < count; ++i) {
            QByteArray row = pattern;
            row.replace('#', QByteArray::number(100000 + i));
            row.replace(
                '~', (i % 100) == (round % 100) ? QByteArray::number(round) : QByteArray("main"));
            json += row + ',';
        }
        if (count > 0)
            json.chop(1);
        return json + ']';
    }

    static QByteArray services(const SnapshotShape &shape)
    {
        QByteArray json = "[";
        static const char *const words[] = {"running", "exited", "declared", "restarting"};
        for (int i = 0; i < shape.services; ++i) {
            const bool changed = (i % 100) == (shape.round % 100);
            const char *const status = changed ? words[shape.round % 4] : "running";
            const QByteArray name = "service-" + QByteArray::number(100000 + i);
            json += "{\"id\":\"" + name + "\",\"name\":\"" + name
                + R"(","runtime":"container","status":")" + status + R"(","health":"healthy"},)";
        }
        if (shape.services > 0)
            json.chop(1);
        return json + ']';
    }

    static QByteArray sources(const SnapshotShape &shape)
    {
        return list(shape.others,
                    R"({"id":"source-#","name":"source-#","slot":"","kind":"git",
"path":"/srv/stacks/demo/sources/source-#","exists":true,"state":"clean","branch":"~","ref":"main",
"currentRef":"main","dirty":false,"upstream":"origin/main","ahead":0,"behind":0,"pushed":true,
"unpushedReason":"","error":""})",
                    shape.round);
    }

    static QByteArray workspaces(const SnapshotShape &shape, bool status)
    {
        if (status)
            return list(shape.others,
                        R"({"name":"workspace-#","exists":true,"state":"ready","error":"",
"expired":false,"mountedBy":[],"innerStack":null,"innerError":""})",
                        0);
        return list(shape.others,
                    R"({"id":"workspace-#","name":"workspace-#",
"path":"/srv/stacks/demo/workspaces/workspace-#","template":"workspaces/demo",
"processComposePort":0,"playwrightMcpName":"","playwrightMcpUrl":"","ttl":"24h",
"ttlExpiresAt":"2036-11-24T07:41:58.123456789Z"})",
                    0);
    }

    static QByteArray links(const SnapshotShape &shape)
    {
        return list(shape.others,
                    R"({"id":"workspace-#:app","source":"source-#","workspace":"workspace-#",
"slot":"app","kind":"git","mode":"worktree","branch":"work/#","ref":"main",
"path":"/srv/stacks/demo/workspaces/workspace-#/app","exists":true,"state":"clean",
"currentRef":"~","dirty":false,"upstream":"","ahead":0,"behind":0,"pushed":true,
"unpushedReason":"","error":""})",
                    shape.round);
    }

    static QByteArray templates(const SnapshotShape &shape)
    {
        return list(shape.templates,
                    R"({"ref":"workspaces/template-#","kind":"workspace","name":"template-#",
"path":"/srv/stacks/demo/templates/workspaces/template-#","inputs":[{"name":"topic","type":"str",
"required":true,"immutable":false,"generated":false,"default":"First \u0026 fix","question":true}]})",
                    0);
    }

    static QByteArray secrets(const SnapshotShape &shape)
    {
        return list(shape.others,
                    R"({"id":"secret-#","name":"secret-#","declared":true,"hasValue":true,
"required":true,"generated":false,"import":"","envVar":"SECRET_#"})",
                    0);
    }
};

} // namespace angee::bench
