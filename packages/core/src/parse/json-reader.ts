import { AltaError, type Problem, type ProblemFacts, problem } from '@alta-ts/diagnostics';
import { isIllFormed } from '../validate/values.js';
import type { JsonNode } from './json-node.js';
import { type Path, showPath } from './json-path.js';

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
	const path: Path = [];
	let at = 0;

	function found(code: string, from: number, facts: Omit<ProblemFacts, 'where' | 'span'>): Problem {
		return problem(code, { ...facts, where: [source, showPath(path)], span: { source, from, to: Math.max(at, from + 1) } });
	}

	/** Moves past the pattern if it comes next, and gives what it matched. */
	function take(pattern: RegExp): string | undefined {
		pattern.lastIndex = at;
		const match = pattern.exec(text)?.[0];
		at += match?.length ?? 0;
		return match;
	}

	/** Moves past white space and the sign, if that comes next. */
	function takes(sign: string): boolean {
		take(space);
		const isNext = text.startsWith(sign, at);
		if (isNext) at += sign.length;
		return isNext;
	}

	function fail(expected: string): never {
		take(space);
		const next = at < text.length ? JSON.stringify(text.slice(at, at + 12)) : 'the end of the text';
		const why = 'The text breaks the rules of JSON here, so the rest cannot be read.';
		throw new AltaError(
			found('ALTA1150', at, { what: `Expected ${expected}, found ${next}.`, why, fix: 'Correct the text at this place.' }),
		);
	}

	function readText(): string | undefined {
		const from = at;
		const literal = take(quoted);
		if (literal === undefined) return undefined;
		const value = unquote(literal);
		if (value === undefined) {
			at = from;
			return fail('a text without line breaks and unknown escapes');
		}
		if (isIllFormed(value)) {
			const what = `The text ${JSON.stringify(value)} is not well-formed Unicode.`;
			problems.push(found('ALTA1018', from, { what, why: 'It holds half a surrogate pair.', fix: 'Write the whole character.' }));
		}
		return value;
	}

	/** Reads the value at a step further inside. */
	function readInner(step: string | number): JsonNode {
		path.push(step);
		if (path.length > deepest) {
			const what = `The text is nested more than ${deepest} levels deep.`;
			const why = 'No program is; reading on could exhaust the memory.';
			throw new AltaError(found('ALTA1151', at, { what, why, fix: 'Remove the nesting.' }));
		}
		const node = readNode();
		path.pop();
		return node;
	}

	function readNode(): JsonNode {
		take(space);
		const from = at;
		if (takes('{')) return { kind: 'object', members: readMembers(), from, to: at };
		if (takes('[')) return { kind: 'list', items: readItems(), from, to: at };
		const value = readText();
		if (value !== undefined) return { kind: 'string', value, from, to: at };
		const name = take(word);
		if (name === 'null') return { kind: 'null', from, to: at };
		if (name !== undefined) return { kind: 'boolean', value: name === 'true', from, to: at };
		return { kind: 'number', value: readNumber(from), from, to: at };
	}

	function readNumber(from: number): number {
		const digits = take(numeral) ?? fail('a value');
		const number = Number(digits);
		if (!Number.isFinite(number)) {
			const why = 'The largest number that a double can hold is about 1.8e308.';
			const what = `The number ${digits.slice(0, 40)} is out of range.`;
			problems.push(found('ALTA1153', from, { what, why, fix: 'Use a smaller number.' }));
		}
		return number === 0 ? 0 : number;
	}

	function readItems(): readonly JsonNode[] {
		const items: JsonNode[] = [];
		if (takes(']')) return items;
		do items.push(readInner(items.length));
		while (takes(','));
		if (!takes(']')) fail('"," or "]"');
		return items;
	}

	function readMembers(): ReadonlyMap<string, JsonNode> {
		const members = new Map<string, JsonNode>();
		if (takes('}')) return members;
		do {
			take(space);
			const from = at;
			const key = readText() ?? fail('a key in double quotes');
			if (members.has(key)) {
				const what = `The key ${JSON.stringify(key)} is given twice.`;
				problems.push(found('ALTA1152', from, { what, why: 'Only one of the two could count.', fix: 'Remove one of them.' }));
			}
			if (!takes(':')) fail('":"');
			members.set(key, readInner(key));
		} while (takes(','));
		if (!takes('}')) fail('"," or "}"');
		return members;
	}

	const root = readNode();
	take(space);
	if (at < text.length) fail('the end of the text');
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
