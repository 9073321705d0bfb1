import type { Program } from '@alta-ts/core';
import type { CompileOptions } from '../options.js';
import { livenessPass } from './liveness.js';
import type { Names, ProgramPass, RunLimits } from './pass.js';
import { profilePass } from './profile.js';
import { reachabilityPass } from './reachability.js';
import { sharingPass } from './sharing.js';
import { simplifyPass } from './simplify.js';

/** The passes that make a program smaller, in the order they run. */
export const programPasses: readonly ProgramPass[] = [profilePass, reachabilityPass, sharingPass, simplifyPass, livenessPass];

/** What the passes made of a program. */
export interface Optimised {
	readonly program: Program;
	/** What is known of the runs that the model is for. */
	readonly limits: RunLimits;
	/** For variables that stand for others as well: the names of those. */
	readonly also: Names;
}

/**
 * Runs every pass that is not switched off.
 *
 * @param known what is known of the runs that the model is for.
 */
export function optimise(
	source: Program,
	{ without = [], onPass }: Pick<CompileOptions, 'without' | 'onPass'> = {},
	known: RunLimits = {},
): Optimised {
	let [program, limits, also]: [Program, RunLimits, Names] = [source, known, new Map()];
	for (const pass of programPasses) {
		if (without.includes(pass.name)) continue;
		const before = program;
		const result = pass.run(before, limits);
		program = result.program;
		limits = result.limits ?? limits;
		also = result.also ?? also;
		onPass?.({ ...result, pass: pass.name, does: pass.does, before });
	}
	return { program, limits, also };
}
