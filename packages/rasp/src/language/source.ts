import type { Span } from '@alta-ts/diagnostics';
import type { SyntaxNode } from '@lezer/common';

/** A source text under a name, and what nodes of its tree are in it. */
export interface Source {
	readonly name: string;
	readonly text: string;
	readonly span: (node: SyntaxNode) => Span;
	readonly textOf: (node: SyntaxNode) => string;
}

export function createSource(name: string, text: string): Source {
	return {
		name,
		text,
		span: ({ from, to }) => ({ source: name, from, to }),
		textOf: ({ from, to }) => text.slice(from, to),
	};
}

/** The children of a node that stand for something: comments and what the parser stumbled over are left out. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
	const found: SyntaxNode[] = [];
	for (let each = node.firstChild; each !== null; each = each.nextSibling)
		if (each.name !== 'Comment' && !each.type.isError) found.push(each);
	return found;
}
