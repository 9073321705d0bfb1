import { compile } from '@alta-ts/compiler';
import { altaError, isAltaError } from '@alta-ts/diagnostics';
import { findTask } from '@alta-ts/programs';
import { type Availability, type Backend, createReferenceBackend, probeReference } from '@alta-ts/tensor';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { BackendTable } from './backend-table.js';
import { createMachine } from './create-machine.js';
import type { Machine } from './machine.js';

const SOURCE = { address: 'https://example.org/models/parity/' };
const task = findTask('parity-sequential-relative');
const parity = compile(task.program(), { codec: { name: task.name, options: {} } });

/** A reference backend whose device is lost at the first upload. */
function lostBackend(): Backend {
	const upload = (): never => {
		throw altaError('ALTA5041', { what: 'The device was lost.', why: 'The device says: gone.', fix: 'Make a new backend.' });
	};
	return { ...createReferenceBackend(), name: 'lost', upload };
}

/** A machine with parity on it, and a backend `fragile` that is lost so many times, each time it is made. */
async function machineThatLoses(times: number): Promise<{ readonly machine: Machine; readonly made: () => number }> {
	let made = 0;
	const create = (): Backend => (made++ < times ? lostBackend() : createReferenceBackend());
	const backends: BackendTable = {
		fragile: async () => ({ create, probe: probeReference }),
		absent: async () => ({ create, probe: () => ({ available: false, reason: 'It is not here.', fix: 'Take another.' }) }),
	};
	const machine = createMachine({ backends, fetchModel: async () => parity });
	await machine.load(SOURCE);
	return { machine, made: () => made };
}

test('answers with what the run gave and what computed it', async () => {
	const { machine } = await machineThatLoses(0);
	const answer = await machine.run({ backend: 'fragile', text: '1 0 1 1' });
	expect(answer).toMatchObject({
		text: '1',
		tokens: ['START', '1', '0', '1', '1'],
		halted: true,
		requested: 'fragile',
		executed: 'reference',
	});
	expect(answer.loadTime).toBeGreaterThan(0);
	expect(answer).not.toHaveProperty('lost');
});

test('an answer says what was asked, and of which weights', async () => {
	const { machine } = await machineThatLoses(0);
	expect(await machine.run({ backend: 'fragile', text: '1 0' })).toMatchObject({ input: '1 0', model: task.name });
});

test('keeps the weights on a backend from one run to the next', async () => {
	const { machine, made } = await machineThatLoses(0);
	await machine.run({ backend: 'fragile', text: '1 0' });
	const { text, loadTime } = await machine.run({ backend: 'fragile', text: '1 1' });
	expect({ text, loadTime, made: made() }).toEqual({ text: '0', loadTime: 0, made: 1 });
});

test('takes a new device when one is lost, and says so', async () => {
	const { machine, made } = await machineThatLoses(1);
	const answer = await machine.run({ backend: 'fragile', text: '1 0 1 1' });
	expect(answer.text).toBe('1');
	expect(answer.lost?.code).toBe('ALTA5041');
	expect(made()).toBe(2);
});

test('gives up when the new device is lost, too, and begins anew with the next run', async () => {
	const { machine } = await machineThatLoses(2);
	await expect(machine.run({ backend: 'fragile', text: '1 0 1 1' })).rejects.toMatchObject({ code: 'ALTA5041' });
	expect((await machine.run({ backend: 'fragile', text: '1 0 1 1' })).text).toBe('1');
});

test('says that the device was lost where there is no new one, also to those who look for backends afterwards', async () => {
	let made = 0;
	const isLost = (): boolean => made > 1;
	const unavailable = { reason: 'There is no adapter.', fix: 'Turn it on.' };
	const create = (): Backend => {
		if (isLost()) throw altaError('ALTA5040', { what: unavailable.reason, why: 'Plans run on one.', fix: unavailable.fix });
		made++;
		return lostBackend();
	};
	const probe = (): Availability => (isLost() ? { available: false, ...unavailable } : { available: true, adapter: lostBackend().adapter });
	const backends: BackendTable = {
		gone: async () => ({ create, probe }),
		along: async () => ({ create: createReferenceBackend, probe }),
		never: async () => ({ create, probe: () => ({ available: false, ...unavailable }) }),
	};
	const machine = createMachine({ backends, fetchModel: async () => parity });
	await machine.load(SOURCE);
	expect((await machine.probe()).map(({ available }) => available)).toEqual([true, true, false]);
	const told = { reason: 'The device was lost, and the browser gives no new one.', fix: 'Reload the page, or restart the browser.' };
	await expect(machine.run({ backend: 'gone', text: '1' })).rejects.toSatisfy(
		(error) =>
			isAltaError(error) && error.code === 'ALTA5041' && error.problems[0]?.what === told.reason && error.problems[0].fix === told.fix,
	);
	expect(await machine.probe()).toEqual([
		{ name: 'gone', available: false, ...told },
		{ name: 'along', available: false, ...told },
		{ name: 'never', available: false, ...unavailable },
	]);
});

