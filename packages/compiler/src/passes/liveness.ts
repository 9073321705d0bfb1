import type { Head, Program, Update } from '@alta-ts/core';
import type { ProgramPass } from './pass.js';
import { tableChanges } from './table-changes.js';
import { valueChanges } from './value-changes.js';

/** Drops variables that nothing reads. */
export const livenessPass: ProgramPass = {
	name: 'liveness',
	does: 'variables dropped that neither the answer nor halting depends on, with their heads and updates',
	run: (program) => {
		const live = onlyLive(program);
		return { program: live, changes: [...valueChanges(program, live), ...tableChanges(program, live)] };
	},
};

function onlyLive(program: Program): Program {
	const live = liveVariables(program);
	return {
		...program,
		variables: program.variables.filter(({ name }) => live.has(name)),
		stages: program.stages.map((stage) => ({
			...stage,
			layers: stage.layers.map(({ heads, updates }) => ({
				heads: heads.filter(({ output }) => live.has(output)),
				updates: updates.filter(({ writes }) => live.has(writes)).map(withoutIdleReads),
			})),
		})),
	};
}

/** The variables that the answer or halting depends on. */
function liveVariables({ output, stages }: Program): ReadonlySet<string> {
	const layers = stages.flatMap((stage) => stage.layers);
	const answer = 'classes' in output ? output.terms.map(({ variable }) => variable) : [output.variable];
	const waited = stages.flatMap(({ repeat }) => (typeof repeat === 'number' ? [] : [repeat.until.variable]));
	const sources = new Map<string, Set<string>>();
	const note = (name: string, reads: readonly string[]): void => {
		const known = sources.get(name) ?? new Set();
		for (const read of reads) known.add(read);
		sources.set(name, known);
	};
	for (const { heads, updates } of layers) {
		for (const head of heads) note(head.output, readByHead(head));
		for (const update of updates) note(update.writes, readByUpdate(update));
	}
	const live = new Set<string>();
	const open = [...answer, ...waited];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		if (live.has(name)) continue;
		live.add(name);
		open.push(...(sources.get(name) ?? []));
	}
	return live;
}

function readByHead({ value, where }: Head): readonly string[] {
	return [value, ...where.flatMap((match) => ('offsets' in match ? [] : [match.query, match.key]))];
}

/** What an update depends on: a table may list reads that no row asks about. */
function readByUpdate(update: Update): readonly string[] {
	return 'linear' in update ? Object.keys(update.linear) : [...new Set(update.rows.flatMap((row) => Object.keys(row.when)))];
}

function withoutIdleReads(update: Update): Update {
	return 'linear' in update ? update : { ...update, reads: readByUpdate(update) };
}
