import type { Layer, Row, TableUpdate, Value, Variable } from '@alta-ts/core';
import type { VariableBlock } from '@alta-ts/model';
import type { Affine } from './affine.js';
import { constant, scaled, sum, term } from './affine.js';
import { carryVariable } from './carry-variable.js';
import type { Circuit } from './circuit.js';
import type { Context } from './context.js';
import { binaryCoordinates, encoding } from './encoding.js';
import { isOn } from './is-on.js';
import type { Literal } from './literals.js';
import { literalBuilder } from './literals.js';

/** Rows of one variable that change the residual stream in the same way: together, one unit. */
interface Effect {
	readonly added: ReadonlyMap<number, number>;
	readonly when: Affine[];
	readonly source: number;
}

/**
 * Writes the table updates of a layer.
 *
 * A row is a conjunction (second hidden layer). At most one row of a variable fires, so that sums over rows are 0 or 1. Where the row's condition
 * fixes the old value, the row itself subtracts it; otherwise the old value is erased once for all such rows: each of its coordinates is
 * carried along and subtracted where it and any of the rows is on (third hidden layer).
 */
export function writeTables(context: Context, units: Circuit, layer: Layer, path: readonly string[]): void {
	const variables = new Map(context.program.variables.map((variable) => [variable.name, variable]));
	const literal = literalBuilder(context, units, (variable) => context.sources.of([...path, `condition on ${variable}`]));
	const tables = layer.updates.flatMap((update, index) =>
		'rows' in update ? [{ update, path: [...path, `update ${index} (writes ${update.writes})`] }] : [],
	);
	for (const name of new Set(tables.map(({ update }) => update.writes))) {
		const own = tables.filter(({ update }) => update.writes === name);
		writeVariable(
			context,
			units,
			context.layout.block(name),
			own.flatMap((table) => rowsOf(context, units, variables, literal, table)),
			context.sources.of([...path, `old value of ${name}`]),
		);
	}
}

/** A row with the second-layer sum that is 1 where it fires. */
interface Firing {
	readonly row: Row;
	readonly writes: string;
	readonly when: Affine;
	readonly source: number;
}

function rowsOf(
	context: Context,
	units: Circuit,
	variables: ReadonlyMap<string, Variable>,
	literal: (variable: Variable, allowed: readonly Value[]) => Literal,
	table: { readonly update: TableUpdate; readonly path: readonly string[] },
): readonly Firing[] {
	return table.update.rows.map((row, index) => {
		const source = context.sources.of([...table.path, `row ${index}`], row.source);
		let alternatives: Literal = [[]];
		for (const [name, allowed] of Object.entries(row.when)) {
			const variable = variables.get(name);
			if (variable === undefined) throw new Error(`internal: unknown variable ${name}`);
			const choices = literal(variable, allowed);
			alternatives = alternatives.flatMap((conjunction) => choices.map((choice) => [...conjunction, ...choice]));
		}
		const units2 = alternatives.map((conjunction) => term(units.unit(1, sum(...conjunction, constant(1 - conjunction.length)), source)));
		return { row, writes: table.update.writes, when: sum(...units2), source };
	});
}

function writeVariable(context: Context, units: Circuit, block: VariableBlock, firings: readonly Firing[], source: number): void {
	const effects = new Map<string, Effect>();
	const erasing: Affine[] = [];
	for (const firing of firings) {
		const added = new Map(encoding(block, firing.row.value));
		const old = fixedOldValue(block, firing);
		if (old === undefined) erasing.push(firing.when);
		else for (const [coordinate, entry] of encoding(block, old.value)) add(added, coordinate, -entry);
		const key = JSON.stringify([...added].sort(([a], [b]) => a - b));
		const effect = effects.get(key) ?? { added, when: [], source: firing.source };
		effect.when.push(firing.when);
		effects.set(key, effect);
	}
	for (const { added, when, source: from } of effects.values()) {
		if (added.size === 0) continue;
		const unit = units.unit(2, sum(...when), from);
		for (const [coordinate, entry] of added) units.contribute(coordinate, term(unit, entry), from);
	}
	if (erasing.length > 0) eraseOld(context, units, block, sum(...erasing), source);
}

function add(entries: Map<number, number>, coordinate: number, entry: number): void {
	const total = (entries.get(coordinate) ?? 0) + entry;
	if (total === 0) entries.delete(coordinate);
	else entries.set(coordinate, total);
}

/** The old value, where the row's condition leaves only one. A bucket does not tell a number, but undefined does. */
function fixedOldValue(block: VariableBlock, { row, writes }: Firing): { readonly value: Value } | undefined {
	const allowed = row.when[writes];
	if (allowed?.length !== 1 || (block.kind === 'numerical' && allowed[0] !== undefined)) return undefined;
	return { value: allowed[0] };
}

function eraseOld(context: Context, units: Circuit, block: VariableBlock, writing: Affine, source: number): void {
	for (const coordinate of binaryCoordinates(block)) {
		const old = units.carry(0, isOn(context, units, block.variable, term(coordinate), source), 1, source);
		const both = units.unit(2, sum(term(old), writing, constant(-1)), source);
		units.contribute(coordinate, term(both, -1), source);
	}
	if (block.kind !== 'numerical') return;
	units.contribute(block.start, scaled(carryVariable(context, units, block.variable, source, writing), -1), source);
}
