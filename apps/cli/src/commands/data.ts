import { altaError, closest } from '@alta-ts/diagnostics';
import { type ScanExample, type ScanSplitName, scanDataSet, scanSplits } from '@alta-ts/programs';
import type { Arguments } from '../arguments.js';
import type { Command } from '../command.js';

const splitNames = Object.keys(scanSplits);

const parts = ['train', 'test'] as const;

/** `alta data`. */
export const data: Command = {
	usage: 'scan',
	words: { min: 1, max: 1 },
	description:
		'Prints a data set. The only one is SCAN: 20,910 commands and the actions they mean, generated from its published grammar, one line each,\n' +
		'IN: COMMAND OUT: ACTIONS, sorted by command. With --json a line is an object with the keys in and out. Its splits:\n\n' +
		Object.entries(scanSplits)
			.map(([name, { summary }]) => `  ${name.padEnd(26)}  ${summary}`)
			.join('\n'),
	options: [
		{ name: 'split', value: 'NAME', choices: splitNames, help: 'Print the training part of a split, then its test part.' },
		{ name: 'part', value: 'PART', choices: parts, help: 'Print only this part of the split.' },
	],
	examples: [
		{ command: 'alta data scan', says: 'the whole data set' },
		{ command: 'alta data scan --split length --part test', says: 'the commands that take more than 22 actions' },
		{ command: 'alta data scan --split simple --part train --json', says: 'one JSON object an example' },
	],
	run: async (input, io) => {
		refuseOthers(input.words[0] ?? '');
		const examples = chosenExamples(input);
		const print = input.flag('json')
			? ({ command, actions }: ScanExample) => `${JSON.stringify({ in: command, out: actions })}\n`
			: ({ command, actions }: ScanExample) => `IN: ${command} OUT: ${actions}\n`;
		io.stdout.write(examples.map(print).join(''));
		return 0;
	},
};

function refuseOthers(name: string): void {
	if (name === 'scan') return;
	const close = closest(name, ['scan']);
	throw altaError('ALTA9035', {
		what: `There is no data set "${name}".`,
		where: ['alta data'],
		why: 'The only data set is scan.',
		fix: close === undefined ? 'Write alta data scan.' : `Write alta data ${close}.`,
	});
}

function chosenExamples(input: Arguments): readonly ScanExample[] {
	const [split, part] = [input.text('split'), input.text('part')];
	if (split === undefined && part !== undefined) {
		throw altaError('ALTA9036', {
			what: `--part ${part} is there without --split.`,
			where: ['alta data'],
			why: 'Only a split has parts.',
			fix: `Write --split length --part ${part}, for example, or leave --part out.`,
		});
	}
	if (!isSplitName(split)) return scanDataSet();
	const { train, test } = scanSplits[split].make();
	if (part === undefined) return [...train, ...test];
	return part === 'train' ? train : test;
}

function isSplitName(name: string | undefined): name is ScanSplitName {
	return name !== undefined && Object.hasOwn(scanSplits, name);
}
