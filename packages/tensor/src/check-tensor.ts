import { altaError, describeValue } from '@alta-ts/diagnostics';
import { dtypeFault } from './check-dtype.js';
import { foreignNumber } from './round-to.js';
import { countEntries, holds, printShape } from './shape.js';
import type { DType, Tensor } from './tensor.js';

/**
 * Checks a tensor that is to be uploaded: its shape, its array, its numbers.
 *
 * @throws ALTA5028 where they do not belong together.
 */
export function checkTensor(tensor: Tensor, label: string): void {
	checkIsTensor(tensor, label);
	checkDType(tensor.dtype, label);
	checkShape(tensor.shape, label);
	const entries = countEntries(tensor.shape);
	if (!holds(tensor.dtype, tensor.data) || tensor.data.length !== entries)
		throw altaError('ALTA5028', {
			what: `Tensor "${label}" says ${tensor.dtype} ${printShape(tensor.shape)} but has ${tensor.data.length} entries in a ${tensor.data.constructor.name}.`,
			where: [`tensor ${label}`],
			why: 'i32 numbers are in an Int32Array, f64 in a Float64Array, all others in a Float32Array, as many as the shape says.',
			fix: `Pass ${entries} entries in the array type of ${tensor.dtype}.`,
		});
	checkNumbers(tensor, label);
}

function checkIsTensor(tensor: unknown, label: string): void {
	const isObject = typeof tensor === 'object' && tensor !== null;
	const what = isObject && 'data' in tensor && 'shape' in tensor ? notArray(tensor.data) : `It is ${describeValue(tensor)}`;
	if (what === undefined) return;
	throw altaError('ALTA5028', {
		what: `"${label}" is no tensor. ${what}.`,
		where: [`tensor ${label}`],
		why: 'A tensor is an object of a dtype, a shape and data: its numbers in one array.',
		fix: "Write it as in `{ dtype: 'f32', shape: [1, 2], data: Float32Array.of(3, 4) }`.",
	});
}

function notArray(data: unknown): string | undefined {
	return typeof data === 'object' && data !== null && 'length' in data ? undefined : `Its data is ${describeValue(data)}`;
}

/**
 * Checks the dtype of a buffer that is to be made.
 *
 * @throws ALTA5028 for one that does not exist.
 */
export function checkDType(dtype: DType, label: string): void {
	const wrong = dtypeFault(dtype);
	if (wrong === undefined) return;
	throw altaError('ALTA5028', {
		what: `In tensor "${label}", ${wrong.fault}.`,
		where: [`tensor ${label}`],
		why: 'The dtype says how a device holds the numbers.',
		fix: wrong.fix,
	});
}

function checkNumbers({ dtype, data }: Tensor, label: string): void {
	const foreign = foreignNumber(dtype, data);
	if (foreign === undefined) return;
	throw altaError('ALTA5028', {
		what: `Tensor "${label}" says ${dtype} but holds ${foreign}.`,
		where: [`tensor ${label}`],
		why: `A device keeps numbers of ${dtype} in two bytes, which this one does not fit.`,
		fix: `Round the numbers to ${dtype} first.`,
	});
}

/**
 * Checks the shape of a buffer that is to be made.
 *
 * @throws ALTA5028 for sizes that are not whole numbers from 0.
 */
export function checkShape(shape: readonly number[], label: string): void {
	if (Array.isArray(shape) && shape.every((size) => Number.isSafeInteger(size) && size >= 0)) return;
	throw altaError('ALTA5028', {
		what: `Tensor "${label}" has the shape ${Array.isArray(shape) ? printShape(shape) : describeValue(shape)}.`,
		where: [`tensor ${label}`],
		why: 'Sizes are whole numbers from 0.',
		fix: 'Pass the sizes of the axes.',
	});
}
