import { type Layer, PROGRAM_FORMAT, type Program, type Stage } from '@alta-ts/core';
import type { Column } from './base.js';
import type { Plan, Slot } from './plan.js';
import { headReads, shareVariables, updateReads } from './share-variables.js';

/** The program of a plan, without what its answer does not depend on. */
export function emitProgram(plan: Plan, facts: Pick<Program, 'name' | 'input' | 'positions'>, output: Column): Program {
	const needed = neededVariables(plan, output.name);
	const slots = plan.slots
		.map(({ heads, updates }) => ({
			heads: heads.filter((head) => needed.has(head.output)),
			updates: updates.filter((update) => needed.has(update.writes)),
		}))
		.filter(({ heads, updates }) => heads.length + updates.length > 0);
	const kept = keptOutputs(slots, output.name);
	const layers: readonly Layer[] = slots.map(({ heads, updates }) => ({
		heads: heads.map((head) => ({ ...head, keep: kept.has(head.output) })),
		updates,
	}));
	const declared = [...plan.variables.values()].filter(({ name }) => needed.has(name));
	const shared = shareVariables(declared, layers, { answer: output.name, erasing: plan.erasing });
	const stages: readonly Stage[] = layers.length === 0 ? [] : [{ layers: shared.layers, repeat: 1 }];
	return {
		format: PROGRAM_FORMAT,
		...facts,
		variables: shared.variables,
		stages,
		output: { variable: output.name },
	};
}

function neededVariables({ slots }: Plan, output: string): ReadonlySet<string> {
	const readsOf = new Map<string, readonly string[]>();
	for (const { heads, updates } of slots) {
		for (const head of heads) readsOf.set(head.output, headReads(head));
		for (const update of updates) readsOf.set(update.writes, updateReads(update));
	}
	const needed = new Set<string>();
	const open = [output];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		if (needed.has(name)) continue;
		needed.add(name);
		open.push(...(readsOf.get(name) ?? []));
	}
	return needed;
}

/** The outputs of heads that are read in a later layer, or are the answer. */
function keptOutputs(slots: readonly Slot[], output: string): ReadonlySet<string> {
	const madeIn = new Map(slots.flatMap(({ heads }, at) => heads.map((head) => [head.output, at] as const)));
	const kept = new Set([output]);
	for (const [at, { heads, updates }] of slots.entries())
		for (const name of [...heads.flatMap(headReads), ...updates.flatMap(updateReads)]) if (madeIn.get(name) !== at) kept.add(name);
	return kept;
}
