import type { Head, Program, TableUpdate, Variable } from '@alta-ts/core';
import { initialValues } from '@alta-ts/core';
import type { CompileOptions } from '../options.js';
import type { Cost, CostPart, Obstacle } from './cost.js';
import { byCost } from './measure-model.js';
import { factorsOf, writtenTables } from './obstacles.js';

/** A stored weight that is not zero takes its column, its source, and itself. */
const BYTES_OF_A_WEIGHT = 12;

/**
 * What a program would cost if it were compiled, from the numbers of its rows and values alone: no pass is taken into account. The tables that an
 * obstacle names have one rule for every combination of values that they tell apart, the others one for each row.
 */
export function roughCost(program: Program, { maxLength }: CompileOptions, obstacles: readonly Obstacle[]): Cost {
	const { variables, stages, input, output } = program;
	const widths = new Map(variables.map((variable) => [variable.name, widthOf(variable)]));
	const widthOfAll = (names: readonly string[]): number => names.reduce((sum, name) => sum + (widths.get(name) ?? 0), 0);
	const layers = stages.flatMap((stage) => stage.layers);
	const heads = layers.flatMap((layer) => layer.heads);
	const tables = writtenTables(program).map((written) => ({ ...written, ...tableCost(program, written, obstacles, widths) }));
	const parts: readonly CostPart[] = [
		...variables.map((variable): CostPart => {
			const own = tables.filter(({ writes }) => writes === variable.name);
			const sum = (of: 'units' | 'nonzeros'): number => own.reduce((total, each) => total + each[of], 0);
			return {
				kind: 'variable',
				name: variable.name,
				units: sum('units'),
				nonzeros: initialValues(variable.init).length + sum('nonzeros'),
			};
		}),
		...heads.map((head): CostPart => {
			const nonzeros = widthOfAll(namesOf(head)) + 4 * widthOfAll([head.output]);
			return { kind: 'head', name: head.output, units: 3 * widthOfAll([head.output]), nonzeros };
		}),
		{ kind: 'output', name: 'output', units: 0, nonzeros: 'variable' in output ? widthOfAll([output.variable]) : output.terms.length },
	];
	const total = (of: 'units' | 'nonzeros'): number => Math.round(parts.reduce((sum, each) => sum + each[of], 0));
	const width = widthOfAll(variables.map(({ name }) => name));
	return {
		exact: false,
		obstacles,
		layers: layers.length,
		heads: heads.length,
		width,
		hidden: total('units'),
		rows: tables.reduce((sum, { rules }) => sum + rules, 0),
		parameters: width * (input.tokens.length + (maxLength ?? program.positions ?? 0) + total('units') + widthOfAll(heads.flatMap(namesOf))),
		nonzeros: total('nonzeros'),
		bytes: BYTES_OF_A_WEIGHT * total('nonzeros'),
		parts: parts.toSorted(byCost),
		places: [],
	};
}

function widthOf(variable: Variable): number {
	if (variable.kind === 'categorical') return variable.values.length;
	return variable.kind === 'set' ? variable.members.length : 1;
}

/** The variables that a head has to do with, but for its output. */
function namesOf({ value, where }: Head): readonly string[] {
	return [value, ...where.flatMap((match) => ('query' in match ? [match.query, match.key] : []))];
}

function tableCost(
	program: Program,
	{ writes, tables }: { readonly writes: string; readonly tables: readonly TableUpdate[] },
	obstacles: readonly Obstacle[],
	widths: ReadonlyMap<string, number>,
): { readonly rules: number; readonly units: number; readonly nonzeros: number } {
	const factors = factorsOf(program, tables);
	const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
	const isHard = obstacles.some((obstacle) => obstacle.writes === writes);
	const rules = isHard ? factors.reduce((product, { values }) => product * values, 1) : rows;
	const boundaries = factors.reduce((sum, { variable, values }) => sum + (widths.get(variable) === 1 ? values : 0), 0);
	const units = rules + boundaries + 3 * (widths.get(writes) ?? 0);
	return { rules, units, nonzeros: rules * (factors.length + 2) + 2 * boundaries + 6 * (widths.get(writes) ?? 0) };
}
