import { initialValues } from '../initial-values.js';
import type { Head, Match, NumericalVariable, Variable } from '../program.js';
import { type Scope, type Where, warn } from './scope.js';

/** Warns where a table would take the mean or sum of a head for another number, because none near it is listed. */
export function checkBuckets(scope: Scope, head: Head, output: Variable, value: Variable, where: Where): void {
	if (output.kind !== 'numerical' || value.kind !== 'numerical' || output.values === undefined) return;
	if (!scope.readByTables.has(output.name) || mostKeys(scope, head) <= 1) return;
	if (head.combine === 'sum') checkSum(scope, head, output, output.values, value, where);
	if (head.combine === 'mean') checkMean(scope, output, output.values, value, where);
}

function checkSum(
	scope: Scope,
	head: Head,
	{ name, source: span }: NumericalVariable,
	listed: readonly number[],
	value: NumericalVariable,
	where: Where,
): void {
	const largest = listed.at(-1);
	const reach = largestSum(scope, head, value);
	if (largest === undefined || (reach === undefined ? !sameNumbers(listed, value.values) : reach <= largest)) return;
	warn(scope, 'ALTA1142', {
		what: `${name} is a sum that can ${reach === undefined ? 'leave' : `reach ${reach}, outside`} the numbers it lists, of which ${largest} is the largest.`,
		where,
		why: `A table takes a number for the nearest one listed, so that it reads every larger sum as ${largest}.`,
		fix: 'List every sum there can be: `values: range(n)` or `values: [...]` on `attend`. Ignore this where larger sums need not be told apart.',
		span,
	});
}

function checkMean(
	scope: Scope,
	{ name, source: span }: NumericalVariable,
	listed: readonly number[],
	value: NumericalVariable,
	where: Where,
): void {
	const [first, second] = listed;
	if (first === undefined || second === undefined || !sameNumbers(listed, value.values)) return;
	if (new Set(numbersHeld(scope, value)).size === 1) return;
	const between = Number((first + (second - first) * 0.3).toPrecision(6));
	warn(scope, 'ALTA1143', {
		what: `${name} is a mean, and lists the same numbers as ${value.name}, of which it is taken.`,
		where,
		why: `A mean can lie between them, and a table takes a number for the nearest one listed: ${between} is read as ${first}.`,
		fix: 'List the means to be told apart: `values: [...]` on `attend`. For a sum, write `combine: "sum"`; for the value of one key, pick it: `combine: { pick: "first" }`.',
		span,
	});
}

/** The largest sum of as many values as can be selected; undefined where that is not known. */
function largestSum(scope: Scope, head: Head, value: NumericalVariable): number | undefined {
	const held = numbersHeld(scope, value);
	const keys = mostKeys(scope, head);
	if (held === undefined || held.some((number) => number < 0)) return undefined;
	const largest = Math.max(0, ...held);
	if (largest === 0) return 0;
	return Number.isFinite(keys) ? keys * largest : undefined;
}

/** The numbers that a variable starts with and tables write to it; undefined where a head or a linear map writes it. */
function numbersHeld({ writers, outputs }: Scope, { name, init }: NumericalVariable): readonly number[] | undefined {
	if (outputs.has(name)) return undefined;
	const own = writers.get(name) ?? [];
	if (own.some((update) => 'linear' in update)) return undefined;
	const values = [...initialValues(init), ...own.flatMap((update) => ('linear' in update ? [] : update.rows.map((row) => row.value)))];
	return values.filter((each) => typeof each === 'number');
}

/** How many keys a head can select at most, as far as that can be seen. */
function mostKeys(scope: Scope, { where }: Head): number {
	return Math.min(scope.program.positions ?? Number.POSITIVE_INFINITY, ...where.map((match) => mostKeysOf(scope, match)));
}

function mostKeysOf(scope: Scope, match: Match): number {
	if ('offsets' in match) {
		const { offsets } = match;
		if (!('from' in offsets || 'to' in offsets)) return Array.isArray(offsets) ? offsets.length : Number.POSITIVE_INFINITY;
		return (offsets.to ?? Number.POSITIVE_INFINITY) - (offsets.from ?? Number.NEGATIVE_INFINITY) + 1;
	}
	const key = scope.variables.get(match.key);
	return match.test === 'equal' && key !== undefined && isDistinct(scope, key) ? 1 : Number.POSITIVE_INFINITY;
}

/** Whether no two positions ever hold the same value of a variable. */
function isDistinct({ writers }: Scope, { name, init }: Variable): boolean {
	if (!('byPosition' in init) || new Set(init.byPosition).size < init.byPosition.length) return false;
	return !writers.has(name);
}

function sameNumbers(some: readonly number[], others: readonly number[] | undefined): boolean {
	return some.length === others?.length && some.every((number, index) => number === others[index]);
}
