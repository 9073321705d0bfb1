import { library, type Task } from '@alta-ts/programs';
import type { Command } from '../command.js';
import type { Io } from '../io.js';

/** `alta list`. */
export const list: Command = {
	usage: '',
	words: { min: 0, max: 0 },
	description: 'Prints every program of the library: its name, its task and how big it is. With --json also what it does and its options.',
	options: [],
	examples: [
		{ command: 'alta list', says: 'the names to use with the other commands' },
		{ command: 'alta list --json', says: 'everything about each program, options included' },
	],
	run: async (input, io) => {
		const entries = library.map(describe);
		io.stdout.write(input.flag('json') ? `${JSON.stringify(entries, null, 2)}\n` : listing(entries, io));
		return 0;
	},
};

interface Entry {
	readonly name: string;
	readonly task: string;
	readonly summary: string;
	readonly paper: Task['paper'];
	readonly unit: string;
	/** In units; null where there is no limit. */
	readonly maxLength: number | null;
	readonly variables: number;
	readonly heads: number;
	readonly stages: number;
	readonly options: readonly object[];
}

function describe(task: Task): Entry {
	const program = task.program();
	const layers = program.stages.flatMap((stage) => stage.layers);
	return {
		name: task.name,
		task: task.title,
		summary: task.summary,
		paper: task.paper,
		unit: task.unit,
		maxLength: task.maxLength() ?? null,
		variables: program.variables.length,
		heads: layers.flatMap((layer) => layer.heads).length,
		stages: program.stages.length,
		options: Object.entries(task.options).map(([name, declaration]) => ({ name, ...declaration, default: task.defaults[name] })),
	};
}

function listing(entries: readonly Entry[], io: Io): string {
	const { strong, dim } = io.stdout.colours;
	const rows = entries.map((entry) => [entry.name, entry.task, counts(entry)] as const);
	const width = Math.max(...rows.map(([name]) => name.length));
	return rows.map(([name, task, size]) => `${strong(name.padEnd(width))}  ${task}\n${' '.repeat(width)}  ${dim(size)}\n`).join('');
}

function counts({ variables, heads, stages, maxLength, unit }: Entry): string {
	const limit = maxLength === null ? `any number of ${unit}` : `up to ${maxLength} ${unit}`;
	return `${variables} variables, ${heads} ${heads === 1 ? 'head' : 'heads'}, ${stages} ${stages === 1 ? 'stage' : 'stages'}; ${limit}`;
}
