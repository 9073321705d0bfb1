import { type OnnxAttribute, type OnnxInitialiser, type OnnxNode, type OnnxType, TYPE_NUMBER } from './onnx-file.js';

/** A graph that is being written: the whole one, or the body of a loop inside it. */
export interface GraphDraft {
	readonly nodes: OnnxNode[];
	/** Every name that is taken, in all graphs of the file. */
	readonly names: Set<string>;
	/** Constants by name. They are those of the whole graph, which its loops can read. */
	readonly initialisers: Map<string, OnnxInitialiser>;
}

/** The name of a value in a graph. */
export type ValueName = string;

/** An empty graph. Nothing but what is asked for by its exact name gets one of the `reserved` names. */
export function newDraft(reserved: readonly string[]): GraphDraft {
	return { nodes: [], names: new Set(reserved), initialisers: new Map() };
}

/** A graph inside another, which sees everything that is around it. */
export function innerDraft(outer: GraphDraft): GraphDraft {
	return { ...outer, nodes: [] };
}

/** Adds an operation with one result. The node and its result are called `label`, with a number behind it where that is taken. */
export function addNode(
	draft: GraphDraft,
	op: string,
	label: string,
	inputs: readonly ValueName[],
	attributes: Readonly<Record<string, OnnxAttribute>> = {},
): ValueName {
	const name = freshName(draft, label);
	draft.nodes.push({ op, name, inputs, outputs: [name], attributes });
	return name;
}

/** Numbers or truth values as another type; true is 1. */
export function cast(draft: GraphDraft, label: string, value: ValueName, to: OnnxType): ValueName {
	return addNode(draft, 'Cast', label, [value], { to: TYPE_NUMBER[to] });
}

/** The same numbers with further dimensions, of size 1. */
export function unsqueeze(draft: GraphDraft, label: string, value: ValueName, axes: readonly number[]): ValueName {
	return addNode(draft, 'Unsqueeze', label, [value, integers(draft, axes)]);
}

/** A name that nothing has yet. */
export function freshName({ names }: GraphDraft, label: string): string {
	let name = label;
	for (let next = 2; names.has(name); next++) name = `${label}~${next}`;
	names.add(name);
	return name;
}

/** A constant int64 scalar. */
export function integer(draft: GraphDraft, value: number): ValueName {
	return constant(draft, `int64.${value}`, { type: 'int64', shape: [], data: BigInt64Array.of(BigInt(value)) });
}

/** A constant int64 vector, such as the axes of an operation. */
export function integers(draft: GraphDraft, values: readonly number[]): ValueName {
	return constant(draft, `int64.[${values.join(',')}]`, {
		type: 'int64',
		shape: [values.length],
		data: BigInt64Array.from(values, BigInt),
	});
}

/** A constant truth value. */
export function truth(draft: GraphDraft, value: boolean): ValueName {
	return constant(draft, `bool.${value}`, { type: 'bool', shape: [], data: Uint8Array.of(value ? 1 : 0) });
}

/** A constant that is there once for all who ask for the same label, which says all about it. */
export function constant(draft: GraphDraft, label: string, rest: Omit<OnnxInitialiser, 'name'>): ValueName {
	const name = `constant.${label}`;
	if (!draft.initialisers.has(name)) draft.initialisers.set(name, { name, ...rest });
	return name;
}
