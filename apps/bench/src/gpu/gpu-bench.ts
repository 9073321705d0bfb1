import { compare, type Effort } from '../comparison/compare.js';
import type { Compared } from '../comparison/comparison.js';
import type { Seat } from '../comparison/seat.js';
import { type Engine, isNotRun } from '../engines/engine.js';
import { type Asked, currentLoad, describeRun } from '../measured-run.js';
import type { GpuComparison } from './gpu-comparisons.js';
import type { GpuReport, Peaks, PlaceReport } from './gpu-report.js';
import { measureSpeed, type Speed } from './measure-speed.js';

/** Where engines run. */
export interface Place {
	readonly report: PlaceReport;
	readonly engines: readonly Engine[];
	readonly sit: (engine: Engine) => Seat;
}

/** How engines are compared. */
export interface GpuBenchOptions {
	readonly effort: Effort;
	readonly asked: Asked;
	readonly peaks: Peaks;
	readonly say: (text: string) => void;
}

/** Compares engines on GPUs, and measures how much of a card ours use. */
export async function gpuBench(
	comparisons: readonly GpuComparison[],
	places: readonly Place[],
	{ effort, asked, peaks, say }: GpuBenchOptions,
): Promise<GpuReport> {
	const load = currentLoad();
	const engines = places.flatMap((place) => place.engines);
	const placeOf = (engine: Engine): Place => {
		const found = places.find((place) => place.engines.includes(engine));
		if (found === undefined) throw new Error(`internal: ${engine.name} is nowhere`);
		return found;
	};
	const isCard = (engine: Engine): boolean => placeOf(engine).report.adapter?.software === false;
	const compared: Compared[] = [];
	const speeds: Speed[] = [];
	const leftOut: string[] = [];
	for (const { card, ...comparison } of comparisons) {
		if (card === true && !engines.some(isCard)) {
			leftOut.push(comparison.name);
			continue;
		}
		say(`${comparison.name} …\n`);
		const noCards = card === true ? engines.filter((engine) => !isCard(engine)).map(({ name }) => name) : [];
		const tooSlow = engines.map(({ name }) => name).filter((name) => [...noCards, ...(comparison.tooSlow ?? [])].includes(name));
		const found = await compare({ ...comparison, tooSlow }, engines, (engine) => warmedUp(placeOf(engine).sit(engine)), effort);
		compared.push(found);
		const { name, work } = comparison;
		if (work.kind === 'program') continue;
		for (const engine of engines) {
			const isMeasured = found.entries.some((entry) => entry.engine === engine.name && entry.status === 'measured');
			if (engine.backend !== 'webgpu' || !isMeasured || !isCard(engine)) continue;
			const seat = placeOf(engine).sit(engine);
			const speed = await measureSpeed({ name, work }, engine.name, seat, effort.budget).finally(seat.close);
			if (speed !== undefined) speeds.push(speed);
		}
	}
	return {
		...describeRun(asked, load),
		places: places.map(({ report }) => report),
		comparisons: compared,
		leftOut,
		speeds,
		peaks,
	};
}

/** A seat whose first run is told by the time of the second: shaders are compiled in the first. */
function warmedUp(seat: Seat): Seat {
	return {
		...seat,
		open: async (work) => {
			const first = await seat.open(work);
			return isNotRun(first) ? first : { ...first, milliseconds: await seat.time(1) };
		},
	};
}
