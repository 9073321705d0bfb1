// Runs one check over the repository this file lies in: `node dist/main.js floors`. `errors --write` writes the error reference.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkChangesets } from './changesets.js';
import { checkErrorCodes, readCodes } from './error-codes.js';
import { referencePath, writeReference } from './error-reference.js';
import { checkFileLength } from './file-length.js';
import { type Check, printFindings } from './finding.js';
import { checkFloors } from './floors.js';
import { checkForbiddenWords } from './forbidden-words.js';
import { checkPackages } from './packages.js';

const checks: Readonly<Record<string, Check>> = {
	floors: checkFloors,
	lengths: checkFileLength,
	words: checkForbiddenWords,
	errors: checkErrorCodes,
	changesets: checkChangesets,
	packages: checkPackages,
};

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [name = '', option] = process.argv.slice(2);
const check = checks[name];
if (check === undefined) {
	process.stderr.write(`No check is called "${name}". There are: ${Object.keys(checks).join(', ')}.\n`);
	process.exitCode = 2;
} else if (name === 'errors' && option === '--write') {
	mkdirSync(join(root, 'docs'), { recursive: true });
	writeFileSync(join(root, referencePath), writeReference(await readCodes(root)));
} else {
	const findings = await check(root);
	process.stdout.write(printFindings(findings));
	if (findings.length > 0) process.exitCode = 1;
}
