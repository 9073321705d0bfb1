import { altaError, closest } from '@alta-ts/diagnostics';
import { type AdapterInfo, adapterText, type Capabilities, type Refusal } from '@alta-ts/tensor';
import { backendNames } from '../backend-table.js';
import type { Command } from '../command.js';
import type { Io } from '../io.js';
import { tryBackend } from '../open-backend.js';

/** `alta backends`. */
export const backends: Command = {
	usage: '[NAME]',
	words: { min: 0, max: 1 },
	description:
		'Prints every backend that weights can run on: what it runs on here, its data types and limits, and what it refuses; or why this machine ' +
		'does not have it, and what to do about it. With a name, that one alone, as one JSON object with --json; the exit code is then 1 where this ' +
		'machine does not have it.',
	options: [],
	examples: [
		{ command: 'alta backends', says: 'what there is, and what is missing' },
		{ command: 'alta backends webgpu', says: 'whether this machine has WebGPU, and what it can do' },
		{ command: 'alta backends --json', says: 'names, adapters, capabilities and limits' },
	],
	run: async (input, io) => {
		const [name] = input.words;
		const entries: Entry[] = [];
		for (const each of name === undefined ? backendNames : [known(name)]) entries.push(await describe(each, io));
		const facts = name === undefined ? entries : entries[0];
		io.stdout.write(input.flag('json') ? `${JSON.stringify(facts, null, 2)}\n` : listing(entries, io));
		return name !== undefined && entries.some(({ available }) => !available) ? 1 : 0;
	},
};

/** The name, if it is one of a backend. Throws ALTA9028. */
function known(name: string): string {
	if (backendNames.includes(name)) return name;
	const close = closest(name, backendNames);
	throw altaError('ALTA9028', {
		what: `There is no backend "${name}".`,
		where: ['alta backends'],
		why: `The backends are ${list(backendNames)}.`,
		fix: close === undefined ? 'Write one of these names.' : `Write alta backends ${close}.`,
	});
}

type Entry =
	| { readonly name: string; readonly available: true; readonly adapter: AdapterInfo; readonly capabilities: Capabilities }
	| { readonly name: string; readonly available: false; readonly reason: string; readonly fix: string };

async function describe(name: string, io: Io): Promise<Entry> {
	const opened = await tryBackend(name, io);
	if (opened.backend === undefined) return { name, available: false, reason: opened.reason, fix: opened.fix };
	const { adapter, capabilities } = opened.backend;
	opened.backend.dispose();
	return { name, available: true, adapter, capabilities };
}

function listing(entries: readonly Entry[], io: Io): string {
	const { strong, dim } = io.stdout.colours;
	const width = Math.max(...entries.map(({ name }) => name.length)) + 2;
	const paragraph = ([first = '', ...rest]: readonly string[], name: string): string =>
		[`${strong(name)}${' '.repeat(width - name.length)}${first}`, ...rest.map((line) => `${' '.repeat(width)}${line}`), ''].join('\n');
	return entries
		.map((entry) =>
			entry.available
				? paragraph(
						[adapterText(entry.adapter), ...abilities(entry.capabilities, entries.length === 1).map((line) => dim(line))],
						entry.name,
					)
				: paragraph([`not available: ${entry.reason}`, dim(entry.fix)], entry.name),
		)
		.join('');
}

function abilities({ ops, dtypes, refuses, limits, features }: Capabilities, isAlone: boolean): readonly string[] {
	return [
		`computes in ${list(dtypes.filter((dtype) => dtype !== 'i32'))}; does ${list(ops)}`,
		...refuses.map(refusalText),
		`a tensor takes at most ${byteText(limits.bufferBytes)}`,
		...(isAlone && features.length > 0 ? [`features: ${list(features)}`] : []),
	];
}

function refusalText({ op, dtypes, reason }: Refusal): string {
	const whats = [...(op === undefined ? [] : [op]), ...(dtypes === undefined ? [] : [`${op === undefined ? '' : 'in '}${list(dtypes)}`])];
	return `not ${whats.join(' ')}: ${reason}`;
}

function list(words: readonly string[]): string {
	return words.join(', ');
}

const UNITS: readonly string[] = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Bytes in the largest unit of which there is a whole one, with a digit after the point where it is not whole. */
function byteText(bytes: number): string {
	const step = Math.max(0, Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10)));
	return `${Number((bytes / 2 ** (10 * step)).toFixed(1))} ${UNITS[step]}`;
}
