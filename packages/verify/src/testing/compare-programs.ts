import type { Optimised } from '@alta-ts/compiler';
import { type Columns, type LayerTrace, type Program, sameValue, showValue } from '@alta-ts/core';
import { createInterpreter, type RunOptions } from '@alta-ts/interpreter';

/**
 * Runs a program and what passes made of it on the same inputs and compares every variable that is left, or has one that stands for it, at every
 * position after every sublayer; then the answers, the numbers of layers and whether they halted. Returns the first difference in words.
 */
export function firstDifference(
	one: Program,
	{ program: other, also }: Pick<Optimised, 'program' | 'also'>,
	inputs: readonly (readonly string[])[],
	options: RunOptions = {},
): string | undefined {
	const names = other.variables.flatMap(({ name: there }) => [there, ...(also.get(there) ?? [])].map((name) => ({ name, there })));
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
