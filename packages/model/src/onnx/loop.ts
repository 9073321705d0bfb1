import { addNode, freshName, type GraphDraft, innerDraft, type ValueName } from './graph-draft.js';
import type { OnnxType } from './onnx-file.js';

/** A value that each pass of a loop hands to the next. */
export interface Carried {
	readonly name: string;
	readonly type: OnnxType;
	readonly shape: readonly (number | string)[];
	/** The value before the first pass. */
	readonly start: ValueName;
}

/** When a loop ends. */
export interface LoopBounds {
	/** int64: the most passes; an empty name for any number. */
	readonly trips: ValueName;
	/** bool: whether there is a first pass. */
	readonly first: ValueName;
}

/** What a pass gives: the carried values for the next, and whether there is one (bool). */
export interface PassResult {
	readonly next: readonly ValueName[];
	readonly goOn: ValueName;
}

/** Writes down a loop, with its body as a graph of its own. Returns the carried values after the last pass. */
export function addLoop(
	draft: GraphDraft,
	label: string,
	{ trips, first }: LoopBounds,
	carried: readonly Carried[],
	pass: (body: GraphDraft, values: readonly ValueName[]) => PassResult,
): readonly ValueName[] {
	const body = innerDraft(draft);
	const iteration = freshName(body, `${label}.body.iteration`);
	const goesOn = freshName(body, `${label}.body.goesOn`);
	const before = carried.map(({ name, type, shape }) => ({ name: freshName(body, `${label}.body.${name}.before`), type, shape }));
	const result = pass(
		body,
		before.map(({ name }) => name),
	);
	// A graph may not hand out its inputs, nor what is around it, as they are.
	const goOn = addNode(body, 'Identity', `${label}.body.goOn`, [result.goOn]);
	const after = carried.map(({ name, type, shape }, index) => ({
		name: addNode(body, 'Identity', `${label}.body.${name}.after`, [result.next[index] ?? '']),
		type,
		shape,
	}));
	const outputs = carried.map(({ name }) => freshName(draft, `${label}.${name}.end`));
	draft.nodes.push({
		op: 'Loop',
		name: freshName(draft, label),
		inputs: [trips, first, ...carried.map(({ start }) => start)],
		outputs,
		attributes: {
			body: {
				name: `${label}.body`,
				nodes: body.nodes,
				inputs: [{ name: iteration, type: 'int64', shape: [] }, { name: goesOn, type: 'bool', shape: [] }, ...before],
				outputs: [{ name: goOn, type: 'bool', shape: [] }, ...after],
				initialisers: [],
			},
		},
	});
	return outputs;
}
