import type { Readout, ReadoutTerm } from '@alta-ts/core';
import { problem } from '@alta-ts/diagnostics';
import type { ReadoutConfig, VariableBlock } from '@alta-ts/model';
import type { Context } from './context.js';
import { matrix, vector } from './matrix.js';
import { magnitude } from './numbers/attainable.js';
import { errorAt } from './numbers/numeric-error.js';

/** Makes `readout.weight` [width, columns] and `readout.bias` [columns]: a column per value of the output variable, or the program's own read-out. */
export function unembed(context: Context): ReadoutConfig {
	const { output } = context.program;
	return 'classes' in output ? readout(context, output) : readVariable(context, context.layout.block(output.variable));
}

function readVariable(context: Context, block: VariableBlock): ReadoutConfig {
	const source = context.sources.of([`output ${block.variable}`]);
	const orUndefined = block.kind === 'categorical' && context.nullable.has(block.variable);
	const columns = Array.from({ length: block.width }, (_, column) => column);
	const weight = matrix(context, context.layout.width, block.width + (orUndefined ? 1 : 0));
	for (const column of columns) weight.add(block.start + column, column, 1, source);
	// An undefined categorical is all zero, so a class that always has ½ wins exactly then.
	const bias = orUndefined ? [...columns.map(() => 0), 1 / 2] : columns.map(() => 0);
	finish(context, weight.build(), bias, source);
	if (block.kind === 'categorical')
		return { kind: 'classes', classes: orUndefined ? [...block.values, null] : block.values, pool: 'none', tied: false };
	return block.kind === 'set' ? { kind: 'set', members: block.members, pool: 'none' } : { kind: 'number', pool: 'none' };
}

function readout(context: Context, output: Readout): ReadoutConfig {
	const source = context.sources.of(['output']);
	const weight = matrix(context, context.layout.width, output.classes.length);
	for (const term of output.terms) {
		const coordinate = termCoordinate(context, term);
		if (coordinate === undefined) continue;
		for (const [column, value] of term.weights.entries()) weight.add(coordinate, column, value, source);
	}
	finish(context, weight.build(), output.bias, source);
	context.conditions.add(`the two largest logits of every answer differ by more than ${(2 * logitError(context, output)).toPrecision(2)}`);
	return { kind: 'classes', classes: output.classes, pool: output.pool, tied: false };
}

/** How far a logit of the weights can be from that of the program. */
function logitError({ facts, precision }: Context, { classes, bias, terms }: Readout): number {
	const errors = classes.map((_, column) => {
		let [error, size, roundings] = [0, Math.abs(bias[column] ?? 0), 2];
		for (const { variable, weights } of terms) {
			const weight = Math.abs(weights[column] ?? 0);
			const fact = facts.get(variable);
			const largest = fact === undefined ? 1 : magnitude(fact.attainable);
			if (weight > 0 && fact !== undefined) error += weight * errorAt(fact, largest);
			size += weight * largest;
			roundings++;
		}
		return error + roundings * precision.epsilon * size;
	});
	return Math.max(...errors);
}

/** The coordinate a term weighs: that of the number, or of one categorical value. */
function termCoordinate(context: Context, term: ReadoutTerm): number | undefined {
	const block = context.layout.block(term.variable);
	if (term.value === undefined) return block.start;
	if (block.kind === 'categorical' && typeof term.value !== 'object') {
		return block.start + block.values.indexOf(term.value);
	}
	context.problems.push(
		problem('ALTA4005', {
			what: `The read-out asks whether ${term.variable} has one particular value, and ${term.variable} is a ${block.kind} variable.`,
			where: [`program ${context.program.name}`, 'output'],
			why: 'A read-out is linear in the coordinates of the residual stream; only a categorical value is a coordinate.',
			fix: `Write a categorical variable from a table that reads ${term.variable}, and use that one in the read-out.`,
		}),
	);
	return undefined;
}

function finish(context: Context, weight: Context['tensors'][string], bias: readonly number[], source: number): void {
	context.tensors['readout.weight'] = weight;
	context.tensors['readout.bias'] = vector(context, bias, source);
}
