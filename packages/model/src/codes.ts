import type { CodeTable } from '@alta-ts/diagnostics';

/** The codes of this package. */
export const codes: CodeTable = {
	ALTA3001: { title: 'Index outside a tensor', help: 'A row or column was used that the tensor does not have.' },
	ALTA3002: {
		title: 'Weight that is not finite',
		help: 'Weights must be finite numbers. A NaN or an infinity would spread to every result that reads it.',
	},
	ALTA3003: {
		title: 'Tensor too large to be dense',
		help: 'Writing out every zero of this sparse tensor needs more memory than there is. Keep it sparse.',
	},
	ALTA3004: { title: 'Not a matrix', help: 'The operation is defined for tensors of two dimensions only.' },
	ALTA3101: {
		title: 'Blocks do not cover the width',
		help: 'The blocks of a layout follow one another from coordinate 0 to the width of the residual stream, without gaps or overlaps.',
	},
	ALTA3102: { title: 'Block of the wrong width', help: 'The kind and the values of a block say how many coordinates it has.' },
	ALTA3103: { title: 'Variable with two blocks', help: 'A variable has one block, and at most one guard.' },
	ALTA3104: { title: 'Guard of no variable', help: 'A guard says that a variable is undefined, so that variable needs a block.' },
	ALTA3105: {
		title: 'Values of a block that cannot be told apart',
		help: 'The values of a categorical block and the members of a set block are distinct; bucket centres ascend.',
	},
	ALTA3106: {
		title: 'Value that does not fit its block',
		help: 'A state holds a value that the block of its variable has no coordinates for.',
	},
	ALTA3107: { title: 'Row of the wrong length', help: 'A row of the residual stream has one number for each coordinate of the layout.' },
	ALTA3201: {
		title: 'Unreadable safetensors header',
		help: 'A safetensors file starts with the length of a header, then the header, a JSON object. This file was cut short, or is something else.',
	},
	ALTA3202: {
		title: 'Malformed entry of a safetensors header',
		help: 'An entry has a dtype, a shape of whole numbers and two offsets; metadata is text by name. The dtypes F64, F32, F16, BF16, BOOL and integers are read.',
	},
	ALTA3203: {
		title: 'Wrong offsets in a safetensors file',
		help: 'The tensors fill the data of the file: inside it, as long as dtype and shape say, aligned to the size of their numbers, without gaps or overlaps.',
	},
	ALTA3204: {
		title: 'Tensor name that cannot be used',
		help: 'A name occurs twice in the header, or it is reserved: `__metadata__` and `__proto__` are.',
	},
	ALTA3205: {
		title: 'Numbers that do not fit their shape',
		help: 'A tensor to be written has another number of values than its shape says, or an array of another type.',
	},
	ALTA3221: {
		title: 'Loop without an end that is to be unrolled',
		help: 'An unrolled ONNX graph has a fixed number of layers. A stage that loops until its test is met needs a limit for that; with the operator Loop it needs none.',
	},
	ALTA3222: {
		title: 'Model too large for an ONNX file',
		help: 'Protobuf allows a file of 2 GiB. Sparse initialisers are much smaller for compiled models.',
	},
	ALTA3223: {
		title: 'Model without anything to compute',
		help: 'A model without tokens, coordinates, classes or members cannot be written as ONNX: runtimes refuse operations on nothing.',
	},
	ALTA3224: { title: 'Impossible option of an ONNX export', help: 'The number of layers is a whole number from zero on.' },
	ALTA3301: { title: 'Missing model file', help: 'A saved model is a folder of `config.json`, `layout.json` and `model.safetensors`.' },
	ALTA3302: { title: 'Model file that is not JSON', help: '`config.json` and `layout.json` are JSON in UTF-8.' },
	ALTA3303: {
		title: 'Another version of the model format',
		help: 'The model was saved by a version of the library whose files this one cannot read.',
	},
	ALTA3304: {
		title: 'Malformed field of a model',
		help: 'A field of the config, the layout or the metadata is missing, is of another type, or is one that does not exist. Numbers are finite.',
	},
	ALTA3305: {
		title: 'Config that contradicts itself',
		help: 'Two parts of the config cannot both be right, such as two heads of one name in a layer.',
	},
	ALTA3306: {
		title: 'Missing tensor',
		help: 'The config of the model expects a tensor that is not there. `tensorNames` lists what a config expects.',
	},
	ALTA3307: {
		title: 'Tensor that nothing uses',
		help: 'A model has exactly the tensors its config expects, of dtype F64, F32, F16 or BF16, so that a misspelt name is noticed.',
	},
	ALTA3308: { title: 'Tensor of the wrong shape', help: 'The shape of a tensor follows from the config. Only matrices can be sparse.' },
	ALTA3309: {
		title: 'Arrays of a tensor that do not fit together',
		help: 'Row starts go from 0 to the number of entries and never descend, columns ascend in every row, there is one value (and one source) per entry, and every value is a number of the dtype.',
	},
	ALTA3310: {
		title: 'Source that the layout does not have',
		help: 'The provenance of a weight is an index into the sources of the layout, or −1 where nothing is known.',
	},
};
