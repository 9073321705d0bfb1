import {
	type CategoricalVariable,
	type Head,
	type Layer,
	type NumericalVariable,
	PROGRAM_FORMAT,
	type Program,
	type Repeat,
	type SetVariable,
	type Update,
} from '../program.js';

/** The parts of a valid program that a test may replace. */
export interface Parts {
	readonly bit?: Partial<CategoricalVariable>;
	readonly count?: Partial<NumericalVariable>;
	readonly wanted?: Partial<SetVariable>;
	readonly left?: Partial<CategoricalVariable>;
	readonly head?: Partial<Head>;
	readonly heads?: readonly Head[];
	readonly updates?: readonly Update[];
	readonly layers?: readonly Layer[];
	readonly repeat?: Repeat;
	readonly program?: Partial<Program>;
}

/** The head of {@link exampleProgram}. */
export const exampleHead: Head = {
	output: 'left',
	value: 'bit',
	where: [{ offsets: [-1] }],
	combine: 'only',
	empty: 'undefined',
	keep: false,
};

/** The update of {@link exampleProgram}. */
export const exampleUpdate: Update = { reads: ['bit', 'left'], writes: 'bit', rows: [{ when: { bit: [0], left: [1] }, value: 1 }] };

/** A small valid program with a variable of each kind, in which nothing is worth a warning. */
export function exampleProgram(parts: Parts = {}): Program {
	const { heads = [{ ...exampleHead, ...parts.head }], updates = [exampleUpdate] } = parts;
	return {
		format: PROGRAM_FORMAT,
		name: 'example',
		input: { tokens: ['a', 'b'] },
		variables: [
			{ name: 'bit', kind: 'categorical', values: [0, 1], init: { byToken: [0, 1] }, ...parts.bit },
			{ name: 'count', kind: 'numerical', values: [0, 1, 2], init: { constant: 1.5 }, ...parts.count },
			{
				name: 'wanted',
				kind: 'set',
				members: [0, 1],
				values: [new Set([0]), new Set([0, 1])],
				init: { constant: new Set([0]) },
				...parts.wanted,
			},
			{ name: 'left', kind: 'categorical', values: [0, 1], init: { constant: undefined }, ...parts.left },
		],
		stages: [{ layers: parts.layers ?? [{ heads, updates }], repeat: parts.repeat ?? 2 }],
		output: {
			classes: ['no', 'yes'],
			bias: [0, 0.5],
			terms: [
				{ variable: 'bit', value: 1, weights: [0, 1] },
				{ variable: 'wanted', value: new Set([1, 0]), weights: [1, 0] },
				{ variable: 'count', weights: [-1, 1] },
			],
			pool: 'none',
		},
		...parts.program,
	};
}
