import { defineKernel, type Kernel } from './kernel.js';

/**
 * The halting test: for every sequence whose flag `out` is 0, counts a pass, then sets the flag to 1 where all entries of its rows of tests
 * [rows, columns] are positive, else to 2 where its limit is reached.
 *
 * Workgroups: 64 invocations, a sequence each, which stops looking at the first entry that is not positive.
 *
 * Numbers: integers; whether an entry is positive is told by its bits, so that NaN is not.
 */
export function halt(tests: boolean): Kernel {
	return defineKernel({
		name: `halt${tests ? ' tests' : ''}`,
		file: 'halt.ts',
		workgroup: 64,
		params: { sequences: 'u32', columns: 'u32' },
		reads: { ...(tests ? { tests: 'float' as const, starts: 'u32' as const } : {}), limits: 'i32' },
		writes: { passes: 'i32', out: 'i32' },
		body: `
for (var sequence = index; sequence < step.sequences; sequence += stride) {
	if (out[sequence] != 0) { continue; }
	let count = passes[sequence] + 1;
	passes[sequence] = count;
	var met = ${tests};
${
	tests
		? `	let end = starts[sequence + 1u] * step.columns;
	for (var at = starts[sequence] * step.columns; at < end; at++) {
		let bits = bits_of(tests[at]);
		if (bits == 0u || bits > INFINITE) { met = false; break; }
	}`
		: ''
}
	if (met) { out[sequence] = 1; } else if (count >= limits[sequence]) { out[sequence] = 2; }
}
`,
	});
}

/**
 * The halting test as `halt tests`, for real GPUs: a workgroup looks at the tests of a sequence.
 *
 * Workgroups: 64 invocations, a sequence at a time; each looks at every 64th entry, up to the first of its own that is not positive.
 *
 * Numbers: as `halt tests`.
 */
export const haltShared: Kernel = defineKernel({
	name: 'halt-shared',
	file: 'halt.ts',
	workgroup: 64,
	params: { sequences: 'u32', columns: 'u32' },
	reads: { tests: 'float', starts: 'u32', limits: 'i32' },
	writes: { passes: 'i32', out: 'i32' },
	functions: 'var<workgroup> unmet: atomic<u32>;',
	body: `
		for (var sequence = group; sequence < step.sequences; sequence += groups) {
			let runs = out[sequence] == 0;
			let begin = starts[sequence] * step.columns;
			let end = select(begin, starts[sequence + 1u] * step.columns, runs);
			if (lane == 0u) { atomicStore(&unmet, 0u); }
			workgroupBarrier();
			for (var at = begin + lane; at < end; at += 64u) {
				let bits = bits_of(tests[at]);
				if (bits == 0u || bits > INFINITE) {
					atomicStore(&unmet, 1u);
					break;
				}
			}
			workgroupBarrier();
			if (lane == 0u && runs) {
				let count = passes[sequence] + 1;
				passes[sequence] = count;
				if (atomicLoad(&unmet) == 0u) { out[sequence] = 1; } else if (count >= limits[sequence]) { out[sequence] = 2; }
			}
		}
	`,
});

/**
 * The end of a pass of a loop: counts it, and stops the loop once all flags [sequences] are not zero. It runs outside of the control that it
 * writes, and does nothing once the loop has stopped.
 *
 * Workgroups: one, of 64 invocations, each looking at every 64th flag.
 */
export const endPass: Kernel = defineKernel({
	name: 'end-pass',
	file: 'halt.ts',
	workgroup: 64,
	params: { sequences: 'u32' },
	reads: { flags: 'u32' },
	writes: { loop_control: 'u32' },
	functions: 'var<workgroup> running: atomic<u32>;',
	body: `
		var own = 0u;
		for (var sequence = lane; sequence < step.sequences; sequence += 64u) {
			if (flags[sequence] == 0u) { own = 1u; break; }
		}
		if (own != 0u) { atomicOr(&running, 1u); }
		workgroupBarrier();
		if (lane == 0u && loop_control[0] == 0u) {
			loop_control[1] += 1u;
			if (atomicLoad(&running) == 0u) { loop_control[0] = 1u; }
		}
	`,
});
