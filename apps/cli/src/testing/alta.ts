import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type BackendTable, backendTable } from '../backend-table.js';
import { createColours } from '../colours.js';
import type { Io } from '../io.js';
import { main } from '../main.js';

/** What a run of the command left behind. */
export interface Ran {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

/** Settings of a run in a test. */
export interface Setting {
	readonly cwd?: string;
	readonly stdin?: string | Uint8Array;
	/** Lines that a person types at a terminal; null is an interrupt. */
	readonly typed?: readonly (string | null)[];
	/** The width of the terminal; without one, output goes to a file. */
	readonly columns?: number;
	readonly colour?: boolean;
	/** Backends instead of those of this machine, by name. */
	readonly backends?: BackendTable;
	readonly isCi?: boolean;
	/** Milliseconds that pass between two looks at the clock. */
	readonly tick?: number;
}

/** Runs `alta` in this process: its words, separated by spaces, or a list of them. */
export async function alta(words: string | readonly string[], setting: Setting = {}): Promise<Ran> {
	const out: string[] = [];
	const err: string[] = [];
	let time = 0;
	const { stdin = '' } = setting;
	const colours = createColours(setting.colour === true);
	const io: Io = {
		stdout: { write: (text) => out.push(text), colours, columns: setting.columns },
		stderr: { write: (text) => err.push(text), colours, columns: setting.columns },
		readStdin: async () => (typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
		readLines: async function* () {
			const text = typeof stdin === 'string' ? stdin : new TextDecoder().decode(stdin);
			yield* text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
		},
		...(setting.typed === undefined ? {} : { openTerminal: typing(setting.typed, out) }),
		cwd: setting.cwd ?? tmpdir(),
		now: () => {
			time += setting.tick ?? 0;
			return time;
		},
		backends: { ...backendTable, ...setting.backends },
		isCi: setting.isCi === true,
		sources: new Map(),
	};
	const argv = typeof words === 'string' ? words.split(' ').filter((word) => word !== '') : words;
	const code = await main(argv, io);
	return { code, out: out.join(''), err: err.join('') };
}

/** A terminal at which lines are typed one after the other. Prompts and lines are seen among the output. */
function typing(lines: readonly (string | null)[], out: string[]): NonNullable<Io['openTerminal']> {
	const left = [...lines];
	return () => ({
		ask: async (prompt) => {
			const line = left.shift();
			out.push(`${prompt}${line ?? ''}\n`);
			if (line === null) return 'interrupt';
			return line === undefined ? 'end' : { line };
		},
		close: () => undefined,
	});
}

/** A folder of its own for a test, gone when the test is over. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'alta-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}
