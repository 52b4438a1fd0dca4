// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
// node warm.cjs MODULES FILE: after warming up, each line "n" on standard input converts n times and
// answers with the milliseconds of one conversion, by the clock and of processor time.
'use strict';
const fs = require('fs');
const { buildClientSchema, printSchema } = require(process.argv[2] + '/graphql');

const body = fs.readFileSync(process.argv[3]);
const convert = () => printSchema(buildClientSchema(JSON.parse(body.toString('utf8')).data));

const start = process.hrtime.bigint();
for (let i = 0; i < 400 && process.hrtime.bigint() - start < 4000000000n; ++i) convert();

require('readline')
    .createInterface({ input: process.stdin })
    .on('line', (line) => {
        const count = Number(line);
        let length = 0;
        const cpu = process.cpuUsage();
        const begin = process.hrtime.bigint();
        for (let i = 0; i < count; ++i) length += convert().length;
        const elapsed = Number(process.hrtime.bigint() - begin) / 1e6 / count;
        const used = process.cpuUsage(cpu);
        process.stdout.write(`${elapsed} ${(used.user + used.system) / 1e3 / count} ${length}\n`);
    });
process.stdout.write('ready\n');
