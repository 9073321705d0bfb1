import type { Command, Direction, Manner, Movement, Repetition } from './command.js';

const primitives = ['walk', 'look', 'run', 'jump'] as const;
const manners: readonly Manner[] = ['once', 'opposite', 'around'];
const directions: readonly Direction[] = ['left', 'right'];

/** Every command that the grammar of SCAN derives, each once: 20,910 of them. */
export function allCommands(): readonly Command[] {
	const phrases = allRepetitions();
	const joined = phrases.flatMap((first) =>
		(['and', 'after'] as const).flatMap((join) => phrases.map((second): Command => ({ first, rest: { join, second } }))),
	);
	return [...phrases.map((first): Command => ({ first })), ...joined];
}

function allRepetitions(): readonly Repetition[] {
	return allMovements().flatMap((movement) => ([1, 2, 3] as const).map((times): Repetition => ({ movement, times })));
}

function allMovements(): readonly Movement[] {
	const plain = primitives.map((primitive): Movement => ({ primitive, direction: undefined }));
	const directed = [...primitives, 'turn' as const].flatMap((primitive) =>
		manners.flatMap((manner) => directions.map((direction): Movement => ({ primitive, manner, direction }))),
	);
	return [...plain, ...directed];
}
