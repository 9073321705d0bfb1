import type { Head, Match, Program, Value } from '@alta-ts/core';
import type { Problem } from '@alta-ts/diagnostics';
import { problem, throwProblems } from '@alta-ts/diagnostics';
import { allowedOffsets } from '../attention/offsets.js';
import { needsGuard, positionNames } from '../attention/selects-at-most-one.js';
import type { Context } from '../context.js';
import { needsPositions } from './needs.js';
import { isAllowed } from './offset-table.js';
import { sumDepth } from './soft-sum.js';

/**
 * Refuses what plain attention cannot do, all reasons at once: comparing positions without a longest input (ALTA4020), a causal model of a head
 * that may look at later positions (ALTA4021), and the value at a position in place of nothing (ALTA4022).
 */
export function checkStandard({ program, precision, maxLength: length }: Context, causal: boolean): void {
	const heads = program.stages.flatMap((stage, i) =>
		stage.layers.flatMap((layer, j) =>
			layer.heads.map((head) => ({ head, where: [`program ${program.name}`, `stage ${i}`, `layer ${j}`, `head ${head.output}`] })),
		),
	);
	throwProblems([
		...(length === undefined && needsLength(program, causal) ? [lengthProblem(program)] : []),
		...heads.flatMap(({ head, where }) => [
			...(causal && !looksBack(program, head, length) ? [causalProblem(head, where)] : []),
			...(head.combine === 'sum' && sumDepth(precision) === undefined ? [sumProblem(head, precision.dtype, where)] : []),
			...(typeof head.empty === 'object' && 'position' in head.empty ? [emptyProblem(head, head.empty.position, where)] : []),
		]),
	]);
}

/** Whether heads compare positions, or average over any number of them. */
function needsLength(program: Program, causal: boolean): boolean {
	const heads = program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.heads));
	const positions = positionNames(program);
	const isCounted = (head: Head): boolean => head.combine === 'mean' || head.combine === 'sum' || needsGuard(positions, head);
	return needsPositions(program, undefined, causal) || heads.some(isCounted);
}

/** Whether a head never selects a later position: its offsets say so, or variables that tell the positions of query and key. */
function looksBack(program: Program, head: Head, length: number | undefined): boolean {
	const offsets = allowedOffsets(head.where);
	const latest = offsets === undefined ? Infinity : 'length' in offsets ? Math.max(-Infinity, ...offsets) : (offsets.to ?? Infinity);
	return latest <= 0 || head.where.some((match) => 'query' in match && comparesPositions(program, match, offsets, length));
}

type VariableMatch = Extract<Match, { readonly query: string }>;

/** Whether a match between two variables that are given by position, and never change, holds for no later position. */
function comparesPositions(
	program: Program,
	match: VariableMatch,
	offsets: ReturnType<typeof allowedOffsets>,
	length: number | undefined,
): boolean {
	const queries = fixedByPosition(program, match.query);
	const keys = fixedByPosition(program, match.key);
	if (queries === undefined || keys === undefined) return false;
	const limit = length ?? keys.length;
	return queries
		.slice(0, limit)
		.every(
			(asked, from) =>
				!keys.slice(0, limit).some((offered, to) => to > from && isAllowed(offsets, to - from) && holds(match, asked, offered)),
		);
}

function fixedByPosition(program: Program, name: string): readonly Value[] | undefined {
	const variable = program.variables.find((each) => each.name === name);
	const layers = program.stages.flatMap((stage) => stage.layers);
	const written = layers.some((layer) => layer.updates.some((update) => update.writes === name));
	return variable !== undefined && 'byPosition' in variable.init && !written ? variable.init.byPosition : undefined;
}

function holds({ test }: VariableMatch, asked: Value, offered: Value): boolean {
	if (asked === undefined || offered === undefined || typeof offered === 'object') return false;
	if (test === 'member') return typeof asked === 'object' && asked.has(offered);
	if (test === 'equal') return asked === offered;
	return test.some((entry) => entry.query === asked && entry.keys.includes(offered));
}

function lengthProblem(program: Program): Problem {
	return problem('ALTA4020', {
		what: 'The target standard must know the longest input, which the program does not say.',
		where: [`program ${program.name}`],
		why: 'Plain attention has no relative masks: an offset becomes a match between positions, each of which has a coordinate. And averages have bounds only for so many positions.',
		fix: 'Compile with `maxLength` (alta compile --max-length N), give the program `positions`, or use the target alta.',
	});
}

function sumProblem(head: Head, dtype: string, where: readonly string[]): Problem {
	return problem('ALTA4022', {
		what: `Head ${head.output} takes a sum, which plain attention cannot do in ${dtype}.`,
		where,
		why: 'A softmax gives averages. Sums are averages of keys that have very small weights, and this dtype has no numbers that small.',
		fix: 'Compile for f32, bf16 or f64, or use the target alta.',
	});
}

function causalProblem(head: Head, where: readonly string[]): Problem {
	return problem('ALTA4021', {
		what: `Head ${head.output} may select later positions, which a causal model does not see.`,
		where,
		why: 'Nothing in the program says that its offsets are at most 0, and no match on variables given by position does.',
		fix: 'Leave `causal` (--causal) out, or give the head `offset` or `offsets` of at most 0.',
	});
}

function emptyProblem(head: Head, position: number, where: readonly string[]): Problem {
	return problem('ALTA4022', {
		what: `Head ${head.output} gives the value at position ${position} where it selects nothing.`,
		where,
		why: 'In plain attention the sink stands for "nothing", and its value is the same in every input.',
		fix: 'Use the target alta, or let the head give `undefined` or a constant, and fetch the position with a head of its own.',
	});
}
