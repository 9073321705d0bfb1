import { type Backend, type Buffer, createReferenceBackend, type Executable, type Plan, type Tensor } from '@alta-ts/tensor';

/** A backend that computes rightly and breaks a rule of the contract. */
export interface RuleBreaker {
	readonly rule: string;
	/** The names of cases that must notice. */
	readonly noticed: RegExp;
	readonly create: () => Backend;
}

/** Mistakes around the ops: in memory, order, refusals and what a backend says of itself. */
export const ruleBreakers: readonly RuleBreaker[] = [
	{
		rule: 'uploads are copies',
		noticed: /^memory: uploads and reads/,
		create: () => {
			const backend = createReferenceBackend();
			const uploaded = new Map<Buffer, Tensor>();
			return {
				...backend,
				upload: (tensor, label) => {
					const buffer = backend.upload(tensor, label);
					uploaded.set(buffer, tensor);
					return buffer;
				},
				read: async (buffer) => {
					const tensor = await backend.read(buffer);
					return { ...tensor, data: uploaded.get(buffer)?.data.slice() ?? tensor.data };
				},
			};
		},
	},
	{
		rule: 'reads are copies',
		noticed: /^memory: uploads and reads/,
		create: () => {
			const backend = createReferenceBackend();
			const read = new Map<Buffer, Tensor>();
			return {
				...backend,
				read: async (buffer) => {
					const tensor = read.get(buffer) ?? (await backend.read(buffer));
					read.set(buffer, tensor);
					return tensor;
				},
			};
		},
	},
	{
		rule: 'a disposed backend refuses',
		noticed: /^memory: what was disposed/,
		create: () => ({ ...createReferenceBackend(), dispose: () => {} }),
	},
	{
		rule: 'what is extra is refused',
		noticed: /^misuse: inputs that are missing/,
		create: () =>
			withRuns((plan, run) => async (inputs) => run(Object.fromEntries(Object.entries(inputs).filter(([name]) => name in plan.inputs)))),
	},
	{
		rule: 'a call takes hold of its buffers when it is made',
		noticed: /^order: buffers and executables disposed/,
		create: () =>
			withRuns((_, run) => async (inputs) => {
				await Promise.resolve();
				return run(inputs);
			}),
	},
	{
		rule: 'runs of one executable keep their order',
		noticed: /^order: runs of one executable/,
		create: () =>
			withRuns((_, run) => async (inputs) => {
				const done = await run(inputs);
				const rows = Object.values(inputs)[0]?.shape[0] ?? 0;
				for (let turn = 0; turn < rows; turn++) await Promise.resolve();
				return done;
			}),
	},
	{
		rule: 'a run sees nothing of the one before',
		noticed: /^repeat f32: batch after batch/,
		create: () =>
			withRuns((_, run) => {
				let before: Parameters<Executable['run']>[0] | undefined;
				return async (inputs) => {
					const shapes = (given: typeof inputs): string =>
						Object.values(given)
							.map(({ shape }) => shape.join('×'))
							.join();
					const stale = before !== undefined && shapes(before) === shapes(inputs) ? before : inputs;
					before = inputs;
					return run(stale);
				};
			}),
	},
	{
		rule: 'a loop may be called as a property is that every object has',
		noticed: /^repeat f32: names that every object has/,
		create: () =>
			withRuns((_, run) => async (inputs) => {
				const { outputs, passes } = await run(inputs);
				const counted: Record<string, unknown> = {};
				for (const [label, count] of Object.entries(passes)) counted[label] ||= count;
				return { outputs, passes: JSON.parse(JSON.stringify(counted)) };
			}),
	},
	{
		rule: 'what is no buffer is refused',
		noticed: /^misuse: other things than buffers/,
		create: () => withRuns((_, run) => async (inputs) => run({ ...inputs })),
	},
	{
		rule: 'the same run gives the same bits',
		noticed: /^order: the same run/,
		create: () => {
			let reads = 0;
			const backend = createReferenceBackend();
			return {
				...backend,
				read: async (buffer) => {
					const tensor = await backend.read(buffer);
					reads++;
					return { ...tensor, data: tensor.data.map((entry) => (tensor.dtype === 'f32' ? entry * (1 + reads * 2 ** -22) : entry)) };
				},
			};
		},
	},
	{
		rule: 'inputs stay as they are',
		noticed: /^order: (one buffer|a thousand|outputs)|^memory: uploads and reads/,
		create: () => {
			const backend = createReferenceBackend();
			const used = new Set<Buffer>();
			return {
				...backend,
				prepare: async (plan) => {
					const executable = await backend.prepare(plan);
					return {
						dispose: () => executable.dispose(),
						run: async (inputs) => {
							for (const buffer of Object.values(inputs)) used.add(buffer);
							return executable.run(inputs);
						},
					};
				},
				read: async (buffer) => {
					const tensor = await backend.read(buffer);
					return used.has(buffer) ? { ...tensor, data: tensor.data.map((entry) => entry * 2) } : tensor;
				},
			};
		},
	},
	{
		rule: 'what the capabilities leave out is refused',
		noticed: /^capabilities: what is missing/,
		create: () => {
			const backend = createReferenceBackend();
			const ops = backend.capabilities.ops.filter((op) => op !== 'softmax');
			const refuses = [{ op: 'softmax', reason: 'Nobody has written it.' } as const];
			return { ...backend, capabilities: { ...backend.capabilities, ops, refuses } };
		},
	},
	{
		rule: 'what is left out has a reason',
		noticed: /^capabilities: they are complete/,
		create: () => {
			const backend = createReferenceBackend();
			return { ...backend, capabilities: { ...backend.capabilities, ops: backend.capabilities.ops.filter((op) => op !== 'softmax') } };
		},
	},
	{
		rule: 'mandatory ops are there',
		noticed: /^capabilities: they are complete/,
		create: () => {
			const backend = createReferenceBackend();
			const ops = backend.capabilities.ops.filter((op) => op !== 'halt');
			const refuses = [{ op: 'halt', reason: 'Nobody has written it.' } as const];
			return { ...backend, capabilities: { ...backend.capabilities, ops, refuses } };
		},
	},
	{
		rule: 'limits are kept',
		noticed: /^capabilities: what is too large/,
		create: () => {
			const backend = createReferenceBackend();
			return { ...backend, capabilities: { ...backend.capabilities, limits: { bufferBytes: 2 ** 24 } } };
		},
	},
];

/** The reference backend with other runs. */
function withRuns(change: (plan: Plan, run: Executable['run']) => Executable['run']): Backend {
	const backend = createReferenceBackend();
	return {
		...backend,
		prepare: async (plan) => {
			const executable = await backend.prepare(plan);
			return { dispose: () => executable.dispose(), run: change(plan, async (inputs) => executable.run(inputs)) };
		},
	};
}
