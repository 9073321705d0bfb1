import { isAltaError } from '@alta-ts/diagnostics';
import { type DType, type Plan, withScope } from '@alta-ts/tensor';
import type { BackendCase, CaseContext } from '../case.js';
import { difference } from '../compare.js';
import { tensor } from '../data/numbers.js';
import { FLOATS } from '../data/sizes.js';
import { readAll } from '../run-plan.js';
import { expectRefusal } from './expect-refusal.js';
import { doubled, doubling, pairs, someFloat } from './sample.js';

const DTYPES: readonly DType[] = [...FLOATS, 'i32'];

const SHAPES: readonly (readonly number[])[] = [[], [0], [1], [3, 0], [5], [257], [3, 5], [2, 3, 4], [65, 33]];

/** Numbers come back as they were, whatever they are. */
function roundTrip(dtype: DType): BackendCase {
	const special = dtype === 'i32' ? [2 ** 31 - 1, -(2 ** 31), 0, -1] : [Number.NaN, Number.POSITIVE_INFINITY, -1 / 0, 0, 1.5, 2 ** -14];
	const run = async ({ backend }: CaseContext): Promise<readonly string[]> =>
		withScope(backend, async (scope) => {
			const problems: (string | undefined)[] = [];
			for (const shape of SHAPES) {
				const entries = shape.reduce((a, b) => a * b, 1);
				const sent = tensor(
					dtype,
					shape,
					Array.from({ length: entries }, (_, entry) => special[entry % special.length] ?? 0),
				);
				const buffer = scope.upload(sent, 'sent');
				const given = `${buffer.label} ${buffer.dtype} ${buffer.shape.join('×')}`;
				if (given !== `sent ${dtype} ${shape.join('×')}`) problems.push(`The buffer says ${given}.`);
				problems.push(difference('sent', await backend.read(buffer), sent));
				const zeros = tensor(dtype, shape, Array<number>(entries).fill(0));
				problems.push(difference('zeros', await backend.read(scope.allocate(shape, dtype, 'zeros')), zeros));
			}
			return problems.filter((problem) => problem !== undefined);
		});
	return { name: `memory ${dtype}: uploads, zeros and reads`, dtype, run };
}

async function copies({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	return withScope(backend, async (scope) => {
		const x = pairs(dtype, 3);
		const sent = { ...x, data: x.data.slice() };
		const buffer = scope.upload(sent, 'x');
		sent.data.fill(99);
		const executable = await scope.prepare(doubling(dtype));
		const { outputs } = await scope.run(executable, { x: buffer });
		const first = await backend.read(buffer);
		const problems = [
			difference('x, whose array was changed after the upload,', first, x),
			difference('y', (await readAll(backend, outputs)).get('y'), doubled(x)),
		];
		first.data.fill(77);
		problems.push(difference('x, whose array was changed after it was read,', await backend.read(buffer), x));
		return problems.filter((problem) => problem !== undefined);
	});
}

async function disposed({ backend, create }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	const x = pairs(dtype, 2);
	return withScope(backend, async (scope) => {
		const gone = backend.upload(x, 'gone');
		const buffer = scope.upload(x, 'x');
		const executable = await scope.prepare(doubling(dtype));
		gone.dispose();
		gone.dispose();
		const problems = [
			...(await expectRefusal('Reading a disposed buffer', 'ALTA5021', ['gone'], () => backend.read(gone))),
			...(await expectRefusal('Running on a disposed buffer', 'ALTA5021', ['gone'], () => executable.run({ x: gone }))),
		];
		executable.dispose();
		executable.dispose();
		problems.push(...(await expectRefusal('Running a disposed executable', 'ALTA5021', ['double'], () => executable.run({ x: buffer }))));
		const other = await create();
		const theirs = other.upload(x, 'theirs');
		const another = await scope.prepare(doubling(dtype));
		const late = await other.prepare(doubling(dtype));
		problems.push(
			...(await expectRefusal('Reading a foreign buffer', 'ALTA5022', ['theirs'], () => backend.read(theirs))),
			...(await expectRefusal('Running on a foreign buffer', 'ALTA5022', ['theirs'], () => another.run({ x: theirs }))),
		);
		other.dispose();
		other.dispose();
		theirs.dispose();
		late.dispose();
		return [
			...problems,
			...(await expectRefusal('Uploading to a disposed backend', 'ALTA5021', [], () => other.upload(x, 'late'))),
			...(await expectRefusal('Allocating on a disposed backend', 'ALTA5021', [], () => other.allocate([1], dtype, 'late'))),
			...(await expectRefusal('Preparing on a disposed backend', 'ALTA5021', [], () => other.prepare(doubling(dtype)))),
			...(await expectRefusal('Reading from a disposed backend', 'ALTA5021', [], () => other.read(theirs))),
		];
	});
}

/** Memory that is used again is zero again, whatever was in it. */
async function zeroed({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	const types = { floats: { dtype, shape: ['rows', 2] }, counts: { dtype: 'i32', shape: ['rows', 2] } } as const;
	const plan: Plan = { ...doubling(dtype), buffers: { ...doubling(dtype).buffers, ...types }, outputs: ['floats', 'counts'] };
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(plan);
		const problems: (string | undefined)[] = [];
		for (const count of [3, 100, 3, 64, 3]) {
			const full = Array<number>(count * 2).fill(7);
			for (const each of [dtype, 'i32'] as const) backend.upload(tensor(each, [count, 2], full), 'full').dispose();
			const { outputs } = await scope.run(executable, { x: scope.upload(tensor(dtype, [count, 2], full), 'x') });
			const zeros = full.map(() => 0);
			const found = await readAll(backend, outputs);
			problems.push(difference('floats', found.get('floats'), tensor(dtype, [count, 2], zeros)));
			problems.push(difference('counts', found.get('counts'), tensor('i32', [count, 2], zeros)));
			for (const each of [dtype, 'i32'] as const) {
				const allocated = await backend.read(scope.allocate([count, 2], each, 'allocated'));
				problems.push(difference('allocated', allocated, tensor(each, [count, 2], zeros)));
			}
		}
		return problems.filter((problem) => problem !== undefined);
	});
}

/** As much as fits nowhere at once, bit by bit. */
async function givenBack({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	const entries = Math.min(2 ** 23, Math.floor(backend.capabilities.limits.bufferBytes / 8));
	try {
		for (let time = 0; time < 200; time++) backend.allocate([entries], dtype, `buffer ${time}`).dispose();
		return [];
	} catch (error) {
		return [`Buffers that were disposed still take memory: ${isAltaError(error) ? error.message : String(error)}`];
	}
}

/** Who owns what, and what is still there. */
export const memoryCases: readonly BackendCase[] = [
	...DTYPES.map(roundTrip),
	{ name: 'memory: uploads and reads are copies, and runs leave their inputs alone', run: copies },
	{ name: 'memory: what was disposed, or is another backend’s, is refused', run: disposed },
	{ name: 'memory: buffers begin at zero, also where there was something else', run: zeroed },
	{ name: 'memory: what is disposed is given back', run: givenBack },
];
