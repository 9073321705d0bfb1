import { expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { scan } from './task.js';

test('a command is written at the end of the tape', () => {
	const tape = scan.codec().encode('jump twice');
	expect(tape.length).toBe(71);
	expect(tape[0]).toBe('start');
	expect(tape.slice(1, 68)).toEqual(Array<string>(67).fill('memory'));
	expect(tape.slice(68)).toEqual(['jump', 'twice', 'eos']);
});

test('padding moves the tape', () => {
	const tape = scan.codec({ padding: 3 }).encode('pad pad jump');
	expect(tape.slice(0, 3)).toEqual(['pad', 'pad', 'start']);
	expect(tape.length).toBe(72);
	expect(scan.program({ padding: 3 }).positions).toBe(81);
	expect(scan.oracle({ padding: 3 })('pad pad jump')).toBe('I_JUMP');
});

test('more padding than the program takes is ALTA8005', () => {
	expect(() => scan.codec().encode('pad jump')).toThrow('ALTA8005');
	expect(() => scan.oracle({ padding: 1 })('pad pad jump')).toThrow(/ALTA8005[\s\S]*at most 1/);
});

test('places in errors count the padding', () => {
	expect(() => scan.codec({ padding: 2 }).encode('pad pad jump jump')).toThrow(/ALTA8020[\s\S]*word 4/);
	expect(() => scan.codec({ padding: 2 }).encode('pad jump pad')).toThrow(/ALTA8004[\s\S]*word 3/);
});

test('the answer is what the output cells hold', () => {
	expect(scan.codec().decode(['PAD', 'I_JUMP', 'I_TURN_LEFT', 'PAD'], [])).toBe('I_JUMP I_TURN_LEFT');
});

test('generated commands may be padded as far as the program takes', () => {
	const random = createRandom(1);
	const generate = scan.generate({ padding: 2 });
	const pads = Array.from({ length: 100 }, () => generate(random, { maxLength: 9 }).split('pad').length - 1);
	expect(new Set(pads)).toEqual(new Set([0, 1, 2]));
});

test('generated lengths stay within the limits and reach both ends', () => {
	const random = createRandom(5);
	const generate = scan.generate();
	const lengths = Array.from({ length: 100 }, () => generate(random, { minLength: 2, maxLength: 5 }).split(' ').length);
	expect(new Set(lengths)).toEqual(new Set([2, 3, 4, 5]));
});
