import { type Capabilities, type FloatDType, OPS, refusalOf } from '@alta-ts/tensor';
import type { CaseResult } from './case.js';
import { FLOATS } from './data/sizes.js';

/** What is known of an op in a dtype: `undefined` where nothing was run, and nothing is known. */
type Known = 'done' | 'failed' | { readonly reason: string } | undefined;

type Op = (typeof OPS)[number];

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
		.map(([name, results]) => `## ${name}\n\n${table((op, dtype) => foundOf(results, op, dtype))}`)
		.join('\n');
}

/**
 * What a backend says it can do, as the same table without a heading. Whether it is so, its tests tell: `describeBackend` runs every case that the
 * capabilities do not refuse.
 *
 * @example
 * ```ts
 * import { capabilitiesTable } from '@alta-ts/backend-kit';
 * import { createReferenceBackend } from '@alta-ts/tensor';
 * capabilitiesTable(createReferenceBackend().capabilities).includes('| add | ✓ | ✓ | ✓ | ✓ |'); // => true
 * ```
 */
export function capabilitiesTable(capabilities: Capabilities): string {
	return table((op, dtype) => {
		const reason = refusalOf(capabilities, op, dtype);
		return reason === undefined ? 'done' : { reason };
	});
}

function table(known: (op: Op, dtype: FloatDType) => Known): string {
	const reasons: string[] = [];
	const rows = OPS.map((op) => `| ${op} | ${FLOATS.map((dtype) => cell(known(op, dtype), reasons)).join(' | ')} |`);
	const head = [`| op | ${FLOATS.join(' | ')} |`, `| --- |${' --- |'.repeat(FLOATS.length)}`];
	const notes = reasons.map((reason, index) => `${index + 1}. ${reason}`);
	return [...head, ...rows, '', ...notes, ...(notes.length === 0 ? [] : [''])].join('\n');
}

/** All passed; one failed; or nothing was run, and why. */
function foundOf(all: readonly CaseResult[], op: Op, dtype: FloatDType): Known {
	const results = all.filter((result) => result.op === op && result.dtype === dtype);
	if (results.some(({ status }) => status === 'failed')) return 'failed';
	if (results.some(({ status }) => status === 'passed')) return 'done';
	const reason = results.find((result) => result.reason !== undefined)?.reason;
	return reason === undefined ? undefined : { reason };
}

/** Reasons are numbered as they come. */
function cell(known: Known, reasons: string[]): string {
	if (known === undefined) return '–';
	if (typeof known === 'string') return known === 'done' ? '✓' : '✗';
	if (!reasons.includes(known.reason)) reasons.push(known.reason);
	return `– (${reasons.indexOf(known.reason) + 1})`;
}
