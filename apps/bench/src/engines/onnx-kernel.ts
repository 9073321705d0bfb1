import { create, toBinary } from '@bufbuild/protobuf';
import { AttributeProto_AttributeType, ModelProtoSchema, TensorProto_DataType } from 'onnx-buf';
import type { HostArray, Kernel, OnnxNode } from '../kernels/kernel.js';

/** A kernel as an ONNX file. Constants are part of the file, so that a runtime can arrange them before it runs. */
export function onnxKernel({ nodes, inputs, constants, outShape }: Kernel): Uint8Array {
	const initializer = Object.entries(constants).map(([name, { shape, data }]) => ({
		name,
		dims: shape.map(BigInt),
		dataType: elementType(data),
		rawData: new Uint8Array(data.slice().buffer),
	}));
	const used = Object.entries(inputs).filter(([name]) => nodes.some((node) => node.inputs.includes(name)));
	return toBinary(
		ModelProtoSchema,
		create(ModelProtoSchema, {
			irVersion: 8n,
			opsetImport: [
				{ domain: '', version: 18n },
				{ domain: 'com.microsoft', version: 1n },
			],
			graph: {
				name: 'kernel',
				node: nodes.map((node) => ({
					name: node.output ?? 'out',
					opType: node.op,
					domain: node.domain ?? '',
					input: [...node.inputs],
					output: [node.output ?? 'out'],
					attribute: attributesOf(node),
				})),
				initializer,
				input: used.map(([name, { shape, data }]) => value(name, shape, elementType(data))),
				output: [value('out', outShape, TensorProto_DataType.FLOAT)],
			},
		}),
	);
}

function attributesOf({ attributes = {} }: OnnxNode) {
	return Object.entries(attributes).map(([name, value]) => {
		if ('integer' in value) return { name, type: AttributeProto_AttributeType.INT, i: BigInt(value.integer) };
		if ('integers' in value) return { name, type: AttributeProto_AttributeType.INTS, ints: value.integers.map(BigInt) };
		return { name, type: AttributeProto_AttributeType.FLOAT, f: value.float };
	});
}

function elementType(data: HostArray['data']): TensorProto_DataType {
	return data instanceof Int32Array ? TensorProto_DataType.INT32 : TensorProto_DataType.FLOAT;
}

function value(name: string, shape: readonly number[], elemType: number) {
	const dim = shape.map((size) => ({ value: { case: 'dimValue' as const, value: BigInt(size) } }));
	return { name, type: { value: { case: 'tensorType' as const, value: { elemType, shape: { dim } } } } };
}
