import { altaError } from '@alta-ts/diagnostics';
import { type Backend, type DType, missingDType } from '@alta-ts/tensor';
import type { BackendPackage } from './backend-table.js';
import type { BackendUse } from './engine.js';
import type { Io } from './io.js';

/** A backend that is open, and how it came about. */
export interface OpenedBackend {
	readonly backend: Backend;
	readonly use: BackendUse;
}

/** The backend where none is asked for. */
export const DEFAULT_BACKEND = 'reference';

/**
 * Opens the backend of `--backend`, the reference backend by default.
 *
 * @throws ALTA9028 for one that does not work here, and whatever it refuses itself when it is opened.
 */
export async function openBackend(name: string | undefined, io: Io): Promise<OpenedBackend> {
	const requested = name ?? DEFAULT_BACKEND;
	const opened = await tryBackend(requested, io);
	if (opened.backend !== undefined) return opened;
	throw missingBackend(requested, opened);
}

/**
 * Looks whether the backend of `--backend` works here, before anything that takes long.
 *
 * @throws ALTA9028 where it does not.
 */
export async function checkBackend(name: string | undefined, io: Io): Promise<void> {
	const requested = name ?? DEFAULT_BACKEND;
	const { probe } = await packageOf(requested, io);
	const availability = await probe();
	if (!availability.available) throw missingBackend(requested, availability);
}

function missingBackend(requested: string, { reason, fix }: { readonly reason: string; readonly fix: string }): Error {
	return altaError('ALTA9028', {
		what: `The backend ${requested} is not available.`,
		where: [`backend ${requested}`],
		why: reason,
		fix: `${fix} alta backends tells what there is.`,
	});
}

/** Opens a backend, or tells why it does not work here. */
export async function tryBackend(
	requested: string,
	io: Io,
): Promise<OpenedBackend | { readonly backend?: never; readonly reason: string; readonly fix: string }> {
	const { create, probe } = await packageOf(requested, io);
	const availability = await probe();
	if (!availability.available) return { reason: availability.reason, fix: availability.fix };
	const backend = await create();
	const { name: adapter, software } = backend.adapter;
	return { backend, use: { requested, executed: backend.name, adapter, software } };
}

/** What the numbers ran on, in a few words. */
export function adapterWords({ adapter, software }: BackendUse): string {
	return software ? `${adapter}, in software` : adapter;
}

function packageOf(name: string, { backends }: Io): Promise<BackendPackage> {
	const load = Object.hasOwn(backends, name) ? backends[name] : undefined;
	if (load === undefined) throw new Error(`internal: there is no backend ${name}`);
	return load();
}

/**
 * Refuses to compute in a data type that a backend does not have; nothing is computed in another one without being asked.
 *
 * @throws ALTA9037.
 */
export function checkDType({ name, capabilities }: Backend, dtype: DType): void {
	const reason = missingDType(capabilities, dtype);
	if (reason === undefined) return;
	const others = capabilities.dtypes.filter((each) => each !== 'i32');
	throw altaError('ALTA9037', {
		what: `The backend ${name} does not compute in ${dtype}.`,
		where: [`backend ${name}`],
		why: reason,
		fix: `Choose ${others.map((each) => `--dtype ${each}`).join(' or ')}, or another backend.`,
	});
}
