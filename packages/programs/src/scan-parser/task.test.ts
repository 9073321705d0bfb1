import { expect, test } from 'vitest';
import { scanParser } from './task.js';

const oracle = scanParser.oracle();

test('the oracle names the rules in the order in which a parser from the bottom up applies them', () => {
	expect(oracle('jump twice after walk')).toBe('jump; S twice; walk; S after S');
	expect(oracle('look right and turn opposite right twice')).toBe('look; S right; turn opposite right; S twice; S and S');
	expect(oracle('turn left')).toBe('turn left');
});

test('rules are decoded from their numbers, counted from 1', () => {
	const codec = scanParser.codec();
	expect(codec.encode('jump twice after walk')).toEqual(['jump', 'twice', 'after', 'walk', 'eos']);
	expect(codec.decode([8, 3, 5, 2, 0], [])).toBe('jump; S twice; walk; S after S');
});

test('a text that is no command is refused', () => {
	expect(() => scanParser.codec().encode('jump jump')).toThrow('ALTA8020');
	expect(() => oracle('hop')).toThrow('ALTA8004');
});
