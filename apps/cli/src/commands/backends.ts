import { backendNames, missingReason } from '../backend-names.js';
import type { Command } from '../command.js';
import type { Io } from '../io.js';
import { openBackend } from '../open-backend.js';

/** `alta backends`. */
export const backends: Command = {
	usage: '',
	words: { min: 0, max: 0 },
	description: 'Prints every backend that weights can run on, whether this machine has it, and why not where it does not.',
	options: [],
	examples: [{ command: 'alta backends --json', says: 'names, adapters, data types and limits' }],
	run: async (input, io) => {
		const entries = backendNames.map(describe);
		io.stdout.write(input.flag('json') ? `${JSON.stringify(entries, null, 2)}\n` : listing(entries, io));
		return 0;
	},
};

interface Entry {
	readonly name: string;
	readonly available: boolean;
	/** Why it is not available. */
	readonly reason?: string;
	readonly adapter?: { readonly name: string; readonly description: string };
	readonly capabilities?: object;
}

function describe(requested: string): Entry {
	if (requested !== 'reference') return { name: requested, available: false, reason: missingReason };
	const { backend } = openBackend(requested);
	const { name, adapter, capabilities } = backend;
	backend.dispose();
	return { name, available: true, adapter, capabilities };
}

function listing(entries: readonly Entry[], io: Io): string {
	const { strong, dim } = io.stdout.colours;
	const width = Math.max(...entries.map(({ name }) => name.length));
	return entries
		.map(({ name, available, reason, adapter }) => {
			const text = available ? `${adapter?.name}: ${adapter?.description}` : dim(`not available: ${reason}`);
			return `${strong(name.padEnd(width))}  ${text}\n`;
		})
		.join('');
}
