// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
// The peer of bench_logs: lines a second that node's ws client takes in with JSON.parse, and the
// nanoseconds of CPU that one costs, which other programs of a busy machine change less.
//   node logs.mjs http://127.0.0.1:PORT FRAMES     (npm install ws, beside it or above it)
import WebSocket from 'ws';

const [url, frames] = [process.argv[2].replace('http', 'ws'), Number(process.argv[3])];
const lines = [];
let begin = 0n;
let cpu;
const socket = new WebSocket(`${url}/services/web/logs/stream?tail=1`, { perMessageDeflate: false });
socket.on('message', data => {
    if (begin === 0n) {
        begin = process.hrtime.bigint();
        cpu = process.cpuUsage();
    }
    lines.push(JSON.parse(data.toString()));
    if (lines.length === frames)
        done();
});
socket.on('close', () => done());
socket.on('error', () => done());

function done()
{
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    const used = process.cpuUsage(cpu);
    const all = lines.length === frames;
    console.log(all ? Math.round(frames / seconds) : 0,
                all ? Math.round((used.user + used.system) * 1000 / frames) : 0);
    process.exit(0);
}
