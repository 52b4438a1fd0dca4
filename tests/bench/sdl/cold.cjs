// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
// node cold.cjs MODULES FILE: prints the SDL of an introspection answer.
'use strict';
const fs = require('fs');
const { buildClientSchema, printSchema } = require(process.argv[2] + '/graphql');
const answer = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
process.stdout.write(printSchema(buildClientSchema(answer.data)));
