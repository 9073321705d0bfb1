import { compile } from '@alta-ts/compiler';
import { altaError } from '@alta-ts/diagnostics';
import { findTask } from '@alta-ts/programs';
import { type Backend, createReferenceBackend, probeReference } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
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
	expect(answer).toMatchObject({ text: '1', tokens: ['START', '1', '0', '1', '1'], halted: true, executed: 'reference' });
	expect(answer.openTime).toBeGreaterThan(0);
	expect(answer).not.toHaveProperty('lost');
});

test('keeps the weights on a backend from one run to the next', async () => {
	const { machine, made } = await machineThatLoses(0);
	await machine.run({ backend: 'fragile', text: '1 0' });
	const { text, openTime } = await machine.run({ backend: 'fragile', text: '1 1' });
	expect({ text, openTime, made: made() }).toEqual({ text: '0', openTime: 0, made: 1 });
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

test('refuses a word of another language before any backend is opened', async () => {
	const { machine, made } = await machineThatLoses(0);
	await expect(machine.run({ backend: 'fragile', text: '1 2' })).rejects.toMatchObject({ code: 'ALTA8004' });
	expect(made()).toBe(0);
});

test('tells what backends there are, and why others are not', async () => {
	const { machine } = await machineThatLoses(0);
	const [fragile, absent] = await machine.probe();
	expect(fragile).toMatchObject({ name: 'fragile', availability: { available: true } });
	expect(absent).toEqual({ name: 'absent', availability: { available: false, reason: 'It is not here.', fix: 'Take another.' } });
});

test('tells how large a model is', async () => {
	const { machine } = await machineThatLoses(0);
	const facts = await machine.load(SOURCE);
	expect(facts.name).toBe('parity-sequential-relative');
	expect(facts.nonzeros).toBeLessThanOrEqual(facts.parameters);
});
