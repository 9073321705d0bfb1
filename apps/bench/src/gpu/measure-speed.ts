import type { Seat } from '../comparison/seat.js';
import { isNotRun } from '../engines/engine.js';
import type { KernelSizes } from '../kernels/make-kernel.js';
import { costOf } from './cost-of.js';

/** What an engine achieves in a kernel, once its numbers are on the device and while they stay there. */
export interface Speed {
	readonly engine: string;
	readonly name: string;
	/** Of one run. */
	readonly milliseconds: number;
	/** Billions of multiplications and additions in a second; absent where there are none to speak of. */
	readonly gigaflops?: number;
	/** Billions of bytes in a second, if each number were moved once. */
	readonly gigabytes: number;
}

const ROUNDS = 5;
const MOST_RUNS = 200;

/**
 * How fast an engine computes a kernel, without what it takes to bring an answer to the host: many runs of which one answer is brought, less one
 * run, each the best of some rounds, and that divided by the runs between them.
 *
 * @param budget about so many milliseconds for the many runs
 * @returns undefined where the difference is lost in noise, or the kernel has no cost of its own
 */
export async function measureSpeed(
	{ name, work }: { readonly name: string; readonly work: KernelSizes },
	engine: string,
	seat: Seat,
	budget: number,
): Promise<Speed | undefined> {
	const cost = costOf(work);
	if (cost === undefined || isNotRun(await seat.open(work))) return undefined;
	await seat.timeOnDevice(2);
	const once = await seat.timeOnDevice(1);
	const runs = Math.max(3, Math.min(MOST_RUNS, Math.floor(budget / ROUNDS / once)));
	let [one, many] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	for (let round = 0; round < ROUNDS; round++) {
		many = Math.min(many, await seat.timeOnDevice(runs));
		one = Math.min(one, await seat.timeOnDevice(1));
	}
	const milliseconds = (many - one) / (runs - 1);
	if (milliseconds <= 0) return undefined;
	const { operations, bytes } = cost;
	return {
		engine,
		name,
		milliseconds,
		...(operations === 0 ? {} : { gigaflops: operations / milliseconds / 1e6 }),
		gigabytes: bytes / milliseconds / 1e6,
	};
}
