/** What a row or a column of a tensor stands for. */
export interface End {
	/** `one` stands before biases, `nothing` before the value of a null key; `query`, `key` and `value` are columns of a head. */
	readonly kind: 'token' | 'position' | 'coordinate' | 'unit' | 'query' | 'key' | 'value' | 'test' | 'answer' | 'one' | 'nothing' | 'gain';
	/** Unique within its kind: `parity=1`, `stage.0.layer.0.mlp.1[17]`, `stage.0.layer.0.attention.left.query[0]`. */
	readonly name: string;
	readonly index: number;
}

/** Ends of one kind, numbered, with names of a common form: `prefix[0]`, `prefix[1]`, … */
export function numberedEnds(kind: End['kind'], prefix: string, count: number): readonly End[] {
	return Array.from({ length: count }, (_, index) => ({ kind, name: `${prefix}[${index}]`, index }));
}

/** Ends of one kind with these names. */
export function namedEnds(kind: End['kind'], names: readonly string[]): readonly End[] {
	return names.map((name, index) => ({ kind, name, index }));
}
