import { type Columns, type LayerTrace, type Program, sameValue, showValue } from '@alta-ts/core';
import { createInterpreter, type RunOptions } from '@alta-ts/interpreter';

/** Where a variable of a program lives in another one that is to compute the same; undefined if it is not there. */
export type NameIn = (variable: string) => string | undefined;

/**
 * Runs two programs on the same inputs and compares every variable that both have, at every position after every sublayer, then the answers, the
 * numbers of layers and whether they halted. Returns the first difference in words.
 */
export function firstDifference(
	one: Program,
	other: Program,
	inputs: readonly (readonly string[])[],
	options: RunOptions = {},
	nameIn: NameIn = (variable) => (other.variables.some(({ name }) => name === variable) ? variable : undefined),
): string | undefined {
	const names = one.variables.flatMap(({ name }) => {
		const there = nameIn(name);
		return there === undefined ? [] : [{ name, there }];
	});
	const [left, right] = [createInterpreter(one), createInterpreter(other)];
	for (const tokens of inputs) {
		const [want, got] = [left.run(tokens, { ...options, trace: true }), right.run(tokens, { ...options, trace: true })];
		const states = statesOf(want.trace?.initial, want.trace?.layers);
		const others = statesOf(got.trace?.initial, got.trace?.layers);
		for (const [at, { place, columns }] of states.entries()) {
			for (const { name, there } of names) {
				for (const [position, value] of (columns[name] ?? []).entries()) {
					const found = others[at]?.columns[there]?.[position];
					if (!sameValue(value, found)) {
						return `"${tokens.join(' ')}", ${place}, ${name} at ${position}: ${showValue(value)}, not ${showValue(found)}`;
					}
				}
			}
		}
		if (want.layers !== got.layers || want.halted !== got.halted)
			return `"${tokens.join(' ')}" ran ${want.layers} layers, not ${got.layers}`;
		const wrong = want.output.findIndex((value, position) => !sameValue(value, got.output[position]));
		if (wrong >= 0) return `"${tokens.join(' ')}" answers ${showValue(want.output[wrong])}, not ${showValue(got.output[wrong])}`;
	}
	return undefined;
}

function statesOf(
	initial: Columns = {},
	layers: readonly LayerTrace[] = [],
): readonly { readonly place: string; readonly columns: Columns }[] {
	return [
		{ place: 'at the start', columns: initial },
		...layers.flatMap(({ afterAttention, afterUpdates }, index) => [
			{ place: `layer ${index}, after attention`, columns: afterAttention },
			{ place: `layer ${index}, after updates`, columns: afterUpdates },
		]),
	];
}
