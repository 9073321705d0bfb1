import { isAltaError } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import { type Arguments, readArguments } from './arguments.js';
import type { CommandLine } from './command-line.js';

const command: CommandLine = {
	usage: 'PROGRAM [TOKENS…]',
	words: { min: 1, max: 4 },
	options: [
		{ name: 'seed', value: 'N', help: 'A seed.' },
		{ name: 'output', short: 'o', value: 'DIR', help: 'Where to.' },
		{ name: 'set', value: 'KEY=VALUE', repeats: true, help: 'A setting.' },
		{ name: 'engine', value: 'NAME', choices: ['interpreter', 'model'], help: 'An engine.' },
	],
};

function read(...argv: string[]): Arguments {
	return readArguments('sample', command, argv);
}

function codesOf(...argv: string[]): string[] {
	try {
		read(...argv);
	} catch (error) {
		if (isAltaError(error)) return error.problems.map((each) => each.code);
		throw error;
	}
	return [];
}

test('a value follows its option, or an equals sign', () => {
	expect(read('p', '--seed', '7').integer('seed', 0)).toBe(7);
	expect(read('p', '--seed=7').integer('seed', 0)).toBe(7);
	expect(read('p', '-o', 'dir').text('output')).toBe('dir');
	expect(read('p', '--output=a=b').text('output')).toBe('a=b');
	expect(read('p', '--json').flag('json')).toBe(true);
	expect(read('p').flag('json')).toBe(false);
});

test('negative numbers are words and values, never options', () => {
	expect(read('p', '-1', '-.5', '-3x').words).toEqual(['p', '-1', '-.5', '-3x']);
	expect(read('p', '--seed', '-1').text('seed')).toBe('-1');
	expect(read('p', '--seed=-1').text('seed')).toBe('-1');
	expect(read('p', '-').words).toEqual(['p', '-']);
});

test('after two dashes everything is a word', () => {
	expect(read('p', '--', '--seed', '-x', '-1').words).toEqual(['p', '--seed', '-x', '-1']);
});

test('options may stand between words and repeat where that makes sense', () => {
	const input = read('--set', 'a=1', 'p', '--set=b=2', 'q');
	expect(input.words).toEqual(['p', 'q']);
	expect(input.texts('set')).toEqual(['a=1', 'b=2']);
	expect(codesOf('p', '--seed', '1', '--seed', '2')).toEqual(['ALTA9003']);
});

test('an unknown option is ALTA9002 and the nearest is suggested', () => {
	expect(() => read('p', '--sede', '1')).toThrow(/Write --seed/);
	expect(codesOf('p', '--colour')).toEqual(['ALTA9002']);
	// What follows may be its value, and is not a word too many.
	expect(codesOf('p', 'a', 'b', 'c', '--colour', 'red')).toEqual(['ALTA9002']);
	expect(codesOf('p', 'a', 'b', 'c', 'd', '--colour', 'red')).toEqual(['ALTA9002', 'ALTA9006']);
});

test('a part of a choice suggests all that it is a part of, before what is spelt like it', () => {
	const shapes: CommandLine = {
		...command,
		options: [{ name: 'backend', value: 'NAME', choices: ['reference', 'cpu', 'webgpu', 'gpujs'], help: 'A backend.' }],
	};
	const suggested = (name: string): string => {
		try {
			readArguments('sample', shapes, ['p', '--backend', name]);
		} catch (error) {
			if (isAltaError(error)) return error.problems.map(({ fix }) => fix).join();
			throw error;
		}
		return '';
	};
	expect(suggested('gpu')).toBe('Write --backend webgpu or --backend gpujs.');
	expect(suggested('cpi')).toBe('Write --backend cpu.');
	expect(suggested('zebra')).toBe('Write --backend reference.');
	expect(codesOf('p', '-x')).toEqual(['ALTA9002']);
	expect(codesOf('p', '--constructor')).toEqual(['ALTA9002']);
});

test('a value that is missing or too many is ALTA9003', () => {
	expect(codesOf('p', '--seed')).toEqual(['ALTA9003']);
	expect(codesOf('p', '--seed=')).toEqual(['ALTA9003']);
	expect(codesOf('p', '--seed', '--json')).toEqual(['ALTA9003']);
	expect(codesOf('p', '--json=yes')).toEqual(['ALTA9003']);
});

test('a value an option does not take is ALTA9004', () => {
	expect(codesOf('p', '--engine', 'modle')).toEqual(['ALTA9004']);
	expect(() => read('p', '--engine', 'modle')).toThrow(/--engine model/);
	expect(() => read('p', '--engine', 'model:small')).toThrow(/Write --engine model\./);
	for (const value of ['x', '1.5', '-1', '1e3', '99999999999999999999'])
		expect(() => read('p', `--seed=${value}`).integer('seed', 0)).toThrow(/ALTA9004/);
});

test('too few words are ALTA9005, too many ALTA9006', () => {
	expect(codesOf()).toEqual(['ALTA9005']);
	expect(codesOf('a', 'b', 'c', 'd', 'e')).toEqual(['ALTA9006']);
});

test('all problems are reported at once', () => {
	expect(codesOf('--sede', '--json=1')).toEqual(['ALTA9002', 'ALTA9003', 'ALTA9005']);
});
