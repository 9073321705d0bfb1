import { validateProgram } from '@alta-ts/core';
import { expect, test } from 'vitest';
import { createRandom } from '../../random.js';
import { newProgram } from './task.js';

test('the program is valid and bears the name of the task', () => {
	const program = newProgram.program();
	expect(program.name).toBe(newProgram.name);
	expect(validateProgram(program)).toEqual([]);
});

test('texts become tokens, and answers become texts', () => {
	const codec = newProgram.codec();
	expect(codec.encode(' a  c ')).toEqual(['a', 'c']);
	expect(codec.decode(['-', 'a'], ['a', 'c'])).toBe('- a');
	expect(() => codec.encode('a d')).toThrow('ALTA8004');
});

test('the oracle knows the right answer', () => {
	expect(newProgram.oracle()('a c b')).toBe('- a c');
});

test('generated texts have the length that is asked for', () => {
	const text = newProgram.generate()(createRandom(1), { minLength: 4, maxLength: 4 });
	expect(newProgram.codec().encode(text)).toHaveLength(4);
});
