import type { Atom } from '@alta-ts/core';
import type { Block } from '../layout.js';
import { valueInWords } from './value-in-words.js';

/** Codes are listed up to so many. */
const SHOWN = 6;

/** What a coordinate of a block says, in words. */
export function coordinateMeaning(block: Block, coordinate: number): string {
	const place = coordinate - block.start;
	switch (block.kind) {
		case 'categorical':
			return `1 where ${block.variable} is ${atomAt(block.values, place)}`;
		case 'ordinal':
			return `the value of ${block.variable} as a number: ${codes(block.values, block.codes)}; 0 where it is undefined`;
		case 'numerical':
			return place === 0 ? `the number ${block.variable}` : `1 where ${block.variable} is defined`;
		case 'set':
			return place < block.members.length
				? `1 where ${block.variable} contains ${atomAt(block.members, place)}`
				: `1 where ${block.variable} is defined`;
		case 'guard':
			return `above ⅙ where several keys were selected for ${block.variable}, which is undefined then`;
		case 'position':
			return `1 at position ${place}`;
		case 'sink':
			return '1 at the sink, the token before every sequence';
		case 'scratch':
			return 'what the blocks of one layer hand on to each other; 0 between layers';
		case 'plain':
			return `the coordinate ${block.names[place] ?? place}`;
	}
}

function atomAt(values: readonly Atom[], place: number): string {
	return valueInWords(values[place]);
}

function codes(values: readonly Atom[], numbers: readonly number[]): string {
	const shown = values.slice(0, SHOWN).map((value, index) => `${numbers[index] ?? 0} for ${valueInWords(value)}`);
	return `${shown.join(', ')}${values.length > SHOWN ? `, … ${values.length} values` : ''}`;
}
