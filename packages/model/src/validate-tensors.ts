import { type Problem, problem } from '@alta-ts/diagnostics';
import type { Config } from './config.js';
import { type ExpectedTensor, expectedTensors } from './expected-tensors.js';
import { isHalf, roundTo } from './half-precision.js';
import type { SparseTensor, Tensor } from './tensor.js';
import { malformed, missing, unexpected } from './tensor-files.js';

/**
 * Everything that is wrong with the tensors of a model; empty if nothing is.
 *
 * Codes: ALTA3306 (missing), ALTA3307 (not expected by the config), ALTA3308 (wrong shape), ALTA3309 (arrays that do not fit together),
 * ALTA3002 (not finite), ALTA3310 (a source that the layout does not have).
 *
 * @param sourceCount the number of sources of the layout.
 */
export function validateTensors(config: Config, sourceCount: number, tensors: Readonly<Record<string, Tensor>>): Problem[] {
	const expected = expectedTensors(config);
	const names = new Set(expected.map((each) => each.name));
	const given = new Map(Object.entries(tensors));
	const chosen = new Map<string, number>();
	return [
		...expected.filter((each) => !each.optional && !given.has(each.name)).map((each) => missing(each.name)),
		...[...given.keys()].filter((name) => !names.has(name)).map((name) => unexpected(name, 'is used by nothing')),
		...expected.flatMap((each) => {
			const tensor = given.get(each.name);
			return tensor === undefined ? [] : [...shapeProblems(each, tensor, chosen), ...contentProblems(each.name, tensor, sourceCount)];
		}),
	];
}

/** @param chosen the sizes that the tensors of an owner have chosen so far. */
function shapeProblems(expected: ExpectedTensor, tensor: Tensor, chosen: Map<string, number>): Problem[] {
	const sizes = expected.shape.map((size, axis) => {
		if (typeof size === 'number') return size;
		const first = chosen.get(expected.owner) ?? Math.min(Math.max(tensor.shape[axis] ?? 0, size.min), size.max);
		chosen.set(expected.owner, first);
		return first;
	});
	if (tensor.kind === 'sparse' && sizes.length !== 2) {
		return [shapeProblem(expected.name, 'is sparse', `should be dense, of shape [${sizes.join(', ')}]`)];
	}
	if (sizes.length === tensor.shape.length && sizes.every((size, axis) => size === tensor.shape[axis])) return [];
	return [shapeProblem(expected.name, `has shape [${tensor.shape.slice(0, 8).join(', ')}]`, `should have [${sizes.join(', ')}]`)];
}

function shapeProblem(name: string, is: string, should: string): Problem {
	return problem('ALTA3308', {
		what: `The tensor ${name} ${is}, but ${should}.`,
		where: [`tensor ${name}`],
		why: 'The config gives the shape of every tensor.',
		fix: 'Correct the tensor or the config, whichever is wrong.',
	});
}

function contentProblems(name: string, tensor: Tensor, sourceCount: number): Problem[] {
	const values = tensor.kind === 'sparse' ? tensor.values : tensor.data;
	const wrong = tensor.kind === 'sparse' ? wrongRows(tensor) : wrongLength(tensor.shape, values.length);
	if (wrong !== undefined) return [malformed(name, wrong)];
	if ((tensor.dtype === 'f64') !== values instanceof Float64Array) return [malformed(name, `is ${tensor.dtype}, but its array is not`)];
	const foreign = isHalf(tensor.dtype)
		? values.find((value) => Number.isFinite(value) && roundTo(tensor.dtype, value) !== value)
		: undefined;
	if (foreign !== undefined) return [malformed(name, `has the number ${foreign}, which is none of ${tensor.dtype}`)];
	const problems: Problem[] = [];
	const bad = values.findIndex((value) => !Number.isFinite(value));
	if (bad !== -1) {
		problems.push(
			problem('ALTA3002', {
				what: `The number ${bad} of the tensor ${name} is ${values[bad]}.`,
				where: [`tensor ${name}`],
				why: 'Weights are finite: a NaN or an infinity would spread to every result that reads it.',
				fix: 'Find out where it comes from, and replace it.',
			}),
		);
	}
	if (tensor.sources !== undefined) problems.push(...sourceProblems(name, tensor.sources, values.length, sourceCount));
	return problems;
}

function wrongLength(shape: readonly number[], length: number): string | undefined {
	const size = shape.reduce((product, each) => product * each, 1);
	return size === length ? undefined : `has ${length} numbers, but its shape takes ${size}`;
}

/** What is wrong with the indices of a sparse tensor, in words. */
function wrongRows({ shape: [rows, columnCount], rowStarts, columns, values }: SparseTensor): string | undefined {
	if (rowStarts.length !== rows + 1) return `has ${rowStarts.length} row starts, but ${rows} rows take ${rows + 1}`;
	if (rowStarts[0] !== 0 || rowStarts[rows] !== columns.length)
		return `has row starts that do not go from 0 to its ${columns.length} entries`;
	if (columns.length !== values.length) return `has ${columns.length} columns, but ${values.length} values`;
	if (rowStarts.some((start, row) => row > 0 && start < (rowStarts[row - 1] ?? 0))) return 'has row starts that descend';
	for (let row = 0; row < rows; row++) {
		let previous = -1;
		for (let index = rowStarts[row] ?? 0; index < (rowStarts[row + 1] ?? 0); index++) {
			const column = columns[index] ?? -1;
			if (column <= previous) return `has columns that do not ascend in row ${row}`;
			if (column >= columnCount) return `has the column ${column} in row ${row}, but only ${columnCount} columns`;
			previous = column;
		}
	}
	return undefined;
}

function sourceProblems(name: string, sources: Int32Array, length: number, sourceCount: number): Problem[] {
	if (sources.length !== length) return [malformed(name, `has ${length} numbers, but ${sources.length} sources`)];
	const bad = sources.find((source) => source < -1 || source >= sourceCount);
	if (bad === undefined) return [];
	return [
		problem('ALTA3310', {
			what: `A number of the tensor ${name} has the source ${bad}, but the layout has ${sourceCount} sources.`,
			where: [`tensor ${name}`],
			why: 'A source is an index into the sources of the layout, or −1.',
			fix: 'Save layout and tensors together.',
		}),
	];
}
