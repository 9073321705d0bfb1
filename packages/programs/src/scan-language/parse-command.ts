import type { Command, Movement, Repetition } from './command.js';

/** Words that are no command: at which of them it shows, and what the grammar has there instead. */
export interface Ungrammatical {
	/** Counted from 0; the number of words where the command ends too early. */
	readonly at: number;
	readonly expected: readonly string[];
}

/**
 * Reads a command by the published grammar, from left to right:
 *
 * ```text
 * command  → repeated | repeated and repeated | repeated after repeated
 * repeated → movement | movement twice | movement thrice
 * movement → act | (act | turn) [opposite | around] (left | right)
 * act      → walk | look | run | jump
 * ```
 */
export function parseCommand(words: readonly string[]): Command | Ungrammatical {
	const first = parseRepetition(words, 0);
	if ('expected' in first) return first;
	const join = words[first.next];
	if (join === undefined) return { first: first.value };
	if (join !== 'and' && join !== 'after') return { at: first.next, expected: [...first.options, 'and', 'after'] };
	const second = parseRepetition(words, first.next + 1);
	if ('expected' in second) return second;
	if (second.next < words.length) return { at: second.next, expected: [...second.options, 'nothing more'] };
	return { first: first.value, rest: { join, second: second.value } };
}

/** A part of a command, where the words after it begin, and which of them would have made it longer. */
interface Parsed<T> {
	readonly value: T;
	readonly next: number;
	readonly options: readonly string[];
}

function parseRepetition(words: readonly string[], at: number): Parsed<Repetition> | Ungrammatical {
	const movement = parseMovement(words, at);
	if ('expected' in movement) return movement;
	const { value, next, options } = movement;
	const word = words[next];
	if (word === 'twice' || word === 'thrice')
		return { value: { movement: value, times: word === 'twice' ? 2 : 3 }, next: next + 1, options: [] };
	return { value: { movement: value, times: 1 }, next, options: [...options, 'twice', 'thrice'] };
}

function parseMovement(words: readonly string[], at: number): Parsed<Movement> | Ungrammatical {
	const primitive = words[at];
	if (primitive !== 'walk' && primitive !== 'look' && primitive !== 'run' && primitive !== 'jump' && primitive !== 'turn') {
		return { at, expected: ['walk', 'look', 'run', 'jump', 'turn'] };
	}
	const word = words[at + 1];
	const manner = word === 'opposite' || word === 'around' ? word : 'once';
	const end = manner === 'once' ? at + 1 : at + 2;
	const direction = words[end];
	if (direction === 'left' || direction === 'right') return { value: { primitive, manner, direction }, next: end + 1, options: [] };
	if (manner !== 'once') return { at: end, expected: ['left', 'right'] };
	const options = ['left', 'right', 'opposite', 'around'];
	return primitive === 'turn' ? { at: end, expected: options } : { value: { primitive, direction: undefined }, next: end, options };
}
