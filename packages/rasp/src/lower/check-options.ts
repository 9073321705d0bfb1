import { altaError, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { LowerOptions } from './options.js';

/** The tokens of the program, in the order of the vocabulary. Refuses a vocabulary or a longest input that no program can have. */
export function checkOptions(options: LowerOptions): readonly string[] {
	const { name, vocabulary, maxLength } = options;
	requireList(options);
	const where = [`program ${name}`];
	const tokens = vocabulary.map(String);
	const twice = tokens.find((token, at) => tokens.indexOf(token) !== at);
	const problems: Problem[] = [];
	if (tokens.length === 0 || tokens.includes('')) {
		const why = 'A program lists the tokens that its inputs are made of, each a text that is not empty.';
		problems.push(problem('ALTA0520', { what: 'The vocabulary is empty, or has an empty token.', where, why, fix: 'List the tokens.' }));
	}
	if (twice !== undefined) {
		const why = 'Tokens are known by their text.';
		problems.push(problem('ALTA0520', { what: `Two tokens are written "${twice}".`, where, why, fix: 'List each token once.' }));
	}
	if (!Number.isInteger(maxLength) || maxLength < 1) {
		const why = 'It is a number of tokens.';
		problems.push(
			problem('ALTA0520', { what: `The longest input is given as ${maxLength}.`, where, why, fix: 'Give a whole number from 1.' }),
		);
	}
	throwProblems(problems);
	return tokens;
}

/** What is written in JavaScript may leave options out, or give a text or a Set for a list. */
function requireList({ name, vocabulary }: Partial<LowerOptions>): void {
	if (Array.isArray(vocabulary) && typeof name === 'string') return;
	const isMissing = Array.isArray(vocabulary);
	throw altaError('ALTA0520', {
		what: isMissing ? 'The program has no name.' : 'The vocabulary is no list.',
		why: 'To lower an s-op takes a name for the program, its vocabulary as a list of tokens, and the length of the longest input.',
		fix: "Write lower(x, { name: 'x', vocabulary: ['a', 'b'], maxLength: 10 }), with [...'ab'] or [...set] for the tokens of a text or a Set.",
	});
}
