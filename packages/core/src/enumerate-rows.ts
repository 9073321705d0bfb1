import { altaError } from '@alta-ts/diagnostics';
import { createDiagramBuilder, type Diagram, KEEP } from './diagram.js';
import { sameValue, showValue } from './domain.js';
import type { Layer, LinearUpdate, Program, Row, TableUpdate, Value, Variable } from './program.js';
import { createTerminals, diagramSizes, tableDiagram } from './table-diagram.js';

/** Options of {@link enumerateRows}. */
export interface EnumerateOptions {
	/** How many combinations of values a layer may have; 1,000,000 by default. */
	readonly budget?: number;
}

/**
 * The same program with one row for every combination of values of *all* variables that changes a variable: the largest table there is,
 * with which others are compared. ALTA's reference generates its rules this way from functions.
 *
 * A combination gives every variable one of its listed values, a number the centre of its bucket, in declared order with the last variable
 * varying fastest. It never contains undefined, so a row fires only where all variables are defined, and the program does what it did as far
 * as that is so. Two kinds of variables stay out, and with them the rows that ask whether they are undefined: numericals without `values`, and
 * outputs that a head of another layer erases. Linear maps stay as they are.
 *
 * @throws AltaError ALTA1160 when a layer has more combinations than the budget
 *
 * @example
 * ```ts
 * import { categorical, defineProgram, enumerateRows } from '@alta-ts/core';
 * const program = defineProgram({
 *   name: 'clear', tokens: ['a'], layers: 1, output: 'x',
 *   variables: { x: categorical([0, 1, 2]), y: categorical(['p', 'q']) },
 *   mlp(z) { if (z.y === 'q') z.x = 0; },
 * });
 * const [table] = enumerateRows(program).stages[0]?.layers[0]?.updates ?? [];
 * table // => { reads: ['x', 'y'], writes: 'x', rows: [{ when: { x: [1], y: ['q'] }, value: 0 }, { when: { x: [2], y: ['q'] }, value: 0 }] }
 * ```
 */
export function enumerateRows(program: Program, options: EnumerateOptions = {}): Program {
	const { budget = 1_000_000 } = options;
	const heads = program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.heads));
	const transient = new Set(heads.flatMap((head) => (head.keep ? [] : [head.output])));
	return {
		...program,
		stages: program.stages.map((stage, stageIndex) => ({
			...stage,
			layers: stage.layers.map((layer, layerIndex) => {
				const own = new Set(layer.heads.map((head) => head.output));
				const variables = program.variables.filter(
					(variable) => variable.values !== undefined && (own.has(variable.name) || !transient.has(variable.name)),
				);
				checkBudget(variables, budget, [`program ${program.name}`, `stage ${stageIndex}`, `layer ${layerIndex}`]);
				return enumerateLayer(
					program.variables.map(({ name }) => name),
					variables,
					layer,
				);
			}),
		})),
	};
}

function enumerateLayer(written: readonly string[], variables: readonly Variable[], layer: Layer): Layer {
	const tables = layer.updates.filter((update): update is TableUpdate => 'rows' in update);
	const linears = layer.updates.filter((update): update is LinearUpdate => 'linear' in update);
	const enumerated = written.map((name) =>
		enumerateTable(
			variables,
			name,
			tables.filter((table) => table.writes === name),
		),
	);
	return { heads: layer.heads, updates: [...enumerated.filter((table) => table.rows.length > 0), ...linears] };
}

function enumerateTable(variables: readonly Variable[], writes: string, tables: readonly TableUpdate[]): TableUpdate {
	const names = variables.map(({ name }) => name);
	const values = variables.map((variable): readonly Value[] => variable.values ?? []);
	/** The list of one value that all rows with that value share. */
	const single = values.map((list) => list.map((value): readonly Value[] => [value]));
	const diagrams = createDiagramBuilder(diagramSizes(variables));
	const terminals = createTerminals();
	const target = names.indexOf(writes);
	const rows: Row[] = [];
	const combination: number[] = [];

	function visit(node: Diagram): void {
		if (node === KEEP) return;
		const level = combination.length;
		if (level === variables.length) {
			const value = terminals.value(diagrams.terminalOf(node) ?? 0);
			if (target >= 0 && sameValue(value, values[target]?.[combination[target] ?? 0])) return;
			rows.push({ when: Object.fromEntries(names.map((name, at) => [name, single[at]?.[combination[at] ?? 0] ?? []])), value });
			return;
		}
		const asked = diagrams.variableOf(node) === level;
		for (let index = 0; index < (values[level]?.length ?? 0); index++) {
			combination.push(index);
			visit(asked ? diagrams.childOf(node, index) : node);
			combination.pop();
		}
	}

	visit(
		tableDiagram(
			diagrams,
			variables,
			tables.map((table) => onlyAbout(names, table)),
			terminals,
		),
	);
	return { reads: names, writes, rows };
}

/** The rows of a table that constrain no other variables than these. All the others can ask of a variable is whether it is undefined. */
function onlyAbout(names: readonly string[], table: TableUpdate): TableUpdate {
	return { ...table, rows: table.rows.filter((row) => Object.keys(row.when).every((name) => names.includes(name))) };
}

function checkBudget(variables: readonly Variable[], budget: number, where: readonly string[]): void {
	const sizes = variables.map(({ name, values = [] }) => ({ name, size: values.length }));
	const product = sizes.reduce((total, { size }) => total * size, 1);
	if (product <= budget) return;
	const largest = sizes.toSorted((a, b) => b.size - a.size).slice(0, 5);
	throw altaError('ALTA1160', {
		what: `The variables have ${product.toLocaleString('en', { maximumSignificantDigits: 3 })} combinations of values; at most ${budget.toLocaleString('en')} are enumerated.`,
		where,
		why: `The numbers of values multiply. The largest: ${largest.map(({ name, size }) => `${showValue(name)} ${size}`).join(', ')}.`,
		fix: 'Use the rows of the program itself, or build it for shorter inputs.',
	});
}
