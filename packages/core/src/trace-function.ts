import type { Problem } from '@alta-ts/diagnostics';
import { createDiagramBuilder } from './diagram.js';
import { domainOf } from './domain.js';
import type { TableUpdate, Variable } from './program.js';
import { createTerminals, diagramSizes, diagramTable } from './table-diagram.js';
import { traceBlock, unite } from './tracing/block.js';
import { createOperations, type Operations } from './tracing/operations.js';
import { OPEN, type Session } from './tracing/session.js';

/** How a function is traced. */
export interface TraceOptions {
	/** Names that are the outputs of heads: they may be read, but not written. */
	readonly headOutputs?: ReadonlySet<string>;
	/** How many paths may be run in all; 1,000,000 by default. */
	readonly budget?: number;
	/** The way to the layer, for messages. */
	readonly where?: readonly string[];
}

/** Tables made from functions. With problems there are no tables. */
export interface TracedFunctions {
	/** One table for each variable that is written in some state, in declared order. */
	readonly updates: readonly TableUpdate[];
	readonly problems: readonly Problem[];
}

/**
 * Turns functions into tables by running them.
 *
 * Each function is run against an object `z` that notes what is read and written. Only a read splits the world, into the values
 * of the variable; a path that reads a variable does nothing where that is undefined. Each function is traced on its own, and so
 * are blocks opened by `z.also` and values written lazily by `z.write`. Reads give the value before the update.
 *
 * @param functions by name, for messages; all of them apply side by side.
 *
 * @example
 * ```ts
 * import { traceFunctions } from '@alta-ts/core';
 * const bit = { kind: 'categorical', init: { constant: 0 }, values: [0, 1] } as const;
 * const { updates } = traceFunctions([{ ...bit, name: 'a' }, { ...bit, name: 'b' }], { mlp: (z: { a: number; b: number }) => { if (z.a === 1) z.b = 0; } });
 * updates // => [{ reads: ['a'], writes: 'b', rows: [{ when: { a: [1] }, value: 0 }] }]
 * ```
 */
export function traceFunctions<Z>(
	variables: readonly Variable[],
	functions: Readonly<Record<string, (z: Z) => unknown>>,
	options: TraceOptions = {},
): TracedFunctions {
	const { headOutputs = new Set(), budget = 1_000_000, where = [] } = options;
	const session: Session = {
		variables,
		domains: variables.map(domainOf),
		indexOf: new Map(variables.map((variable, at): [string, number] => [variable.name, at])),
		headOutputs,
		diagrams: createDiagramBuilder(diagramSizes(variables)),
		terminals: createTerminals(),
		budget,
		where,
		problems: new Map(),
		paths: 0,
		exhausted: false,
		current: undefined,
	};
	const z = stateObject<Z>(createOperations(session));
	const given = variables.map(() => OPEN);
	const pieces = Object.entries(functions).map(([name, run]) =>
		traceBlock(session, { steps: [`function ${name}`], run: () => run(z), target: undefined, given, facts: [] }),
	);
	const united = unite(session, pieces, { where, facts: [] });
	const problems = [...session.problems.values()];
	if (problems.length > 0) return { updates: [], problems };
	const updates = variables.flatMap((variable, at): readonly TableUpdate[] => {
		const diagram = united.get(at);
		if (diagram === undefined) return [];
		const table = diagramTable(session.diagrams, diagram, variables, variable.name, session.terminals);
		return table.rows.length === 0 ? [] : [table];
	});
	return { updates, problems };
}

/** The object an author's function works on: every property is an operation. */
function stateObject<Z>(operations: Operations): Z {
	const z: Z = new Proxy(Object.create(null), {
		get: (_, name) => {
			if (typeof name === 'symbol') return operations.misuse('The state object is converted to something else.');
			if (name === 'also') return (run: (z: Z) => unknown) => operations.also(() => run(z));
			if (name === 'write') return (variable: string, compute: (z: Z) => unknown) => operations.write(variable, () => compute(z));
			if (name === 'defined') return operations.defined;
			return operations.read(name);
		},
		set: (_, name, value) => {
			operations.assign(String(name), value);
			return true;
		},
		has: () => operations.misuse('The state object is asked which variables it has.'),
		ownKeys: () => operations.misuse('The variables of the state object are enumerated.'),
		deleteProperty: () => operations.misuse('A variable is deleted.'),
		defineProperty: () => operations.misuse('A property is defined on the state object.'),
	});
	return z;
}
