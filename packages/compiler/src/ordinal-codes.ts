import type { CategoricalVariable, Head, Program, Variable } from '@alta-ts/core';
import { largestExactCode, valueCodes } from './mlp/value-codes.js';
import type { Precision } from './numbers/precision.js';

/** With so few values, a coordinate each is as good as a code: one unit can ask for several of them. */
const FEW_VALUES = 4;

/**
 * The categorical variables that are stored as one whole number, with the code of each of their values: those that no head compares, whose
 * outputs are stored so too, and that no loop condition or read-out asks for. Kept outputs of heads are not among them, and no variable with codes
 * that the dtype could not add up exactly.
 */
export function ordinalCodes(program: Program, precision: Precision): ReadonlyMap<string, readonly number[]> {
	const heads = program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.heads));
	const compared = comparedVariables(program, heads);
	const outputs = new Map(heads.map((head) => [head.output, head]));
	const codes = new Map<string, readonly number[]>();
	for (const variable of program.variables) {
		if (variable.kind !== 'categorical' || compared.has(variable.name)) continue;
		const isTransient = outputs.get(variable.name)?.keep === false;
		if (!isTransient && (outputs.has(variable.name) || variable.values.length <= FEW_VALUES)) continue;
		const own = valueCodes(variable.values);
		if (2 * (own.at(-1) ?? 0) <= largestExactCode(precision)) codes.set(variable.name, own);
	}
	const variables = new Map(program.variables.map((variable) => [variable.name, variable]));
	const settled = new Set<string>();
	for (const head of heads) shareCodes(variables, head, codes, settled);
	return codes;
}

/** What is compared with something in attention, tested by a loop, or read out: each value needs a coordinate of its own. */
function comparedVariables({ output, stages }: Program, heads: readonly Head[]): ReadonlySet<string> {
	return new Set([
		...heads.flatMap(({ where }) => where.flatMap((match) => ('offsets' in match ? [] : [match.query, match.key]))),
		...stages.flatMap(({ repeat }) => (typeof repeat === 'object' ? [repeat.until.variable] : [])),
		...('classes' in output ? output.terms.map(({ variable }) => variable) : [output.variable]),
	]);
}

/**
 * Gives the output of a head the codes of what it looks at; where these do not fit, what it looks at must be one-hot.
 *
 * @param settled the outputs that have codes of what another head looks at.
 */
function shareCodes(
	variables: ReadonlyMap<string, Variable>,
	head: Head,
	codes: Map<string, readonly number[]>,
	settled: Set<string>,
): void {
	const valuesOf = (name: string): CategoricalVariable['values'] => {
		const variable = variables.get(name);
		return variable?.kind === 'categorical' ? variable.values : [];
	};
	const theirs = codes.get(head.value);
	if (theirs === undefined) return;
	const shared = valuesOf(head.output).map((value) => theirs[valuesOf(head.value).indexOf(value)] ?? 0);
	const ascends = shared.every((code, index) => code > (shared[index - 1] ?? 0));
	const own = codes.get(head.output);
	const fits = own !== undefined && ascends && (!settled.has(head.output) || shared.every((code, index) => code === own[index]));
	if (fits) codes.set(head.output, shared);
	else codes.delete(head.value);
	if (fits) settled.add(head.output);
}
