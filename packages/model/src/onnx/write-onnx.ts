import {
	type OnnxAttribute,
	type OnnxFile,
	type OnnxGraph,
	type OnnxInitialiser,
	type OnnxNode,
	type OnnxValue,
	TYPE_NUMBER,
} from './onnx-file.js';
import { bytesField, integerField, type Message, message, messageField, textField } from './protobuf.js';

/** The version of the file format that belongs to the operator sets from 15 to 18. */
const IR_VERSION = 8;

/** The numbers of the fields of onnx.proto, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */
const FIELD = {
	model: { irVersion: 1, producerName: 2, graph: 7, opset: 8, metadata: 14 },
	opset: { domain: 1, version: 2 },
	entry: { key: 1, value: 2 },
	graph: { node: 1, name: 2, initializer: 5, input: 11, output: 12, sparseInitializer: 15 },
	node: { input: 1, output: 2, name: 3, opType: 4, attribute: 5 },
	attribute: { name: 1, integer: 3, graph: 6, integers: 8, type: 20 },
	value: { name: 1, type: 2 },
	type: { tensor: 1 },
	tensorType: { element: 1, shape: 2 },
	shape: { dim: 1 },
	dim: { value: 1, name: 2 },
	tensor: { dims: 1, dataType: 2, name: 8, rawData: 9 },
	sparseTensor: { values: 1, indices: 2, dims: 3 },
} as const;

const ATTRIBUTE_TYPE = { integer: 2, graph: 5, integers: 7 } as const;

/** The file as a protobuf message. */
export function writeOnnx({ opset, graph, metadata }: OnnxFile): Message {
	return message([
		integerField(FIELD.model.irVersion, IR_VERSION),
		textField(FIELD.model.producerName, 'alta-ts'),
		messageField(FIELD.model.graph, graphMessage(graph)),
		messageField(FIELD.model.opset, message([textField(FIELD.opset.domain, ''), integerField(FIELD.opset.version, opset)])),
		...Object.entries(metadata).map(([key, text]) =>
			messageField(FIELD.model.metadata, message([textField(FIELD.entry.key, key), textField(FIELD.entry.value, text)])),
		),
	]);
}

function graphMessage({ name, nodes, inputs, outputs, initialisers }: OnnxGraph): Message {
	return message([
		...nodes.map((node) => messageField(FIELD.graph.node, nodeMessage(node))),
		textField(FIELD.graph.name, name),
		...initialisers.map((each) =>
			each.indices === undefined
				? messageField(FIELD.graph.initializer, tensorMessage(each))
				: messageField(FIELD.graph.sparseInitializer, sparseMessage(each, each.indices)),
		),
		...inputs.map((value) => messageField(FIELD.graph.input, valueMessage(value))),
		...outputs.map((value) => messageField(FIELD.graph.output, valueMessage(value))),
	]);
}

function nodeMessage({ op, name, inputs, outputs, attributes }: OnnxNode): Message {
	return message([
		...inputs.map((input) => textField(FIELD.node.input, input)),
		...outputs.map((output) => textField(FIELD.node.output, output)),
		textField(FIELD.node.name, name),
		textField(FIELD.node.opType, op),
		...Object.entries(attributes).map(([key, value]) => messageField(FIELD.node.attribute, attributeMessage(key, value))),
	]);
}

function attributeMessage(name: string, value: OnnxAttribute): Message {
	const { attribute } = FIELD;
	const typed = (type: number, fields: readonly Message[]): Message =>
		message([textField(attribute.name, name), ...fields, integerField(attribute.type, type)]);
	if (typeof value === 'number') return typed(ATTRIBUTE_TYPE.integer, [integerField(attribute.integer, value)]);
	if ('nodes' in value) return typed(ATTRIBUTE_TYPE.graph, [messageField(attribute.graph, graphMessage(value))]);
	return typed(
		ATTRIBUTE_TYPE.integers,
		value.map((each) => integerField(attribute.integers, each)),
	);
}

function valueMessage({ name, type, shape }: OnnxValue): Message {
	const dims = shape.map((dim) =>
		messageField(FIELD.shape.dim, typeof dim === 'number' ? integerField(FIELD.dim.value, dim) : textField(FIELD.dim.name, dim)),
	);
	const tensor = message([integerField(FIELD.tensorType.element, TYPE_NUMBER[type]), messageField(FIELD.tensorType.shape, message(dims))]);
	return message([textField(FIELD.value.name, name), messageField(FIELD.value.type, messageField(FIELD.type.tensor, tensor))]);
}

function tensorMessage({ name, type, shape, data }: OnnxInitialiser): Message {
	return message([
		...shape.map((size) => integerField(FIELD.tensor.dims, size)),
		integerField(FIELD.tensor.dataType, TYPE_NUMBER[type]),
		textField(FIELD.tensor.name, name),
		// Little-endian, like the typed arrays of every machine that runs JavaScript today.
		bytesField(FIELD.tensor.rawData, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
	]);
}

/** The name of a sparse tensor is that of its values. */
function sparseMessage({ name, type, shape, data }: OnnxInitialiser, indices: BigInt64Array): Message {
	return message([
		messageField(FIELD.sparseTensor.values, tensorMessage({ name, type, shape: [data.length], data })),
		messageField(FIELD.sparseTensor.indices, tensorMessage({ name: '', type: 'int64', shape: [indices.length], data: indices })),
		...shape.map((size) => integerField(FIELD.sparseTensor.dims, size)),
	]);
}
