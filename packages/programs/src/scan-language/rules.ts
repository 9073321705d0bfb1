import { type Action, actions, type CommandWord, commandWords } from './vocabulary.js';

/** What a cell of the programs that parse commands holds: nothing, a word, an action, or the nonterminal S. */
export type GrammarSymbol = 'PAD' | CommandWord | Action | 'S';

/** All symbols, in the order of their ids in the ALTA paper's programs. */
export const symbols: readonly GrammarSymbol[] = ['PAD', ...commandWords, ...actions, 'S'];

/** A synchronous rule: what it replaces by S in a command, and the actions that this S stands for. */
export interface Rule {
	readonly source: readonly (CommandWord | 'S')[];
	readonly target: readonly (Action | 'S')[];
	/** For each S of the target, from left to right, which S of the source it is a copy of. */
	readonly copies: readonly (0 | 1)[];
}

const L = 'I_TURN_LEFT';
const R = 'I_TURN_RIGHT';

/** The synchronous grammar of SCAN, in which every phrase is an S, as in the ALTA paper. */
export const rules: readonly Rule[] = [
	{ source: ['S', 'and', 'S'], target: ['S', 'S'], copies: [0, 1] },
	{ source: ['S', 'after', 'S'], target: ['S', 'S'], copies: [1, 0] },
	{ source: ['S', 'twice'], target: ['S', 'S'], copies: [0, 0] },
	{ source: ['S', 'thrice'], target: ['S', 'S', 'S'], copies: [0, 0, 0] },
	{ source: ['walk'], target: ['I_WALK'], copies: [] },
	{ source: ['look'], target: ['I_LOOK'], copies: [] },
	{ source: ['run'], target: ['I_RUN'], copies: [] },
	{ source: ['jump'], target: ['I_JUMP'], copies: [] },
	{ source: ['turn', 'left'], target: [L], copies: [] },
	{ source: ['turn', 'right'], target: [R], copies: [] },
	{ source: ['turn', 'opposite', 'left'], target: [L, L], copies: [] },
	{ source: ['turn', 'opposite', 'right'], target: [R, R], copies: [] },
	{ source: ['S', 'opposite', 'left'], target: [L, L, 'S'], copies: [0] },
	{ source: ['S', 'opposite', 'right'], target: [R, R, 'S'], copies: [0] },
	{ source: ['S', 'around', 'left'], target: [L, 'S', L, 'S', L, 'S', L, 'S'], copies: [0, 0, 0, 0] },
	{ source: ['S', 'around', 'right'], target: [R, 'S', R, 'S', R, 'S', R, 'S'], copies: [0, 0, 0, 0] },
	{ source: ['turn', 'around', 'left'], target: [L, L, L, L], copies: [] },
	{ source: ['turn', 'around', 'right'], target: [R, R, R, R], copies: [] },
	{ source: ['S', 'left'], target: [L, 'S'], copies: [0] },
	{ source: ['S', 'right'], target: [R, 'S'], copies: [0] },
];

/**
 * The rule whose source is on top of a stack, or undefined. No more than one ever is.
 *
 * A whole command is joined last: the rules for `and` and `after` wait until nothing is left to read.
 *
 * @param symbolAt the symbol at a depth: 0 is the top. It is asked only for what decides the matter.
 * @param isAtEnd whether the whole command has been read.
 */
export function matchingRule(symbolAt: (depth: number) => string, isAtEnd: () => boolean): number | undefined {
	const top = symbolAt(0);
	const found = rules.findIndex(({ source }) => {
		const [last, ...before] = source.toReversed();
		return last === top && before.every((symbol, index) => symbolAt(index + 1) === symbol);
	});
	const joins = rules[found]?.source.at(-1) === 'S';
	return found === -1 || (joins && !isAtEnd()) ? undefined : found;
}
