import { type Problem, problem, type Span } from '@alta-ts/diagnostics';
import type { Tree } from '@lezer/common';
import { expectedAt, firstError } from './expected.js';
import { parser } from './parser.generated.js';
import { DEEPEST, TooDeep } from './read-expression.js';
import { readTree } from './read-tree.js';
import { createSource, type Source } from './source.js';
import type { Program } from './syntax.js';

/** What became of a source text. */
export interface Parsed {
	/** The statements that could be read; all of them where there is no problem. */
	readonly program: Program;
	/** Everything that is wrong, from the start of the text on. */
	readonly problems: readonly Problem[];
	/** `incomplete` is a text that is right so far and ends too early, as a console meets it line by line. */
	readonly status: 'ok' | 'incomplete' | 'error';
}

/** As many problems of one text are reported. */
const MOST = 20;

/**
 * Reads RASP. Statements that can be read are, also where others are wrong.
 *
 * @param name what the text is called in problems: a file's path, say.
 */
export function parseRasp(text: string, name = 'source'): Parsed {
	const source = createSource(name, text);
	const first = firstError(text);
	const tree = parser.parse(text);
	const stumbles = first === undefined ? [] : errorsIn(tree, first);
	const problems = stumbles.length === 0 ? [] : onePerLine(text, stumbles).map((at) => syntaxProblem(source, at));
	try {
		refuseDeep(tree);
		const program = readTree(tree, source, stumbles);
		return { program, problems, status: first === undefined ? 'ok' : first >= text.length ? 'incomplete' : 'error' };
	} catch (error) {
		if (!(error instanceof TooDeep)) throw error;
		const program: Program = { kind: 'program', statements: [], span: { source: name, from: 0, to: text.length } };
		return { program, problems: [...problems, tooDeep(source.span(error.node))], status: 'error' };
	}
}

/** Trees that are far deeper than expressions may be: functions in functions in functions. */
const DEEPEST_TREE = 4 * DEEPEST;

function refuseDeep(tree: Tree): void {
	let depth = 0;
	tree.iterate({
		enter: ({ node }) => {
			depth++;
			if (depth > DEEPEST_TREE) throw new TooDeep(node);
		},
		leave: () => {
			depth--;
		},
	});
}

function errorsIn(tree: Tree, first: number): readonly number[] {
	const places = new Set([first]);
	tree.iterate({
		enter: ({ type, from }) => {
			if (type.isError && from >= first) places.add(from);
		},
	});
	return [...places].sort((a, b) => a - b);
}

/** One mistake often throws off what follows it, so a line gets one problem. */
function onePerLine(text: string, places: readonly number[]): readonly number[] {
	const kept: number[] = [];
	for (const at of places) {
		const before = kept.at(-1);
		if (before === undefined || (text.slice(before, at).includes('\n') && at < text.length)) kept.push(at);
	}
	return kept.slice(0, MOST);
}

function syntaxProblem(source: Source, at: number): Problem {
	const { text, name } = source;
	if (openAt(text, at) > DEEPEST) return tooDeep({ source: name, from: at, to: at + 1 });
	const word = /^(?:[A-Za-z0-9_]+|"[^"'\n\r]*"|[=<>!]=|[\s\S])/u.exec(text.slice(at))?.[0] ?? '';
	const expected = expectedAt(text, at);
	const ends = word === '';
	return problem('ALTA0001', {
		what: ends ? 'The text ends in the middle of a statement.' : `${said(word)} does not fit here.`,
		why: hint(text, at) ?? 'It is not what RASP allows at this place.',
		fix: expected.length === 0 ? 'Write a statement that RASP has.' : `Write ${list(expected)} here.`,
		span: { source: name, from: at, to: Math.max(at + word.length, at) },
	});
}

function said(word: string): string {
	if (word === '"') return 'The text that starts here has no end on this line, so it';
	return word.startsWith('"') ? `The text ${word}` : JSON.stringify(word);
}

/** Why people write this: what other languages have and RASP does not. */
function hint(text: string, at: number): string | undefined {
	const here = text.slice(at);
	if (here.startsWith('!=')) return 'There is no operator != outside of select; "not (a == b)" says the same.';
	if (here.startsWith('**') || text.slice(at - 1, at + 1) === '**') return 'A power is written ^.';
	if (text.slice(at - 1, at + 1) === '//') return 'There is no division to whole numbers; round() rounds.';
	if (here.startsWith("'")) return 'Texts stand in double quotes, and hold no quotes themselves.';
	if (/^"(?![^"'\n\r]*")/.test(here)) return 'Texts end on the line they begin on, hold no quotes, and know no escapes.';
	if (/^[&|]/.test(here)) return 'The operators are written "and" and "or".';
	if (/^return\b/.test(here)) return 'A return is the last statement of a function and stands nowhere else.';
	if (/^=[^=]/.test(here)) return 'An assignment is a statement of its own, and gives names one after the other: a, b = 1, 2;';
	return undefined;
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

function tooDeep(span: Span): Problem {
	return problem('ALTA0002', {
		what: 'An expression lies too deep in others.',
		why: `Expressions may lie in each other ${DEEPEST} levels deep. Chains such as a + b + c do not count.`,
		fix: 'Give parts of it names, in statements of their own.',
		span,
	});
}
