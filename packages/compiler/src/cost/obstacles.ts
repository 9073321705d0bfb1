import type { Program, TableUpdate, Variable } from '@alta-ts/core';
import { createDiagramBuilder, createTerminals, diagramSizes, domainIndex, domainOf, nullableVariables, tableDiagram } from '@alta-ts/core';
import { declaredVariables } from '../declared-variables.js';
import type { CompileOptions } from '../options.js';
import { tablesByVariable } from '../tables-by-variable.js';
import type { Factor, Obstacle } from './cost.js';
import { isOverBudget, stepBudget } from './step-budget.js';

/** The most steps that decisions may take, over a whole program. SCAN takes two million. */
export const MOST_STEPS = 8_000_000;
/** … the most that a single decision may take before compiling is tried at all, … */
const MOST_STEPS_OF_ONE = 400_000;
/** … and the most paths it may have, since each becomes a rule. */
const MOST_RULES = 20_000;
/** The most values of a single variable, and pairs of a row and a value it is asked about. */
const MOST_VALUES = 8_192;
const MOST_ROW_VALUES = 4_000_000;
/** The most positions of the target `standard`, where every pair of positions may take a weight. */
const MOST_STANDARD_POSITIONS = 1_024;

/** What would make compiling a program take too long, found without compiling it; empty if nothing is. */
export function foreseeObstacles(program: Program, options: CompileOptions): readonly Obstacle[] {
	const found = [...positionObstacles(program, options), ...valueObstacles(program)];
	return found.length > 0 ? found : decisionObstacles(program);
}

/** The tables of each layer that write one variable. */
export function writtenTables(program: Program): readonly { readonly writes: string; readonly tables: readonly TableUpdate[] }[] {
	return program.stages
		.flatMap((stage) => stage.layers)
		.flatMap(({ updates }) => [...tablesByVariable(updates)].map(([writes, tables]) => ({ writes, tables })));
}

/** The variables that some tables read, by how many groups of values they tell apart: values that no row tells apart are one group. */
export function factorsOf(program: Program, tables: readonly TableUpdate[]): readonly Factor[] {
	const nullable = nullableVariables(program);
	const asked = program.variables.filter(({ name }) => tables.some(({ reads }) => reads.includes(name)));
	return asked
		.map((variable) => ({ variable: variable.name, values: groupsOf(variable, nullable.has(variable.name), tables) }))
		.filter(({ values }) => values > 1)
		.sort((a, b) => b.values - a.values);
}

function groupsOf(variable: Variable, isNullable: boolean, tables: readonly TableUpdate[]): number {
	// Undefined is the last of a domain.
	let group = domainOf(variable)
		.slice(0, isNullable ? undefined : -1)
		.map(() => 0);
	for (const values of new Set(tables.flatMap(({ rows }) => rows.map(({ when }) => when[variable.name] ?? [])))) {
		const chosen = new Set(values.map((value) => domainIndex(variable, value)));
		const numbers = new Map<string, number>();
		group = group.map((own, index) => {
			const key = `${own} ${chosen.has(index)}`;
			const number = numbers.get(key) ?? numbers.size;
			numbers.set(key, number);
			return number;
		});
	}
	return new Set(group).size;
}

function positionObstacles({ positions }: Program, { target, maxLength }: CompileOptions): readonly Obstacle[] {
	const length = maxLength ?? positions ?? 0;
	if (target !== 'standard' || length <= MOST_STANDARD_POSITIONS) return [];
	return [{ what: `heads of the target standard may take a weight for each two of ${length} positions`, multiplies: [] }];
}

function valueObstacles(program: Program): readonly Obstacle[] {
	// Undefined, which every domain has, does not count as a value.
	const sizes = new Map(program.variables.map((variable) => [variable.name, domainOf(variable).length - 1]));
	const large = [...sizes].filter(([, size]) => size > MOST_VALUES).map(([variable, values]) => ({ variable, values }));
	const many = large.map(({ variable, values }) => ({ what: `${variable} has ${values} values`, multiplies: [{ variable, values }] }));
	const rows = program.stages.flatMap((stage) =>
		stage.layers.flatMap(({ updates }) => updates.flatMap((update) => ('rows' in update ? update.rows : []))),
	);
	const pairs = rows.reduce((sum, { when }) => sum + Object.keys(when).reduce((own, name) => own + (sizes.get(name) ?? 0), 0), 0);
	if (pairs <= MOST_ROW_VALUES) return many;
	return [...many, { what: `${rows.length} rows ask about variables with many values`, multiplies: largest(sizes) }];
}

function largest(sizes: ReadonlyMap<string, number>): readonly Factor[] {
	return [...sizes]
		.map(([variable, values]) => ({ variable, values }))
		.toSorted((a, b) => b.values - a.values)
		.slice(0, 3);
}

function decisionObstacles(program: Program): readonly Obstacle[] {
	const declared = declaredVariables(program.variables);
	return writtenTables(program).flatMap(({ writes, tables }) =>
		decisionObstacle(program, declared([writes, ...tables.flatMap(({ reads }) => reads)]), writes, tables),
	);
}

function decisionObstacle(
	program: Program,
	asked: readonly Variable[],
	writes: string,
	tables: readonly TableUpdate[],
): readonly Obstacle[] {
	const bySize = asked.toSorted((a, b) => domainOf(a).length - domainOf(b).length);
	const isFine = [asked, bySize].every((order) => isQuick(order, tables));
	return isFine
		? []
		: [{ what: `what to write to ${writes} cannot be decided in few steps`, multiplies: factorsOf(program, tables), writes }];
}

function isQuick(order: readonly Variable[], tables: readonly TableUpdate[]): boolean {
	try {
		const diagrams = createDiagramBuilder(diagramSizes(order), stepBudget(MOST_STEPS_OF_ONE));
		return diagrams.countRows(tableDiagram(diagrams, order, tables, createTerminals())) <= MOST_RULES;
	} catch (error) {
		if (!isOverBudget(error)) throw error;
		return false;
	}
}
