import type { Program } from '@alta-ts/core';
import { altaError, closest, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';

/** The ids of a program's tokens. */
export type Vocabulary = ReadonlyMap<string, number>;

/** Numbers the tokens of a program. */
export function vocabularyOf(program: Program): Vocabulary {
	return new Map(program.input.tokens.map((token, id) => [token, id]));
}

/**
 * Looks up the ids of an input's tokens.
 *
 * @throws AltaError ALTA2002 for an input longer than the program's `positions`; ALTA2001 for every unknown token at once.
 */
export function tokenIds(program: Program, vocabulary: Vocabulary, tokens: readonly string[]): readonly number[] {
	const where = [`program ${program.name}`];
	const { positions = Number.POSITIVE_INFINITY } = program;
	if (tokens.length > positions) {
		throw altaError('ALTA2002', {
			what: `The input has ${tokens.length} tokens, but the program takes at most ${positions}.`,
			where,
			why: 'The program states that length in `positions`; nothing is promised beyond it.',
			fix: 'Shorten the input, or build the program for more positions.',
		});
	}
	const problems: Problem[] = [];
	const ids = tokens.map((token, position) => {
		const id = vocabulary.get(token);
		if (id === undefined) problems.push(unknownToken(token, [...where, `position ${position}`], program.input.tokens));
		return id ?? 0;
	});
	throwProblems(problems);
	return ids;
}

function unknownToken(token: string, where: readonly string[], vocabulary: readonly string[]): Problem {
	// JavaScript may give numbers: tokens are texts.
	const meant = closest(String(token), vocabulary);
	return problem('ALTA2001', {
		what: `The program has no token ${JSON.stringify(token)}.`,
		where,
		why: `Its vocabulary is ${list(vocabulary)}.`,
		fix: meant === undefined ? 'Write one of these tokens.' : `Write ${JSON.stringify(meant)}, or another of these tokens.`,
	});
}

const SHOWN_TOKENS = 20;

function list(vocabulary: readonly string[]): string {
	const shown = vocabulary.slice(0, SHOWN_TOKENS).map((token) => JSON.stringify(token));
	const rest = vocabulary.length - shown.length;
	return shown.join(' ') + (rest > 0 ? ` and ${rest} more` : '');
}
