import type { Command } from './command.js';

/** A command before its code is loaded. */
export interface CommandEntry {
	readonly summary: string;
	load(): Promise<Command>;
}

/** The name of a command. */
export type CommandName =
	| 'list'
	| 'run'
	| 'trace'
	| 'check'
	| 'compile'
	| 'inspect'
	| 'explain'
	| 'verify'
	| 'diff'
	| 'analyze'
	| 'suite'
	| 'data'
	| 'eval'
	| 'repl'
	| 'draw'
	| 'backends'
	| 'bench';

/** All commands. Each is loaded when it is asked for, so that `alta run` does not wait for the compiler. */
export const commands: Readonly<Record<CommandName, CommandEntry>> = {
	list: { summary: 'prints the program library', load: async () => (await import('./commands/list.js')).list },
	run: { summary: 'runs a program on tokens', load: async () => (await import('./commands/run.js')).run },
	trace: { summary: 'shows what a program does, layer by layer', load: async () => (await import('./commands/trace.js')).trace },
	check: { summary: 'finds all that is wrong with a program', load: async () => (await import('./commands/check.js')).check },
	compile: { summary: 'writes the weights of a program', load: async () => (await import('./commands/compile.js')).compile },
	inspect: { summary: 'shows what a program compiles to', load: async () => (await import('./commands/inspect.js')).inspect },
	explain: { summary: 'tells what a weight or an activation means', load: async () => (await import('./commands/explain.js')).explain },
	verify: { summary: 'compares a program with its weights', load: async () => (await import('./commands/verify.js')).verify },
	diff: { summary: 'finds where two programs, models or engines part', load: async () => (await import('./commands/diff.js')).diff },
	analyze: { summary: 'tells which rows training exercises', load: async () => (await import('./commands/analyze.js')).analyze },
	suite: { summary: 'runs the whole library on every engine', load: async () => (await import('./commands/suite.js')).suite },
	data: { summary: 'prints the SCAN data set and its splits', load: async () => (await import('./commands/data.js')).data },
	eval: { summary: 'evaluates a name of a RASP file', load: async () => (await import('./commands/eval.js')).evaluate },
	repl: { summary: 'starts a console for RASP', load: async () => (await import('./commands/repl.js')).repl },
	draw: { summary: 'draws how an s-op of RASP comes about', load: async () => (await import('./commands/draw.js')).draw },
	backends: { summary: 'prints what this machine can compute with', load: async () => (await import('./commands/backends.js')).backends },
	bench: { summary: 'measures speed beside others', load: async () => (await import('./commands/bench.js')).bench },
};

/** Command names, in the order of the help page. */
export const commandNames: readonly string[] = Object.keys(commands);

/** Whether a word names a command. */
export function isCommandName(word: string): word is CommandName {
	return Object.hasOwn(commands, word);
}
