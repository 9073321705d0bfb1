import { altaError } from '@alta-ts/diagnostics';
import { createTask } from '../create-task.js';
import { altaPaper } from '../paper.js';
import { randomInteger } from '../random.js';
import { actionsOf } from '../scan-language/command.js';
import { commandGenerator, LONGEST_COMMAND } from '../scan-language/random-command.js';
import { readCommand } from '../scan-language/read-command.js';
import type { Codec, Task } from '../task.js';
import { wordsOf } from '../words.js';
import { buildScan } from './program.js';
import { writeTape } from './tape.js';

/** The option of SCAN. */
export type ScanOptions = { readonly padding: number };

/** From commands to actions, parsing included. */
export const scan: Task<ScanOptions> = createTask({
	name: 'scan',
	title: 'SCAN: from commands to actions',
	summary:
		'What does "jump twice after walk" tell one to do? The input is a tape with the command at its end, and cells for a stack, a tree and the output before it. ' +
		'All positions keep the same pointers into the tape. The program parses the command by shifting words onto the stack and reducing what is on top of it by a synchronous grammar; ' +
		'each reduction makes a node of the tree, in four layers. Then it walks the tree from its root and writes the actions, three layers a step. ' +
		'The shortest command takes 19 layers, the longest 408. Words `pad` before a command move the tape to the right.',
	paper: altaPaper,
	unit: 'words',
	defaults: { padding: 0 },
	options: { padding: { type: 'integer', min: 0, max: 512, help: 'It is the most words `pad` that may stand before a command.' } },
	program: ({ padding }) => buildScan(padding),
	codec: ({ padding }) => scanCodec(padding),
	oracle:
		({ padding }) =>
		(text) =>
			actionsOf(readCommand('scan', readPadded(text, padding).words)).join(' '),
	generate: ({ padding }) => {
		const command = commandGenerator('scan');
		return (random, limits) => `${'pad '.repeat(randomInteger(random, 0, padding))}${command(random, limits)}`;
	},
	maxLength: () => LONGEST_COMMAND,
});

function scanCodec(padding: number): Codec {
	return {
		encode: (text) => {
			const { pads, words } = readPadded(text, padding);
			readCommand('scan', words, pads);
			return writeTape(pads, words);
		},
		decode: (output) => output.flatMap((symbol) => (typeof symbol === 'string' && symbol !== 'PAD' ? [symbol] : [])).join(' '),
	};
}

/** Takes the words `pad` off the beginning of a text. */
function readPadded(text: string, padding: number): { readonly pads: number; readonly words: readonly string[] } {
	const all = wordsOf(text);
	const begin = all.findIndex((word) => word !== 'pad');
	const pads = begin === -1 ? all.length : begin;
	if (pads <= padding) return { pads, words: all.slice(pads) };
	throw altaError('ALTA8005', {
		what: `The text begins with ${pads} words "pad".`,
		where: ['task scan'],
		why: padding === 0 ? 'With these options the program takes none.' : `With these options the program takes at most ${padding}.`,
		fix: 'Leave some out, or set the option "padding" higher.',
	});
}
