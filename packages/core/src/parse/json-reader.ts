import { AltaError, type Problem, type ProblemFacts, problem } from '@alta-ts/diagnostics';
import { isIllFormed } from '../validate/values.js';

/** A JSON value and where it stands in the text: characters `from` (inclusive) to `to` (exclusive). */
export type JsonNode = { readonly from: number; readonly to: number; readonly path: Path | undefined } & JsonContent;

/** The steps that lead to a node, innermost first; undefined at the top. */
export interface Path {
	readonly step: string | number;
	readonly outer: Path | undefined;
}

/** One key of an object, with its value. */
export interface JsonMember {
	readonly key: string;
	readonly value: JsonNode;
}

type JsonContent =
	| { readonly kind: 'null' }
	| { readonly kind: 'boolean'; readonly value: boolean }
	| { readonly kind: 'number'; readonly value: number }
	| { readonly kind: 'string'; readonly value: string }
	| { readonly kind: 'list'; readonly items: readonly JsonNode[] }
	| { readonly kind: 'object'; readonly members: readonly JsonMember[] };

/** What reading a text gave: the tree, and what is wrong in it though it is JSON. */
export interface JsonText {
	readonly root: JsonNode;
	readonly problems: readonly Problem[];
}

const deepest = 64;
const space = /[ \t\n\r]*/y;
const numeral = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const quoted = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const word = /true|false|null/y;

/**
 * Reads JSON into a tree that knows where everything stands.
 *
 * Keys given twice, numbers too large for a double and ill-formed Unicode are collected as problems.
 *
 * @throws AltaError where the text is not JSON (ALTA1150), or is nested too deeply (ALTA1151).
 */
export function readJson(text: string, source: string): JsonText {
	const problems: Problem[] = [];
	let at = 0;

	function note(code: string, path: Path | undefined, from: number, facts: Omit<ProblemFacts, 'where' | 'span'>): Problem {
		return problem(code, { ...facts, where: [source, showPath(path)], span: { source, from, to: Math.max(at, from + 1) } });
	}

	/** Moves past the pattern if it comes next, and gives what it matched. */
	function take(pattern: RegExp): string | undefined {
		pattern.lastIndex = at;
		const found = pattern.exec(text)?.[0];
		at += found?.length ?? 0;
		return found;
	}

	function takes(sign: string): boolean {
		take(space);
		const found = text.startsWith(sign, at);
		if (found) at += sign.length;
		return found;
	}

	function fail(expected: string, path: Path | undefined): never {
		take(space);
		const found = at < text.length ? JSON.stringify(text.slice(at, at + 12)) : 'the end of the text';
		const what = `Expected ${expected}, found ${found}.`;
		const why = 'The text breaks the rules of JSON here, so the rest can not be read.';
		throw new AltaError(note('ALTA1150', path, at, { what, why, fix: 'Correct the text at this place.' }));
	}

	function readText(path: Path | undefined): string | undefined {
		take(space);
		const from = at;
		const found = take(quoted);
		if (found === undefined) return undefined;
		const value = unquote(found);
		if (value === undefined) {
			at = from;
			return fail('a text without line breaks and unknown escapes', path);
		}
		if (isIllFormed(value)) {
			const what = `The text ${JSON.stringify(value)} is not well-formed Unicode.`;
			problems.push(note('ALTA1018', path, from, { what, why: 'It holds half a surrogate pair.', fix: 'Write the whole character.' }));
		}
		return value;
	}

	function readNode(path: Path | undefined, depth: number): JsonNode {
		take(space);
		const from = at;
		if (depth > deepest) {
			const why = 'No program is; reading on could exhaust the memory.';
			throw new AltaError(
				note('ALTA1151', path, from, { what: `The text is nested more than ${deepest} levels deep.`, why, fix: 'Remove the nesting.' }),
			);
		}
		const content = readContent(path, depth);
		return { ...content, from, to: at, path };
	}

	function readContent(path: Path | undefined, depth: number): JsonContent {
		const from = at;
		if (takes('{')) return readMembers(path, depth);
		if (takes('[')) return readItems(path, depth);
		const value = readText(path);
		if (value !== undefined) return { kind: 'string', value };
		const name = take(word);
		if (name !== undefined) return name === 'null' ? { kind: 'null' } : { kind: 'boolean', value: name === 'true' };
		const digits = take(numeral);
		if (digits === undefined) return fail('a value', path);
		const number = Number(digits);
		if (!Number.isFinite(number)) {
			const why = 'The largest number that a double can hold is about 1.8e308.';
			problems.push(
				note('ALTA1153', path, from, { what: `The number ${digits.slice(0, 40)} is out of range.`, why, fix: 'Use a smaller number.' }),
			);
		}
		return { kind: 'number', value: number === 0 ? 0 : number };
	}

	function readItems(path: Path | undefined, depth: number): JsonContent {
		const items: JsonNode[] = [];
		if (takes(']')) return { kind: 'list', items };
		do items.push(readNode({ step: items.length, outer: path }, depth + 1));
		while (takes(','));
		if (!takes(']')) fail('"," or "]"', path);
		return { kind: 'list', items };
	}

	function readMembers(path: Path | undefined, depth: number): JsonContent {
		const members = new Map<string, JsonMember>();
		if (takes('}')) return { kind: 'object', members: [] };
		do {
			take(space);
			const from = at;
			const key = readText(path) ?? fail('a key in double quotes', path);
			if (members.has(key)) {
				const what = `The key ${JSON.stringify(key)} is given twice.`;
				problems.push(note('ALTA1152', path, from, { what, why: 'Only one of the two could count.', fix: 'Remove one of them.' }));
			}
			if (!takes(':')) fail('":"', path);
			members.set(key, { key, value: readNode({ step: key, outer: path }, depth + 1) });
		} while (takes(','));
		if (!takes('}')) fail('"," or "}"', path);
		return { kind: 'object', members: [...members.values()] };
	}

	const root = readNode(undefined, 0);
	take(space);
	if (at < text.length) fail('the end of the text', undefined);
	return { root, problems };
}

/** The text between double quotes, escapes resolved; undefined where that breaks the rules. */
function unquote(literal: string): string | undefined {
	try {
		const value: unknown = JSON.parse(literal);
		return typeof value === 'string' ? value : undefined;
	} catch {
		return undefined;
	}
}

/** A path as it is written in JavaScript, such as `stages[0].layers`; `top level` for none. */
export function showPath(path: Path | undefined): string {
	let steps = '';
	for (let rest = path; rest !== undefined; rest = rest.outer) {
		const plain = typeof rest.step === 'string' && /^[A-Za-z_]\w*$/.test(rest.step);
		steps = `${plain ? `.${rest.step}` : `[${JSON.stringify(rest.step)}]`}${steps}`;
	}
	return steps === '' ? 'top level' : steps.replace(/^\./, '');
}
