import { closest, type Problem, type ProblemFacts, problem } from '@alta-ts/diagnostics';
import type { JsonNode } from './json-node.js';
import { pathsOf } from './json-path.js';

/** A node to decode; undefined where it is missing and that has been said already, which decodes to a placeholder. */
export type Node = JsonNode | undefined;

/** The members of an object by key. */
export type Members = (key: string) => Node;

/**
 * Turns JSON nodes into values of the right types. Where a node has another type it notes a problem and gives a placeholder, so that
 * decoding goes on and finds all problems; who decodes throws the result away if there are any.
 */
export interface JsonDecoder {
	/** Everything that was noted so far. */
	readonly problems: () => readonly Problem[];
	readonly text: (node: Node) => string;
	readonly number: (node: Node) => number;
	readonly boolean: (node: Node) => boolean;
	/** One of the given texts; the first is the placeholder. */
	readonly oneOf: <const T extends string>(node: Node, options: readonly [T, ...T[]]) => T;
	readonly list: <T>(node: Node, item: (node: Node) => T) => readonly T[];
	/** An object with keys of the author's choice. */
	readonly record: <T>(node: Node, item: (node: Node) => T) => Readonly<Record<string, T>>;
	/** An object with all of the required keys, any of the optional ones, and no others. */
	readonly object: (node: Node, required: readonly string[], optional?: readonly string[]) => Members;
	/** Notes that a node is not what was expected. */
	readonly refuse: (node: Node, expected: string) => void;
	/** Notes any other problem of a node. */
	readonly note: (code: string, node: JsonNode, facts: Omit<ProblemFacts, 'where' | 'span'>) => void;
}

/** The member of an object node; undefined where the node is no object or has no such key. */
export function memberOf(node: Node, key: string): Node {
	return node?.kind === 'object' ? node.members.get(key) : undefined;
}

/** Decodes the nodes under `root`, which is the text called `source`. */
export function createJsonDecoder(root: JsonNode, source: string): JsonDecoder {
	const noted: { readonly code: string; readonly node: JsonNode; readonly facts: Omit<ProblemFacts, 'where' | 'span'> }[] = [];

	function note(code: string, node: JsonNode, facts: Omit<ProblemFacts, 'where' | 'span'>): void {
		noted.push({ code, node, facts });
	}

	function problems(): readonly Problem[] {
		const paths = pathsOf(root, new Set(noted.map(({ node }) => node)));
		return noted.map(({ code, node, facts }) => {
			const span = { source, from: node.from, to: node.to };
			return problem(code, { ...facts, where: [source, paths.get(node) ?? ''], span });
		});
	}

	function refuse(node: Node, expected: string): void {
		if (node === undefined) return;
		const what = `Expected ${expected}, found ${article[node.kind]}.`;
		note('ALTA1154', node, { what, why: 'The format of programs says what stands where.', fix: `Write ${expected} here.` });
	}

	function text(node: Node): string {
		if (node?.kind === 'string') return node.value;
		refuse(node, 'a text');
		return '';
	}

	function number(node: Node): number {
		if (node?.kind === 'number') return node.value;
		refuse(node, 'a number');
		return 0;
	}

	function boolean(node: Node): boolean {
		if (node?.kind === 'boolean') return node.value;
		refuse(node, 'true or false');
		return false;
	}

	function oneOf<const T extends string>(node: Node, options: readonly [T, ...T[]]): T {
		const found = node?.kind === 'string' ? options.find((option) => option === node.value) : undefined;
		if (found === undefined && node?.kind === 'string') {
			const meant = closest(node.value, options);
			const fix = meant === undefined ? 'Use one of these.' : `Did you mean ${JSON.stringify(meant)}?`;
			note('ALTA1154', node, { what: `${JSON.stringify(node.value)} is not known here.`, why: `The choices are ${quoted(options)}.`, fix });
		} else if (found === undefined) refuse(node, quoted(options));
		return found ?? options[0];
	}

	function list<T>(node: Node, item: (node: Node) => T): readonly T[] {
		if (node?.kind === 'list') return node.items.map(item);
		refuse(node, 'a list');
		return [];
	}

	function record<T>(node: Node, item: (node: Node) => T): Readonly<Record<string, T>> {
		if (node?.kind === 'object') return Object.fromEntries([...node.members].map(([key, value]) => [key, item(value)]));
		refuse(node, 'an object');
		return {};
	}

	function object(node: Node, required: readonly string[], optional: readonly string[] = []): Members {
		if (node?.kind !== 'object') {
			refuse(node, `an object with ${quoted(required.length > 0 ? required : optional)}`);
			return () => undefined;
		}
		const { members } = node;
		for (const [key, value] of members) {
			if (required.includes(key) || optional.includes(key)) continue;
			const known = [...required, ...optional];
			const meant = closest(key, known);
			const why = `The keys here are ${quoted(known)}.`;
			const fix = meant === undefined ? 'Remove it.' : `Did you mean ${JSON.stringify(meant)}?`;
			note('ALTA1156', value, { what: `The key ${JSON.stringify(key)} is not known here.`, why, fix });
		}
		for (const key of required) {
			if (members.has(key)) continue;
			note('ALTA1155', node, {
				what: `The key ${JSON.stringify(key)} is missing.`,
				why: 'Nothing is assumed in its place.',
				fix: 'Add it.',
			});
		}
		return (key) => members.get(key);
	}

	return { problems, text, number, boolean, oneOf, list, record, object, refuse, note };
}

const article = {
	null: 'null',
	boolean: 'a truth value',
	number: 'a number',
	string: 'a text',
	list: 'a list',
	object: 'an object',
} as const;

function quoted(names: readonly string[]): string {
	return names.map((name) => JSON.stringify(name)).join(', ');
}
