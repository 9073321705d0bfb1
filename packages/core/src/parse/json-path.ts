import type { JsonNode } from './json-node.js';

/** The keys and indices that lead from the top of a text to one of its nodes. */
export type Path = (string | number)[];

/** A path as it is written in JavaScript, such as `stages[0].layers`; `top level` for the empty one. */
export function showPath(path: Path): string {
	const steps = path.map((step) => (typeof step === 'string' && /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`));
	return steps.length === 0 ? 'top level' : steps.join('').replace(/^\./, '');
}

/** The shown paths of some nodes. Nodes do not carry theirs, since most are never asked: one walk over the tree finds them. */
export function pathsOf(root: JsonNode, wanted: ReadonlySet<JsonNode>): ReadonlyMap<JsonNode, string> {
	const found = new Map<JsonNode, string>();
	const path: Path = [];
	function visit(node: JsonNode): void {
		if (wanted.has(node)) found.set(node, showPath(path));
		if (node.kind !== 'list' && node.kind !== 'object') return;
		for (const [step, child] of node.kind === 'list' ? node.items.entries() : node.members) {
			path.push(step);
			visit(child);
			path.pop();
		}
	}
	if (wanted.size > 0) visit(root);
	return found;
}
