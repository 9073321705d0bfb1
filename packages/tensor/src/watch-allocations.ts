import { type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { Backend, Buffer, Executable } from './backend.js';
import type { Plan } from './plan.js';
import { bytesOf, countEntries, printBytes, printShape } from './shape.js';

/** Something a backend made and nobody has disposed. */
export interface Allocation {
	readonly kind: 'buffer' | 'executable';
	/** The label of a buffer, the name of an executable's plan. */
	readonly label: string;
	/** The call that made it, such as `upload`, or `run 3 of plan parity`. */
	readonly madeBy: string;
	/** 0 for executables, which do not tell. */
	readonly bytes: number;
}

/** A backend that is watched. */
export interface AllocationWatch {
	/** Use this one instead of the backend that was given. */
	readonly backend: Backend;
	/** What is there now, the oldest first. */
	live(): readonly Allocation[];
	/**
	 * Refuses what is left.
	 *
	 * @throws AltaError ALTA5030, one problem for each allocation, by label and by the call that made it.
	 */
	check(): void;
}

/**
 * Watches what a backend hands out, to find what nobody frees. It works with any backend and costs next to nothing.
 *
 * @example
 * ```ts
 * import { createReferenceBackend, watchAllocations } from '@alta-ts/tensor';
 * const watch = watchAllocations(createReferenceBackend());
 * watch.backend.upload({ dtype: 'f32', shape: [2], data: Float32Array.of(1, 2) }, 'numbers');
 * watch.live(); // => [{ kind: 'buffer', label: 'numbers', madeBy: 'upload', bytes: 8 }]
 * ```
 */
export function watchAllocations(backend: Backend): AllocationWatch {
	const live = new Map<Buffer | Executable, Allocation>();
	const inner = new WeakMap<Buffer, Buffer>();
	const runs = new Map<string, number>();

	const watchBuffer = (buffer: Buffer, madeBy: string): Buffer => {
		const { label, dtype, shape } = buffer;
		const watched: Buffer = {
			label,
			dtype,
			shape,
			dispose: () => {
				live.delete(watched);
				buffer.dispose();
			},
		};
		inner.set(watched, buffer);
		live.set(watched, { kind: 'buffer', label, madeBy, bytes: countEntries(shape) * bytesOf(dtype) });
		return watched;
	};
	/** A buffer that is not watched, or what is none at all, goes on as it is: the backend knows what to make of it. */
	const unwrap = (buffer: Buffer): Buffer => inner.get(buffer) ?? buffer;

	const unwrapAll = (inputs: Readonly<Record<string, Buffer>>): Readonly<Record<string, Buffer>> => {
		const given: unknown = inputs;
		if (typeof given !== 'object' || given === null) return inputs;
		return Object.fromEntries(Object.entries(inputs).map(([name, buffer]) => [name, unwrap(buffer)]));
	};

	const watchExecutable = (executable: Executable, { name }: Plan): Executable => {
		const watched: Executable = {
			run: async (inputs) => {
				const run = (runs.get(name) ?? 0) + 1;
				runs.set(name, run);
				const { outputs, passes } = await executable.run(unwrapAll(inputs));
				const made = Object.entries(outputs).map(([output, buffer]): [string, Buffer] => [
					output,
					watchBuffer(buffer, `run ${run} of plan ${name}`),
				]);
				return { outputs: Object.fromEntries(made), passes };
			},
			dispose: () => {
				live.delete(watched);
				executable.dispose();
			},
		};
		live.set(watched, { kind: 'executable', label: name, madeBy: 'prepare', bytes: 0 });
		return watched;
	};

	return {
		backend: {
			name: backend.name,
			contract: backend.contract,
			adapter: backend.adapter,
			capabilities: backend.capabilities,
			upload: (tensor, label) => watchBuffer(backend.upload(tensor, label), 'upload'),
			allocate: (shape, dtype, label) => watchBuffer(backend.allocate(shape, dtype, label), 'allocate'),
			prepare: async (plan) => watchExecutable(await backend.prepare(plan), plan),
			read: async (buffer) => backend.read(unwrap(buffer)),
			dispose: () => {
				live.clear();
				backend.dispose();
			},
		},
		live: () => [...live.values()],
		check: () => throwProblems([...live].map(([thing, allocation]) => leak(backend, thing, allocation))),
	};
}

function leak({ name }: Backend, thing: Buffer | Executable, { kind, label, madeBy, bytes }: Allocation): Problem {
	const what =
		'dtype' in thing
			? `Buffer "${label}", ${thing.dtype} ${printShape(thing.shape)}, ${printBytes(bytes)},`
			: `The executable of plan "${label}"`;
	return problem('ALTA5030', {
		what: `${what} was not disposed.`,
		where: [`backend ${name}`, `${kind} ${label}`, `made by ${madeBy}`],
		why: 'Whoever receives a buffer or an executable disposes it; until then its memory is taken.',
		fix: 'Dispose it, or make it in a scope (withScope).',
	});
}
