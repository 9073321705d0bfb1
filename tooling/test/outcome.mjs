// @ts-check

/**
 * How many tests a step ran, and which of them could not run here.
 *
 * @typedef {{ passed: number, failed: number, skipped: readonly string[] }} Outcome
 */

/**
 * The part of vitest's JSON report that is read here.
 *
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {readonly { name: string, assertionResults: readonly { fullName: string, status: string }[] }[]} testResults
 */

/**
 * Counts the tests of a vitest run. A run that failed as a whole counts as a failure even when no test did: a file may not have loaded.
 *
 * @param {number} code the exit code
 * @param {VitestReport | undefined} report undefined when there is none
 * @returns {Outcome}
 */
export function vitestOutcome(code, report) {
	if (report === undefined) return { passed: 0, failed: 1, skipped: [] };
	const results = report.testResults.flatMap((file) => file.assertionResults);
	const skipped = results.filter((each) => ['pending', 'skipped', 'todo', 'disabled'].includes(each.status)).map((each) => each.fullName);
	const failed = code === 0 ? report.numFailedTests : Math.max(1, report.numFailedTests);
	return { passed: report.numPassedTests, failed, skipped };
}

/**
 * A step on a device that is not here: not run, which is a failure where CI is true, since there it must be.
 *
 * @param {string} what the step, and what is missing
 * @param {boolean} isCi
 * @returns {Outcome}
 */
export function notRun(what, isCi) {
	return { passed: 0, failed: isCi ? 1 : 0, skipped: [what] };
}

/**
 * Names the steps that failed; nothing where none did.
 *
 * @param {readonly { name: string, failed: number }[]} steps
 * @returns {string}
 */
export function failures(steps) {
	const failed = steps.filter((step) => step.failed > 0).map((step) => step.name);
	return failed.length === 0 ? '' : `failed: ${failed.join(', ')}\n`;
}

/**
 * The last line of every run: `N passed, N failed`, and how many were not run where some were not.
 *
 * @param {readonly Outcome[]} outcomes
 * @returns {string}
 */
export function summary(outcomes) {
	const sum = (/** @type {(each: Outcome) => number} */ count) => outcomes.reduce((total, each) => total + count(each), 0);
	const skipped = sum((each) => each.skipped.length);
	return `${sum((each) => each.passed)} passed, ${sum((each) => each.failed)} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
