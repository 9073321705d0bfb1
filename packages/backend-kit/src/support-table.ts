import { type FloatDType, OPS } from '@alta-ts/tensor';
import type { CaseResult } from './case.js';
import { FLOATS } from './data/sizes.js';

/**
 * What backends can do, as Markdown: a table of ops and dtypes for each, from what was run. A tick stands where every case passed, a cross where
 * one failed; a number refers to the reason why nothing was run.
 *
 * @param reports the results of all cases, by the name of the backend
 *
 * @example
 * ```ts
 * import { supportTable } from '@alta-ts/backend-kit';
 * const table = supportTable({ mine: [{ name: 'add f32: …', op: 'add', dtype: 'f32', status: 'passed', problems: [] }] });
 * table.includes('| add | ✓ | – | – | – |'); // => true
 * ```
 */
export function supportTable(reports: Readonly<Record<string, readonly CaseResult[]>>): string {
	return Object.entries(reports)
		.map(([name, results]) => section(name, results))
		.join('\n');
}

function section(name: string, results: readonly CaseResult[]): string {
	const reasons: string[] = [];
	const rows = OPS.map((op) => `| ${op} | ${FLOATS.map((dtype) => cell(about(results, op, dtype), reasons)).join(' | ')} |`);
	const head = [`| op | ${FLOATS.join(' | ')} |`, `| --- |${' --- |'.repeat(FLOATS.length)}`];
	const notes = reasons.map((reason, index) => `${index + 1}. ${reason}`);
	return [`## ${name}`, '', ...head, ...rows, '', ...notes, ...(notes.length === 0 ? [] : [''])].join('\n');
}

function about(results: readonly CaseResult[], op: (typeof OPS)[number], dtype: FloatDType): readonly CaseResult[] {
	return results.filter((result) => result.op === op && result.dtype === dtype);
}

/** All passed; one failed; or nothing was run, and why. Reasons are numbered as they come. */
function cell(results: readonly CaseResult[], reasons: string[]): string {
	if (results.some(({ status }) => status === 'failed')) return '✗';
	if (results.some(({ status }) => status === 'passed')) return '✓';
	const reason = results.find((result) => result.reason !== undefined)?.reason;
	if (reason === undefined) return '–';
	if (!reasons.includes(reason)) reasons.push(reason);
	return `– (${reasons.indexOf(reason) + 1})`;
}
