import type { Backend } from '@alta-ts/tensor';
import type { MachineOptions } from '../cpu-options.js';
import { divisibleBy } from '../divisible.js';
import { divideRuns } from './divide-runs.js';
import type { HostThread } from './host-threads.js';
import { createTeam } from './team.js';

/** A backend whose runs divide large batches between the thread that calls it and `helpers` more. */
export function withThreads(inner: Backend, helpers: number, options: MachineOptions, start: () => HostThread): Backend {
	const team = createTeam(helpers, options, start);
	const { description } = inner.adapter;
	let executables = 0;
	return {
		...inner,
		adapter: { ...inner.adapter, description: description.replace('on one thread', `on up to ${helpers + 1} threads`) },
		prepare: async (plan) => {
			const whole = await inner.prepare(plan);
			const starts = divisibleBy(plan);
			return starts === undefined ? whole : divideRuns({ inner, team, whole, plan, starts, number: executables++ });
		},
		dispose: () => {
			inner.dispose();
			team.stop();
		},
	};
}
