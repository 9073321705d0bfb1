import type { CodeTable } from '@alta-ts/diagnostics';

/** The codes of this package. */
export const codes: CodeTable = {
	ALTA5001: {
		title: 'Unknown tensor in a plan',
		help: 'A step of a plan names a tensor that is neither a constant nor an input nor a buffer of the plan.',
	},
	ALTA5002: {
		title: 'Write to a constant or an input',
		help: 'Steps write buffers only. Constants and inputs belong to the caller and stay as they are.',
	},
	ALTA5003: {
		title: 'Wrong dtype in a plan',
		help: 'A step needs a tensor of another dtype. All floats of a step have one dtype; indices, starts and flags are i32.',
	},
	ALTA5004: {
		title: 'Wrong shape in a plan',
		help: 'The shapes of the tensors of a step follow from one another, and one does not fit. `rows`, `sequences` and `sequences+1` fit only themselves.',
	},
	ALTA5005: {
		title: 'Sparse tensor where a dense one is needed',
		help: 'Only the weight of `linear` and the table of `gather` may be sparse matrices.',
	},
	ALTA5006: {
		title: 'Step overwrites what it reads',
		help: 'Only `add` may write to one of its operands. Any other op needs a buffer of its own to write to.',
	},
	ALTA5007: {
		title: 'Wrong columns of an attention head',
		help: 'Each head has a range of key columns and one of value columns. They lie within the tensors, and no two heads share a column.',
	},
	ALTA5008: {
		title: 'Name that is missing or taken',
		help: 'Constants, inputs and buffers of a plan have different names, steps have different labels, and heads of a step have different names.',
	},
	ALTA5009: {
		title: 'Impossible parameter of a step',
		help: 'A number or a choice of a step has no meaning: a count that is negative, a scale that is not finite, an even number of offset biases, an unknown activation.',
	},
	ALTA5010: {
		title: 'Constant with the wrong numbers',
		help: 'The arrays of a constant do not fit its shape and dtype, or the rows of a sparse matrix are not in order.',
	},
	ALTA5011: { title: 'Wrong output of a plan', help: 'The outputs of a plan are names of its buffers, each at most once.' },
	ALTA5012: {
		title: 'Tensor in the wrong role',
		help: 'Row starts are inputs of a plan, offset biases constants, so that they can be checked before they are used.',
	},
	ALTA5013: {
		title: 'Dimension without a size',
		help: 'Dimensions are whole numbers from 0, or `rows`, `sequences` and `sequences+1`, which some input of the plan must have in its shape.',
	},
	ALTA5014: { title: 'Unknown op', help: 'A step of the plan is none of the ops of the contract.' },
	ALTA5020: {
		title: 'Backend for another contract',
		help: 'The backend was written for another version of the contract between plans and backends.',
	},
	ALTA5021: { title: 'Use after dispose', help: 'A buffer, an executable or a backend was used after it had been disposed.' },
	ALTA5022: {
		title: 'Buffer of another backend',
		help: 'A buffer lives on the device of the backend that made it, and cannot be used on another.',
	},
	ALTA5023: { title: 'Missing or extra input', help: 'A run takes exactly the inputs its plan declares, by name.' },
	ALTA5024: {
		title: 'Input of the wrong type',
		help: 'An input has another dtype or shape than the plan declares, or two inputs disagree about `rows` or `sequences`.',
	},
	ALTA5025: { title: 'Index outside a table', help: '`gather` was asked for a row that its table does not have.' },
	ALTA5026: {
		title: 'Row starts out of order',
		help: 'The starts of a ragged batch begin at 0, never descend, and end at the number of rows.',
	},
	ALTA5027: {
		title: 'Sequence longer than an offset bias',
		help: 'An attention head adds a bias for each offset between two positions, and has none for offsets as large as in this sequence.',
	},
	ALTA5028: { title: 'Tensor that contradicts itself', help: 'The dtype, the shape and the array of a tensor do not belong together.' },
	ALTA5029: {
		title: 'Plan beyond a backend',
		help: 'A plan, a tensor or a run needs an op, a dtype or a size that the backend does not offer.',
	},
	ALTA5030: {
		title: 'Memory that was not freed',
		help: 'A buffer or an executable was made and not disposed. The message tells its label and the call that made it.',
	},
	ALTA5031: {
		title: 'Neither a backend nor a plan nor a buffer',
		help: 'A call was given something else than what it works on: numbers that were not uploaded where it takes a buffer, half a plan, no backend. Often it is a promise that was not awaited.',
	},
};
