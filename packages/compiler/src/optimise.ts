import type { Program } from '@alta-ts/core';
import type { CompileOptions } from './options.js';
import type { ProgramPass } from './pass.js';
import { simplifyPass } from './simplify.js';

/** The passes that make a program smaller, in the order they run. */
export const programPasses: readonly ProgramPass[] = [simplifyPass];

/** Runs every pass that is not switched off. */
export function optimise(source: Program, { without = [], onPass }: CompileOptions): Program {
	let program = source;
	for (const pass of programPasses) {
		if (without.includes(pass.name)) continue;
		const before = program;
		const result = pass.run(before);
		program = result.program;
		onPass?.({ ...result, pass: pass.name, does: pass.does, before });
	}
	return program;
}
