/** The words of SCAN commands, in the order of the ids that the ALTA paper's programs give them. */
export const commandWords = [
	'and',
	'after',
	'opposite',
	'turn',
	'around',
	'left',
	'right',
	'twice',
	'thrice',
	'walk',
	'look',
	'run',
	'jump',
] as const;

/** A word of a SCAN command. */
export type CommandWord = (typeof commandWords)[number];

/** What SCAN commands mean: sequences of these, under the data set's own names. */
export const actions = ['I_WALK', 'I_LOOK', 'I_RUN', 'I_JUMP', 'I_TURN_LEFT', 'I_TURN_RIGHT'] as const;

/** One step of the meaning of a command. */
export type Action = (typeof actions)[number];

/** Whether a word is one of SCAN's. */
export function isCommandWord(word: string): word is CommandWord {
	return commandWords.some((each) => each === word);
}
