import type { Tensor } from '@alta-ts/tensor';

/** The first entry of a tensor that is not what it should be, as a sentence; undefined where all are. Not-a-number equals itself, −0 is 0. */
export function difference(name: string, found: Tensor | undefined, wanted: Tensor, tolerance?: Float64Array): string | undefined {
	if (found === undefined) return `There is no "${name}".`;
	const type = `${wanted.dtype} [${wanted.shape.join(', ')}]`;
	const foundType = `${found.dtype} [${found.shape.join(', ')}]`;
	if (foundType !== type) return `"${name}" is ${foundType}, not ${type}.`;
	if (found.data.length !== wanted.data.length) return `"${name}" has ${found.data.length} entries, not ${wanted.data.length}.`;
	let wrong = 0;
	let first = -1;
	wanted.data.forEach((entry, index) => {
		if (agree(found.data[index] ?? Number.NaN, entry, tolerance?.[index] ?? 0)) return;
		if (wrong++ === 0) first = index;
	});
	if (first === -1) return undefined;
	const off = tolerance === undefined || tolerance[first] === 0 ? 'exactly' : `within ${tolerance[first]?.toPrecision(3)} of`;
	return (
		`${name}[${place(wanted.shape, first)}] is ${found.data[first]}, not ${off} ${wanted.data[first]}` +
		`${wrong === 1 ? '' : `; ${wrong - 1} more of ${wanted.data.length} entries are off`}.`
	);
}

function agree(found: number, wanted: number, tolerance: number): boolean {
	if (found === wanted || (Number.isNaN(found) && Number.isNaN(wanted))) return true;
	return Number.isFinite(wanted) && Number.isFinite(found) && Math.abs(found - wanted) <= tolerance;
}

function place(shape: readonly number[], index: number): string {
	const axes: number[] = [];
	let rest = index;
	for (const size of [...shape].reverse()) {
		axes.unshift(rest % size);
		rest = Math.floor(rest / size);
	}
	return axes.join(', ');
}
