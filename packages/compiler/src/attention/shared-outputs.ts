import type { Program } from '@alta-ts/core';

/** The outputs that heads of several layers write: any but the first of these finds something there. */
export function sharedOutputs({ stages }: Program): ReadonlySet<string> {
	const seen = new Set<string>();
	const shared = new Set<string>();
	for (const { output } of stages.flatMap(({ layers }) => layers.flatMap(({ heads }) => heads))) {
		if (seen.has(output)) shared.add(output);
		seen.add(output);
	}
	return shared;
}
