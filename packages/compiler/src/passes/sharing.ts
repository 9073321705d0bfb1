import type { Layer, LinearUpdate, Match, Output, Program, Row, Stage, TableUpdate, Update, Value } from '@alta-ts/core';
import { valueKey } from '@alta-ts/core';
import { equalVariables } from './equal-variables.js';
import type { ProgramPass } from './pass.js';
import { type RowMarks, rowMarks } from './row-marks.js';

/** Lets variables that always hold the same share their coordinates. */
export const sharingPass: ProgramPass = {
	name: 'sharing',
	does: 'variables that hold the same value at all positions at all times stored once, with one head and one set of rows',
	run: (program, limits) => {
		const marks = rowMarks(limits);
		const standIns = equalVariables(program);
		const also = new Map<string, readonly string[]>();
		for (const [name, standIn] of standIns) if (name !== standIn) also.set(standIn, [...(also.get(standIn) ?? []), name]);
		if (also.size === 0) return { program, changes: [] };
		return {
			program: replaceVariables(program, standIns, marks),
			changes: [...also].map(([name, others]) => `${[name, ...others].join(' = ')}: stored once`),
			also,
			limits: marks.limits(),
		};
	},
};

type Rename = (name: string) => string;

/** Puts one variable in the place of others that hold the same at all times. */
function replaceVariables(program: Program, standIns: ReadonlyMap<string, string>, marks: RowMarks): Program {
	const rename: Rename = (name) => standIns.get(name) ?? name;
	return {
		...program,
		variables: program.variables.filter(({ name }) => rename(name) === name),
		stages: program.stages.map(({ layers, repeat }): Stage => {
			const renamed = layers.map((layer) => renameLayer(layer, rename, marks));
			if (typeof repeat === 'number') return { layers: renamed, repeat };
			return { layers: renamed, repeat: { ...repeat, until: { ...repeat.until, variable: rename(repeat.until.variable) } } };
		}),
		output: renameOutput(program.output, rename),
	};
}

function renameLayer({ heads, updates }: Layer, rename: Rename, marks: RowMarks): Layer {
	return {
		heads: heads
			.filter(({ output }) => rename(output) === output)
			.map((head) => ({ ...head, value: rename(head.value), where: head.where.map((match) => renameMatch(match, rename)) })),
		updates: updates.filter(({ writes }) => rename(writes) === writes).map((update) => renameUpdate(update, rename, marks)),
	};
}

function renameMatch(match: Match, rename: Rename): Match {
	return 'offsets' in match ? match : { ...match, query: rename(match.query), key: rename(match.key) };
}

function renameUpdate(update: Update, rename: Rename, marks: RowMarks): Update {
	return 'linear' in update ? renameLinear(update, rename) : renameTable(update, rename, marks);
}

function renameLinear(update: LinearUpdate, rename: Rename): LinearUpdate {
	return { ...update, linear: Object.fromEntries(Object.entries(update.linear).map(([name, factor]) => [rename(name), factor])) };
}

function renameTable(update: TableUpdate, rename: Rename, marks: RowMarks): TableUpdate {
	if (update.reads.every((name) => rename(name) === name)) return update;
	return { ...update, reads: [...new Set(update.reads.map(rename))], rows: update.rows.flatMap((row) => renameRow(row, rename, marks)) };
}

/** A row that asked two variables that are now one asks for what both questions allow; it goes if that is nothing. */
function renameRow(row: Row, rename: Rename, marks: RowMarks): readonly Row[] {
	const when = new Map<string, readonly Value[]>();
	for (const [old, values] of Object.entries(row.when)) {
		const name = rename(old);
		const others = when.get(name);
		when.set(name, others === undefined ? values : common(others, values));
	}
	return [...when.values()].some((values) => values.length === 0) ? [] : [marks.made(row, { ...row, when: Object.fromEntries(when) })];
}

function common(one: readonly Value[], other: readonly Value[]): readonly Value[] {
	const keys = new Set(other.map(valueKey));
	return one.filter((value) => keys.has(valueKey(value)));
}

function renameOutput(output: Output, rename: Rename): Output {
	if ('variable' in output) return { variable: rename(output.variable) };
	return { ...output, terms: output.terms.map((term) => ({ ...term, variable: rename(term.variable) })) };
}
