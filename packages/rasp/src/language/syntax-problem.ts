import { type Problem, problem, type Span } from '@alta-ts/diagnostics';
import { expectedAt } from './expected.js';
import { DEEPEST } from './read-expression.js';
import { syntaxHint } from './syntax-hint.js';

/**
 * What is wrong at a place of a text, and what could stand there.
 *
 * @param start where the statement begins that the place is in.
 */
export function syntaxProblem(text: string, name: string, start: number, at: number): Problem {
	if (openAt(text, at) > DEEPEST) return tooDeep({ source: name, from: at, to: at + 1 });
	const word = /^(?:[A-Za-z0-9_]+|"[^"'\n\r]*"|[=<>!]=|[\s\S])/u.exec(text.slice(at))?.[0] ?? '';
	const expected = expectedAt(text.slice(start, at));
	const ends = word === '';
	const hint = syntaxHint(text, start, at, expected);
	return problem('ALTA0001', {
		what: ends ? 'The text ends in the middle of a statement.' : `${said(word)} does not fit here.`,
		why: hint?.why ?? 'It is not what RASP allows at this place.',
		fix: hint?.fix ?? (expected.length === 0 ? 'Write a statement that RASP has.' : `Write ${list(expected)} here.`),
		span: { source: name, from: at, to: Math.max(at + word.length, at) },
	});
}

function said(word: string): string {
	if (word === '"') return 'The text that starts here has no end on this line, so it';
	return word.startsWith('"') ? `The text ${word}` : JSON.stringify(word);
}

function list(words: readonly string[]): string {
	if (words.length < 2) return words.join('');
	return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** How many brackets are open at a place. The parser gives up where there are very many. */
function openAt(text: string, at: number): number {
	let open = 0;
	for (const bracket of text.slice(0, at).match(/[([{}\])]/g) ?? []) open += '([{'.includes(bracket) ? 1 : -1;
	return open;
}

/** Something lies deeper than {@link DEEPEST}. */
export function tooDeep(span: Span): Problem {
	return problem('ALTA0002', {
		what: 'An expression lies too deep in others.',
		why: `Expressions may lie in each other ${DEEPEST} levels deep. Chains such as a + b + c do not count.`,
		fix: 'Give parts of it names, in statements of their own.',
		span,
	});
}
