import type { Span } from '@alta-ts/diagnostics';
import type { SOp } from '../graph/node.js';

/** What a variable is called after, and the place in the source that it comes from. */
export interface Label {
	readonly text: string;
	readonly span?: Span | undefined;
}

/** A label for one of several things of the same place. */
export function suffixed({ text, span }: Label, suffix: string): Label {
	return { text: `${text} ${suffix}`, span };
}

/** Where nodes have labels, and one of them is the answer. */
interface Labelled {
	readonly answer: SOp;
	readonly labelOf: (node: SOp) => Label;
}

/** A label for the number that a head adds up for a node. The answer keeps its own name for the symbols that it is handed out as. */
export function headLabel({ answer, labelOf }: Labelled, node: SOp, suffix: string): Label {
	const label = labelOf(node);
	return node === answer && node.encoding !== 'numerical' ? suffixed(label, suffix) : label;
}
