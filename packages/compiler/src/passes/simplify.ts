import type { Diagram, DiagramBuilder, Layer, LinearUpdate, Program, Row, TableUpdate, Value, Variable } from '@alta-ts/core';
import {
	createDiagramBuilder,
	createTerminals,
	diagramSizes,
	diagramTable,
	domainIndex,
	domainOf,
	nullableVariables,
	tableDiagram,
} from '@alta-ts/core';
import { type Declared, declaredVariables } from '../declared-variables.js';
import { tablesByVariable } from '../tables-by-variable.js';
import { idleRows } from './idle-rows.js';
import { ignoreImpossible } from './impossible.js';
import type { ProgramPass } from './pass.js';
import { isReached } from './reachable-cell.js';
import { reachableValues } from './reachable-values.js';
import { tableChanges } from './table-changes.js';

/** One table per written variable and layer, with fewer rows and reads. */
export const simplifyPass: ProgramPass = {
	name: 'simplify',
	does: 'one table per variable and layer; equal outcomes merged, reads that decide nothing and rows that change nothing dropped',
	run: (program, limits) => {
		const reachable = reachableValues(program, limits);
		const { neverFires } = limits;
		const idle = new Set<Row>();
		const declared = declaredVariables(program.variables);
		const note: Made = (from, table) => {
			if (neverFires !== undefined) for (const row of idleRows(declared, from, table, neverFires)) idle.add(row);
		};
		const isPossible = (layer: Layer): IsPossible => {
			return (variable, index) => isReached(reachable.read(layer, variable.name), index);
		};
		const simplified = simplifyWhere(program, isPossible, note);
		return {
			program: simplified,
			changes: tableChanges(program, simplified),
			...(neverFires === undefined ? {} : { limits: { ...limits, neverFires: idle } }),
		};
	},
};

/**
 * Makes the tables of a program smaller without changing what they do to any state: one table per written variable and layer; values of a read
 * that lead to the same are merged, reads that decide nothing are dropped (a read that may be undefined decides at least that), and rows that
 * write the value that is already there are left out where that saves rows.
 */
export function simplify(program: Program): Program {
	const nullable = nullableVariables(program);
	return simplifyWhere(program, () => (variable, index) => nullable.has(variable.name) || index < domainOf(variable).length - 1);
}

/** Whether a variable can have the value with a domain index where a table reads it. */
type IsPossible = (variable: Variable, index: number) => boolean;

/** Told of every table and of those it was made from. */
type Made = (from: readonly TableUpdate[], table: TableUpdate) => void;

function simplifyWhere(program: Program, possibleIn: (layer: Layer) => IsPossible, made: Made = () => {}): Program {
	const declared = declaredVariables(program.variables);
	return {
		...program,
		stages: program.stages.map((stage) => ({
			...stage,
			layers: stage.layers.map((layer) => simplifyLayer(declared, possibleIn(layer), made, layer)),
		})),
	};
}

function simplifyLayer(declared: Declared, isPossible: IsPossible, made: Made, layer: Layer): Layer {
	const linears = layer.updates.filter((update): update is LinearUpdate => 'linear' in update);
	const simplified = [...tablesByVariable(layer.updates)].map(([name, own]) => {
		const asked = declared([name, ...own.flatMap(({ reads }) => reads)]);
		const table = simplifyTable(asked, isPossible, name, own);
		made(own, table);
		return table;
	});
	return { heads: layer.heads, updates: [...simplified.filter((table) => table.rows.length > 0), ...linears] };
}

/**
 * The smallest table found that writes a variable as these tables do.
 *
 * @param own the variable, and those that the tables read.
 */
export function simplifyTable(
	own: readonly Variable[],
	isPossible: IsPossible,
	writes: string,
	tables: readonly TableUpdate[],
): TableUpdate {
	const diagrams = createDiagramBuilder(diagramSizes(own));
	const terminals = createTerminals();
	const whole = ignoreImpossible(diagrams, own, isPossible, tableDiagram(diagrams, own, tables, terminals));
	const at = own.findIndex((variable) => variable.name === writes);
	const held = own
		.slice(at, at + 1)
		.flatMap((variable) => domainOf(variable).flatMap((_, index) => (isPossible(variable, index) ? [index] : [])));
	// To ask for the old value saves rows only where rows ask for it anyway, or where there is just one.
	const asksOld = held.length === 1 || diagrams.support(whole).includes(at);
	const changing = (writing: Diagram, value: Value): Diagram =>
		ignoreImpossible(diagrams, own, isPossible, withoutNoOp(diagrams, own[at], at, writing, value));
	const rows = terminalsOf(diagrams, whole).flatMap((terminal) => {
		const writing = diagrams.mapTerminals(whole, (each) => (each === terminal ? each : undefined));
		const least = asksOld ? smaller(diagrams, writing, changing(writing, terminals.value(terminal))) : writing;
		const table = diagramTable(diagrams, least, own, writes, terminals);
		return table.rows.map((row) => possibleRow(row, own, isPossible));
	});
	return { reads: own.map(({ name }) => name).filter((name) => rows.some((row) => name in row.when)), writes, rows };
}

/** Removes the states in which the variable already has the value. A number is only known by its bucket, so numbers are left alone. */
function withoutNoOp(diagrams: DiagramBuilder, variable: Variable | undefined, at: number, diagram: Diagram, value: Value): Diagram {
	if (variable === undefined || variable.kind === 'numerical') return diagram;
	const same = domainIndex(variable, value);
	const others = domainOf(variable).flatMap((_, index) => (index === same ? [] : [index]));
	return diagrams.restrict(diagram, at, others);
}

function smaller(diagrams: DiagramBuilder, a: Diagram, b: Diagram): Diagram {
	const rows = diagrams.countRows(b) - diagrams.countRows(a);
	const reads = diagrams.support(b).length - diagrams.support(a).length;
	return rows < 0 || (rows === 0 && reads < 0) ? b : a;
}

function terminalsOf(diagrams: DiagramBuilder, diagram: Diagram): readonly number[] {
	const terminals = new Set<number>();
	const seen = new Set<Diagram>();
	const open = [diagram];
	for (let node = open.pop(); node !== undefined; node = open.pop()) {
		if (seen.has(node)) continue;
		seen.add(node);
		const terminal = diagrams.terminalOf(node);
		if (terminal !== undefined) terminals.add(terminal);
		const at = diagrams.variableOf(node);
		if (at === undefined) continue;
		for (let index = 0; index < (diagrams.sizes[at] ?? 0); index++) open.push(diagrams.childOf(node, index));
	}
	return [...terminals].sort((a, b) => a - b);
}

/** The row without the question whether a variable is undefined that never is. */
function possibleRow(row: Row, variables: readonly Variable[], isPossible: IsPossible): Row {
	const nullable = new Set(variables.filter((variable) => isPossible(variable, domainOf(variable).length - 1)).map(({ name }) => name));
	const when = Object.entries(row.when).map(
		([name, values]) => [name, nullable.has(name) ? values : values.filter((value) => value !== undefined)] as const,
	);
	return { ...row, when: Object.fromEntries(when) };
}
