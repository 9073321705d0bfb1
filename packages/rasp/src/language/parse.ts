import type { Problem } from '@alta-ts/diagnostics';
import type { Tree } from '@lezer/common';
import { firstError } from './expected.js';
import { parser } from './parser.generated.js';
import { DEEPEST, TooDeep } from './read-expression.js';
import { readTree } from './read-tree.js';
import { createSource, type Source } from './source.js';
import type { Program } from './syntax.js';
import { syntaxProblem, tooDeep } from './syntax-problem.js';

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
	const problems = stumbles.length === 0 ? [] : problemsAt(tree, source, stumbles);
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

/** A problem for each place, told with what stands before it from the last statement on that can be read. */
function problemsAt(tree: Tree, { text, name }: Source, stumbles: readonly number[]): readonly Problem[] {
	const ends: number[] = [0];
	for (let each = tree.topNode.firstChild; each !== null; each = each.nextSibling) {
		const { from, to, type } = each;
		if (!type.isError && !stumbles.some((at) => at >= from && at <= to)) ends.push(to);
	}
	return onePerLine(text, stumbles).map((at) => syntaxProblem(text, name, ends.findLast((end) => end <= at) ?? 0, at));
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
