import { createRandom, randomInteger } from '../random.js';
import { type ScanExample, scanDataSet } from './data-set.js';

/** A division of the data set into what is learned from and what is tested on. */
export interface ScanSplit {
	readonly train: readonly ScanExample[];
	readonly test: readonly ScanExample[];
}

/** The name of a split. */
export type ScanSplitName =
	| 'simple'
	| 'length'
	| 'add-jump'
	| 'add-turn-left'
	| 'template-jump-around-right'
	| 'template-right'
	| 'template-opposite-right'
	| 'template-around-right';

/** What a split withholds, in a sentence, and how it is made. */
export interface ScanSplitEntry {
	readonly summary: string;
	readonly make: () => ScanSplit;
}

/** The seed of the draw that makes the simple split. */
const SIMPLE_SEED = 1;

/** The sizes of the parts of the simple split. */
const SIMPLE_TRAIN = 16_728;
const SIMPLE_TEST = 4182;

/** The longest meaning in the training part of the length split. */
const LENGTH_LIMIT = 22;

/**
 * The standard splits of SCAN, by name. In each the examples are sorted by command.
 *
 * All but `simple` are those of the authors. That one was drawn at random: ours is a draw of our own, of the same sizes, and always the same.
 *
 * @example
 * ```ts
 * import { scanSplits } from '@alta-ts/programs';
 * const { train, test } = scanSplits.length.make();
 * [train.length, test.length] // => [16990, 3920]
 * ```
 */
export const scanSplits: Readonly<Record<ScanSplitName, ScanSplitEntry>> = {
	simple: { summary: 'A random fifth is the test; the draw is our own, not that of the authors.', make: simpleSplit },
	length: {
		summary: 'The test is what takes more than 22 actions.',
		make: () => divide((example) => example.actions.split(' ').length > LENGTH_LIMIT),
	},
	'add-jump': {
		summary: 'Training knows "jump" alone, in a tenth of its lines; the test is all else with it.',
		make: () => addPrimitive('jump', 1467),
	},
	'add-turn-left': {
		summary: 'Training knows "turn left" alone, in a tenth of its lines; the test is all else with it.',
		make: () => addPrimitive('turn left', 2189),
	},
	'template-jump-around-right': { summary: 'The test is what has "jump around right".', make: () => template('around right', ['jump']) },
	'template-right': { summary: 'The test is what has a primitive followed by "right".', make: () => template('right', primitives) },
	'template-opposite-right': {
		summary: 'The test is what has a primitive followed by "opposite right".',
		make: () => template('opposite right', primitives),
	},
	'template-around-right': {
		summary: 'The test is what has a primitive followed by "around right".',
		make: () => template('around right', primitives),
	},
};

const primitives = ['walk', 'look', 'run', 'jump'];

function divide(isTest: (example: ScanExample) => boolean): ScanSplit {
	const train: ScanExample[] = [];
	const test: ScanExample[] = [];
	for (const example of scanDataSet()) (isTest(example) ? test : train).push(example);
	return { train, test };
}

function simpleSplit(): ScanSplit {
	const random = createRandom(SIMPLE_SEED);
	let left = SIMPLE_TRAIN + SIMPLE_TEST;
	let wanted = SIMPLE_TEST;
	// Each example in turn is taken with the share of those still wanted, so that every choice of so many is equally likely.
	return divide(() => {
		const taken = randomInteger(random, 1, left) <= wanted;
		left--;
		if (taken) wanted--;
		return taken;
	});
}

/** Withholds a phrase from training, except alone: there it is repeated. */
function addPrimitive(phrase: string, times: number): ScanSplit {
	const { train, test } = divide(({ command }) => command !== phrase && contains(command, phrase));
	return { train: train.flatMap((example) => Array.from({ length: example.command === phrase ? times : 1 }, () => example)), test };
}

/** Tests on some primitives in a template. "turn" in that template is in neither part, as in the published files. */
function template(words: string, tested: readonly string[]): ScanSplit {
	const isTest = ({ command }: ScanExample): boolean => tested.some((primitive) => contains(command, `${primitive} ${words}`));
	const { train, test } = divide(isTest);
	const withoutTurn = ({ command }: ScanExample): boolean => !contains(command, `turn ${words}`);
	return { train: train.filter(withoutTurn), test: test.filter(withoutTurn) };
}

/** Whether words occur in a command, one after the other. */
function contains(command: string, words: string): boolean {
	return ` ${command} `.includes(` ${words} `);
}
