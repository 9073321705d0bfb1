import type { CodeTable } from '@alta-ts/diagnostics';

/** The codes of this package. */
export const codes: CodeTable = {
	ALTA6001: {
		title: 'Token the model does not have',
		help: 'A model has a fixed vocabulary, and the input contains a token that is not in it. Tokens are strings, and are compared exactly: case and spaces count.',
	},
	ALTA6002: {
		title: 'Input longer than the model takes',
		help: 'The model states a longest input, or has position embeddings or offset biases up to some length only.',
	},
	ALTA6003: {
		title: 'Wrong kind of input',
		help: 'A model takes either tokens (`run`) or rows of numbers that enter the residual stream as they are (`runMatrix`). Both take a batch, which is a list of inputs: one input of two tokens is `[["a", "b"]]`.',
	},
	ALTA6004: {
		title: 'Misshapen rows of numbers',
		help: 'An input of numbers has one row for each position, as wide as the model says, and as many numbers as rows times columns.',
	},
	ALTA6005: {
		title: 'Impossible number of layers',
		help: '`layers` and `maxLayers` count layers, so both are whole numbers from zero on. `layers` asks for exactly that many and `maxLayers` for at most that many, so a run takes one of the two.',
	},
	ALTA6006: {
		title: 'Exact number of layers is ambiguous',
		help: 'With `layers`, the stage that loops until its test is met takes up the difference to the layers of all other stages. In a model with several such stages it is not clear which of them should.',
	},
	ALTA6007: { title: 'Missing tensor', help: 'The configuration of a model says which tensors it has, and one of them is not there.' },
	ALTA6008: {
		title: 'Tensor or input of the wrong shape',
		help: 'The shapes of all tensors, and of rows of numbers as input, follow from the configuration of the model.',
	},
	ALTA6009: {
		title: 'Unknown activation',
		help: 'A hook or a patch names an activation that no run of the model can have. `activationNames` lists them.',
	},
	ALTA6010: {
		title: 'Activation that was never reached',
		help: 'A hook or a patch names an activation, a sequence or a position that the run did not come to, so it was never used.',
	},
	ALTA6011: { title: 'Patch of the wrong size', help: 'A patch changes numbers in place or returns as many as it was given.' },
	ALTA6012: { title: 'Transformer used after dispose', help: 'A transformer was run after it had given its memory back.' },
	ALTA6013: {
		title: 'Activation without a layout',
		help: 'Rows as wide as the residual stream can be decoded through the layout of the model; the units of a hidden layer stand for no variable.',
	},
	ALTA6014: {
		title: 'Wrong model or option',
		help: '`createTransformer` was given something else than a model, such as a promise that was not awaited; or it, or a run, was given an option that does not exist or is of another kind.',
	},
};
