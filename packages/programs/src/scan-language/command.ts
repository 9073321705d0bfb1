import type { Action } from './vocabulary.js';

/** Where a movement goes. */
export type Direction = 'left' | 'right';

/** What is done: one of the four primitives, or a turn, which does nothing but turn. */
export type Primitive = 'walk' | 'look' | 'run' | 'jump' | 'turn';

/** The turns before an act: one (`left`), two (`opposite left`), or one before each of four acts (`around left`). */
export type Manner = 'once' | 'opposite' | 'around';

/** `walk`, or something with a direction: `turn left`, `jump opposite right`, `look around left`. */
export type Movement =
	| { readonly primitive: Exclude<Primitive, 'turn'>; readonly direction: undefined }
	| { readonly primitive: Primitive; readonly manner: Manner; readonly direction: Direction };

/** A movement, done up to three times. */
export interface Repetition {
	readonly movement: Movement;
	readonly times: 1 | 2 | 3;
}

/** A command: one repetition, or two, the second of which comes first where they are joined by `after`. */
export interface Command {
	readonly first: Repetition;
	readonly rest?: { readonly join: 'and' | 'after'; readonly second: Repetition };
}

/** The command as it is written. */
export function writeCommand({ first, rest }: Command): string {
	return rest === undefined ? writeRepetition(first) : `${writeRepetition(first)} ${rest.join} ${writeRepetition(rest.second)}`;
}

function writeRepetition({ movement, times }: Repetition): string {
	const text = writeMovement(movement);
	return times === 1 ? text : `${text} ${times === 2 ? 'twice' : 'thrice'}`;
}

function writeMovement(movement: Movement): string {
	if (movement.direction === undefined) return movement.primitive;
	const { primitive, manner, direction } = movement;
	return manner === 'once' ? `${primitive} ${direction}` : `${primitive} ${manner} ${direction}`;
}

/** What a command means. */
export function actionsOf({ first, rest }: Command): readonly Action[] {
	if (rest === undefined) return repetitionActions(first);
	const [one, other] = [repetitionActions(first), repetitionActions(rest.second)];
	return rest.join === 'and' ? [...one, ...other] : [...other, ...one];
}

function repetitionActions({ movement, times }: Repetition): readonly Action[] {
	return repeat(movementActions(movement), times);
}

function movementActions(movement: Movement): readonly Action[] {
	const act: readonly Action[] = movement.primitive === 'turn' ? [] : [acts[movement.primitive]];
	if (movement.direction === undefined) return act;
	const turn = turns[movement.direction];
	switch (movement.manner) {
		case 'once':
			return [turn, ...act];
		case 'opposite':
			return [turn, turn, ...act];
		case 'around':
			return repeat([turn, ...act], 4);
	}
}

const acts: Readonly<Record<Exclude<Primitive, 'turn'>, Action>> = { walk: 'I_WALK', look: 'I_LOOK', run: 'I_RUN', jump: 'I_JUMP' };

const turns: Readonly<Record<Direction, Action>> = { left: 'I_TURN_LEFT', right: 'I_TURN_RIGHT' };

function repeat(list: readonly Action[], times: number): readonly Action[] {
	const all: Action[] = [];
	for (let time = 0; time < times; time++) all.push(...list);
	return all;
}
