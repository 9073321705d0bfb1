import { type Problem, problem } from '@alta-ts/diagnostics';
import type { Attend } from './attend.js';
import type { Head, Layer, LinearUpdate, Match, TableUpdate, Variable } from './program.js';
import type { Heads, LinearSpec, UpdateSpec } from './program-spec.js';
import { createRowCollector } from './row-builder.js';
import { traceFunctions } from './trace-function.js';
import { functionThrew, useOneOf } from './tracing/problems.js';

/** A layer that is still to be built: the names of the heads it runs, and what its updates are made from. */
export interface PlannedLayer<V, H> {
	readonly runs: readonly string[];
	readonly updates: UpdateSpec<V, H>;
}

/** What the layers of a program share. */
export interface Known {
	/** The author's variables, then the outputs of heads. */
	readonly variables: readonly Variable[];
	readonly heads: Heads;
	readonly budget: number | undefined;
}

/** Builds a layer; what is wrong with it is added to `problems`. */
export function buildLayer<V, H>(layer: PlannedLayer<V, H>, known: Known, where: readonly string[], problems: Problem[]): Layer {
	return { heads: buildHeads(layer.runs, known, where, problems), updates: buildUpdates(layer.updates, known, where, problems) };
}

function buildHeads(runs: readonly string[], { heads, variables }: Known, where: readonly string[], problems: Problem[]): readonly Head[] {
	return runs.flatMap((output) => {
		const head = Object.hasOwn(heads, output) ? heads[output] : undefined;
		if (head !== undefined) return [buildHead(output, head, variables)];
		problems.push(
			problem('ALTA1223', {
				where,
				what: `There is no head "${output}".`,
				why: 'A layer runs heads that the program declares.',
				fix: useOneOf(output, Object.keys(heads)),
			}),
		);
		return [];
	});
}

function buildHead(output: string, head: Attend<string>, variables: readonly Variable[]): Head {
	const kindOf = (name: string): Variable['kind'] | undefined => variables.find((variable) => variable.name === name)?.kind;
	return {
		output,
		value: head.value,
		where: head.where.map((selector): Match => {
			if ('offsets' in selector) return selector;
			const { query, key, test } = selector;
			return { query, key, test: test ?? (kindOf(query) === 'set' ? 'member' : 'equal') };
		}),
		combine: head.combine ?? (kindOf(head.value) === 'numerical' ? 'mean' : 'only'),
		empty: head.empty ?? 'undefined',
		keep: head.keep ?? false,
	};
}

function buildUpdates<V, H>(
	spec: UpdateSpec<V, H>,
	{ variables, heads, budget }: Known,
	where: readonly string[],
	problems: Problem[],
): Layer['updates'] {
	const headOutputs = new Set(Object.keys(heads));
	const tables: TableUpdate[] = [];
	if (spec.mlp !== undefined) {
		const functions = typeof spec.mlp === 'function' ? { mlp: spec.mlp } : spec.mlp;
		const traced = traceFunctions(variables, functions, { headOutputs, where, ...(budget === undefined ? {} : { budget }) });
		tables.push(...traced.updates);
		problems.push(...traced.problems);
	}
	if (spec.rows !== undefined) {
		const collector = createRowCollector(variables, headOutputs, where);
		try {
			spec.rows(collector);
		} catch (error) {
			const place = { where: [...where, 'rows'], facts: [] };
			problems.push(functionThrew(place, error instanceof Error ? error.message : String(error)));
		}
		tables.push(...collector.updates());
		problems.push(...collector.problems());
	}
	return [...tables, ...buildLinear(spec)];
}

function buildLinear<V, H>({ linear = {} }: UpdateSpec<V, H>): readonly LinearUpdate[] {
	return Object.entries<LinearSpec<V, H> | undefined>(linear).flatMap(([writes, sum]) => {
		if (sum === undefined) return [];
		const weights = Object.entries<number | undefined>(sum.of).flatMap(([name, weight]) =>
			weight === undefined ? [] : [[name, weight] as const],
		);
		return [{ writes, linear: Object.fromEntries(weights), bias: sum.bias ?? 0 }];
	});
}