test('opens a backend anew after it has failed in a run', async () => {
	let made = 0;
	const broken = (): Backend => {
		const backend = createReferenceBackend();
		const run = async (): Promise<never> => {
			throw altaError('ALTA5044', { what: 'The device refused a command.', why: 'It is of no use any more.', fix: 'Make a new backend.' });
		};
		return { ...backend, prepare: async (plan) => ({ ...(await backend.prepare(plan)), run }) };
	};
	const create = (): Backend => (made++ === 0 ? broken() : createReferenceBackend());
	const machine = createMachine({ backends: { b: async () => ({ create, probe: probeReference }) }, fetchModel: async () => parity });
	await machine.load(SOURCE);
	await expect(machine.run({ backend: 'b', text: '1 0' })).rejects.toMatchObject({ code: 'ALTA5044' });
	expect((await machine.run({ backend: 'b', text: '1 0 1 1' })).text).toBe('1');
});

test('keeps a backend after an input that the weights do not read', async () => {
	let made = 0;
	const create = (): Backend => {
		made++;
		return createReferenceBackend();
	};
	const machine = createMachine({
		backends: { b: async () => ({ create, probe: probeReference }) },
		fetchModel: async () => compile(task.program()),
	});
	await machine.load(SOURCE);
	await machine.run({ backend: 'b', text: 'START 1 0' });
	await expect(machine.run({ backend: 'b', text: 'START 2' })).rejects.toMatchObject({ code: 'ALTA6001' });
	expect(await machine.run({ backend: 'b', text: 'START 1' })).toMatchObject({ loadTime: 0 });
	expect(made).toBe(1);
});

test('weights that cannot be loaded are not answered for by those before', async () => {
	const machine = createMachine({
		backends: { b: async () => ({ create: createReferenceBackend, probe: probeReference }) },
		fetchModel: async (source) => {
			if (source === SOURCE) return parity;
			throw new Error('offline');
		},
	});
	await machine.load(SOURCE);
	await expect(machine.load({ address: 'https://example.org/models/others/' })).rejects.toThrow('offline');
	await expect(machine.run({ backend: 'b', text: '1 0 1 1' })).rejects.toThrow('no model is loaded');
});

test('a package that does not load leaves the other backends, and says what to do', async () => {
	const machine = createMachine({
		backends: {
			here: async () => ({ create: createReferenceBackend, probe: probeReference }),
			gone: async () => {
				throw new TypeError('Failed to fetch dynamically imported module: https://example.org/gone.js');
			},
			wild: async () => ({
				create: createReferenceBackend,
				probe: () => {
					throw new RangeError('off by one');
				},
			}),
		},
	});
	expect(await machine.probe()).toEqual([
		expect.objectContaining({ name: 'here', available: true }),
		{
			name: 'gone',
			available: false,
			reason: 'It cannot be opened: Failed to fetch dynamically imported module: https://example.org/gone.js.',
			fix: 'Reload the page, or choose another backend.',
		},
		{ name: 'wild', available: false, reason: 'It cannot be opened: off by one.', fix: 'Reload the page, or choose another backend.' },
	]);
});

test('a backend that cannot be opened after all is not available, with the reason', async () => {
	const create = (): never => {
		throw altaError('ALTA5040', { what: 'No.', why: 'It is old.', fix: 'Update it.' });
	};
	const machine = createMachine({ backends: { old: async () => ({ create, probe: probeReference }) } });
	expect(await machine.probe()).toEqual([{ name: 'old', available: false, reason: 'It is old.', fix: 'Update it.' }]);
});

test('refuses a word of another language before any backend is opened', async () => {
	const { machine, made } = await machineThatLoses(0);
	await expect(machine.run({ backend: 'fragile', text: '1 2' })).rejects.toMatchObject({ code: 'ALTA8004' });
	expect(made()).toBe(0);
});

test('tells what backends there are, and why others are not', async () => {
	const { machine } = await machineThatLoses(0);
	const [fragile, absent] = await machine.probe();
	expect(fragile).toMatchObject({
		name: 'fragile',
		available: true,
		adapter: { software: false },
		capabilities: { ops: expect.any(Array) },
	});
	expect(absent).toEqual({ name: 'absent', available: false, reason: 'It is not here.', fix: 'Take another.' });
});

test('tells how large a model is', async () => {
	const { machine } = await machineThatLoses(0);
	const facts = await machine.load(SOURCE);
	expect(facts.name).toBe('parity-sequential-relative');
	expect(facts.nonzeros).toBeLessThanOrEqual(facts.parameters);
	expect(facts.dtype).toBe('f32');
});

test('tells what the task of a model asks, with inputs to try', async () => {
	const { machine } = await machineThatLoses(0);
	const { task: words, examples } = await machine.load(SOURCE);
	expect(words).toMatch(/Is the number of ones odd\?$/);
	expect(examples.length).toBeGreaterThan(1);
	for (const text of examples) expect((await machine.run({ backend: 'fragile', text })).text).toBe(task.oracle()(text));
});

test('files of weights that do not come are told, with where they should be', async () => {
	vi.stubGlobal('fetch', async (url: string) => {
		if (url.endsWith('layout.json')) throw new TypeError('Failed to fetch');
		return new Response('', { status: 404 });
	});
	onTestFinished(() => {
		vi.unstubAllGlobals();
	});
	const machine = createMachine();
	await expect(machine.load(SOURCE)).rejects.toSatisfy(
		(error) =>
			isAltaError(error) &&
			error.code === 'ALTA3301' &&
			error.problems.map(({ where, why }) => `${where.join()} ${why}`).join() ===
				`${SOURCE.address} config.json: the server answers 404. layout.json: the server cannot be reached. ` +
					'model.safetensors: the server answers 404.',
	);
});
