/** An ONNX file as plain data: the part of https://onnx.ai/onnx/repo-docs/IR.html that this package writes. */
export interface OnnxFile {
	readonly opset: number;
	readonly graph: OnnxGraph;
	/** `metadata_props`. */
	readonly metadata: Readonly<Record<string, string>>;
}

/** Nodes in the order they run. The body of a loop is a graph too, and may read what is around it. */
export interface OnnxGraph {
	readonly name: string;
	readonly nodes: readonly OnnxNode[];
	readonly inputs: readonly OnnxValue[];
	readonly outputs: readonly OnnxValue[];
	readonly initialisers: readonly OnnxInitialiser[];
}

/** One operation of the ONNX standard. */
export interface OnnxNode {
	readonly op: string;
	readonly name: string;
	/** An empty name stands for an optional input that is left out. */
	readonly inputs: readonly string[];
	readonly outputs: readonly string[];
	readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** A whole number, several, or a graph. */
export type OnnxAttribute = number | readonly number[] | OnnxGraph;

/** An input or output of a graph. Sizes that are only known when it runs have names. */
export interface OnnxValue {
	readonly name: string;
	readonly type: OnnxType;
	readonly shape: readonly (number | string)[];
}

/** The types of numbers that occur. */
export type OnnxType = 'float32' | 'float64' | 'int32' | 'int64' | 'bool';

/** The number that the format has for each type. */
export const TYPE_NUMBER: Readonly<Record<OnnxType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 };

/** A constant. Where `indices` is there, `data` holds only the numbers at these places of the flattened tensor, and all others are zero. */
export interface OnnxInitialiser {
	readonly name: string;
	readonly type: OnnxType;
	readonly shape: readonly number[];
	readonly data: Float32Array | Float64Array | BigInt64Array | Uint8Array;
	readonly indices?: BigInt64Array;
}
