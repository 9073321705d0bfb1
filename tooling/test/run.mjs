// @ts-check
// Runs the steps of `npm test`, all of them even where one fails. Arguments: nothing, `golden`, `checks`, or names of steps; `--full` adds the long tests.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findHalfDriver, installHalfDriver } from '../setup/half-driver.mjs';
import { install } from '../setup/install.mjs';
import { findChromium, installSystemPackages, missingSystemPackages, SYSTEM_COMMAND } from '../setup/system-packages.mjs';
import { root, run } from '../setup/workspace.mjs';
import { failures, notRun, summary, vitestOutcome } from './outcome.mjs';
import { golden, steps } from './steps.mjs';

/** @import { Outcome } from './outcome.mjs' */
/** @import { Step } from './steps.mjs' */

const names = process.argv.slice(2).filter((each) => !each.startsWith('--'));
const env = { ...(process.argv.includes('--full') ? { ALTA_FULL: '1' } : {}), ...goldenFolder() };
const wanted = chosen(names);
if (typeof wanted === 'string') process.stderr.write(`${wanted}\n`);
process.exitCode = typeof wanted === 'string' ? 2 : await main(wanted);

/** @type {(wanted: readonly Step[]) => Promise<number>} */
async function main(wanted) {
	const problem = await install();
	if (problem !== undefined) {
		process.stdout.write(`${problem}\n${summary([{ passed: 0, failed: 1, skipped: [] }])}\n`);
		return 1;
	}
	if (wanted.some((step) => step.kind === 'vitest')) await prepareDevices();
	/** @type {(Outcome & { name: string })[]} */
	const outcomes = [];
	for (const step of wanted) outcomes.push({ name: step.name, ...(await runStep(step)) });
	for (const name of outcomes.flatMap((each) => each.skipped)) process.stdout.write(`not run: ${name.replace(/^not run: */, '')}\n`);
	process.stdout.write(`${failures(outcomes)}${summary(outcomes)}\n`);
	return outcomes.some((each) => each.failed > 0) ? 1 : 0;
}

/** Installs what tests on devices need where CI is true; elsewhere says how to. */
async function prepareDevices() {
	const isCi = process.env.CI === 'true';
	if (missingSystemPackages().length > 0) {
		if (!isCi) process.stdout.write(`Some tests need packages of the system. \`${SYSTEM_COMMAND}\` installs them.\n`);
		else process.stdout.write(`${(await installSystemPackages()) ?? 'Installed what tests on devices need.'}\n`);
	}
	if (findHalfDriver() !== undefined) return;
	if (!isCi) process.stdout.write(`Tests of f16 need a driver that has it. \`${SYSTEM_COMMAND}\` unpacks one where the system has one.\n`);
	else process.stdout.write(`${(await installHalfDriver()) ?? 'Unpacked a driver for tests of f16.'}\n`);
}

/** @type {(step: Step) => Promise<Outcome>} */
async function runStep(step) {
	if (step.needs === 'chromium' && findChromium() === undefined) return withoutChromium(step);
	const folder = mkdtempSync(join(tmpdir(), 'alta-test-'));
	const report = join(folder, 'report.json');
	const [command = '', ...args] = step.command;
	const extra = step.kind === 'vitest' ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
	const done = await run(command, [...args, ...extra], { env, limitSeconds: step.kind === 'vitest' ? 30 * 60 : 5 * 60 });
	const outcome =
		step.kind === 'vitest'
			? vitestOutcome(done.code, existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined)
			: { passed: done.code === 0 ? 1 : 0, failed: done.code === 0 ? 0 : 1, skipped: [] };
	rmSync(folder, { recursive: true });
	const verdict = outcome.failed === 0 ? 'ok    ' : 'failed';
	const count = step.kind === 'vitest' ? ` (${outcome.passed} passed)` : '';
	process.stdout.write(`${verdict} ${done.seconds.toFixed(1).padStart(6)} s  ${step.name}: ${step.title}${count}\n`);
	if (outcome.failed > 0) process.stdout.write(`\n${shown(done.output.trimEnd())}\n\n`);
	return outcome;
}

/** @type {(step: Step) => Outcome} */
function withoutChromium(step) {
	const outcome = notRun(`${step.title}: There is no Chromium. \`${SYSTEM_COMMAND}\` installs it.`, process.env.CI === 'true');
	process.stdout.write(`${outcome.failed === 0 ? 'not run' : 'failed '}             ${step.name}: ${step.title}\n`);
	return outcome;
}

/** Colours are for terminals. @type {(output: string) => string} */
function shown(output) {
	return process.stdout.isTTY ? output : stripVTControlCharacters(output);
}

/**
 * The steps that names stand for, or what is wrong with the names.
 *
 * @param {readonly string[]} names
 * @returns {readonly Step[] | string}
 */
function chosen(names) {
	const all = new Map([...steps, ...golden].map((step) => [step.name, [step]]));
	const groups = new Map([...all, ['checks', steps.filter((step) => step.kind === 'check')]]);
	const unknown = names.find((name) => !groups.has(name));
	if (unknown !== undefined) return `No step is called "${unknown}". There are: ${[...groups.keys()].join(', ')}.`;
	return names.length === 0 ? steps : names.flatMap((name) => groups.get(name) ?? []);
}

/**
 * The folder of golden recordings, made absolute: a relative one is meant from where npm was called.
 *
 * @returns {Record<string, string>}
 */
function goldenFolder() {
	const given = process.env.ALTA_GOLDEN_DIR;
	if (given === undefined || given === '') return {};
	return { ALTA_GOLDEN_DIR: resolve(process.env.INIT_CWD ?? root, given) };
}
