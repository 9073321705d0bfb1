import type { ActivationName } from '@alta-ts/tensor';

/**
 * exp(x) for x ≤ 0, exactly 1 at 0 and exactly 0 where f32 has nothing left. WGSL allows exp 3 + 2|x| units in the last place; a weight that
 * outweighs all others has to be 1 for sure.
 */
export const weightOf = `
fn weight_of(below: f32) -> f32 {
	let weight = select(exp(max(below, -110.0)), 0.0, below < -104.0);
	return select(weight, 1.0, below == 0.0);
}
`;

/** The least f32 that is finite, and so no larger than any score. */
export const LOWEST = '-0x1.fffffep+127f';

/** Tells −∞ by its bits, since WGSL lets a device assume that there is none. */
export const isHidden = `
fn is_hidden(entry: float) -> bool {
	return bits_of(entry) == (INFINITE | 0x80000000u);
}
`;

/** A number of sequences and rows in which an invocation finds its own: (sequence, first row, rows, position). */
export const SPAN = 'vec4u';

/** What a kernel reads to leave out rows of halted sequences. */
export function haltedReads(halted: boolean): Readonly<Record<string, 'u32' | 'vec4u'>> {
	return halted ? { spans: SPAN, flags: 'u32' } : {};
}

/**
 * The activations. relu and clipped-relu are exact; tanh and sigmoid come from exp at arguments that do not overflow; gelu is x·Φ(x) with Φ from
 * erfc as a polynomial times exp(−x²), relative error below 2e-7. Beyond what f32 holds, gelu and sigmoid are 0.
 */
export function activationOf(name: ActivationName): string {
	return `fn activate(x: f32) -> f32 {\n${bodies[name]}\n}`;
}

/** Activations by their number, for kernels that are dear to compile and call them seldom: param `activation`, as `numberOfActivation` says. */
export const anyActivation = (): string => {
	const names = Object.values(bodies).map((body, number) => `fn activation${number}(x: f32) -> f32 {\n${body}\n}`);
	const cases = names.map((_, number) => `		case ${number}u${number === 0 ? ', default' : ''}: { return activation${number}(x); }`);
	return `${names.join('\n')}\nfn activate(x: f32) -> f32 {\n	switch (step.activation) {\n${cases.join('\n')}\n	}\n}`;
};

/** What an activation is called by where a kernel has all of them. */
export function numberOfActivation(name: ActivationName): number {
	return Object.keys(bodies).indexOf(name);
}

const bodies: Readonly<Record<ActivationName, string>> = {
	none: '	return x;',
	relu: '	return select(0.0, x, x > 0.0);',
	'clipped-relu': '	return select(0.0, select(x, 1.0, x > 1.0), x > 0.0);',
	sigmoid: '	return select(1.0 / (1.0 + exp(clamp(-x, -88.0, 88.0))), 0.0, x < -88.0);',
	tanh: `	let size = min(abs(x), 10.0);
	let square = size * size;
	let small = size * (1.0 + square * (-0.333333333 + square * (0.133333333 - square * (0.0539682540 - square * 0.0218694885))));
	let far = 1.0 - 2.0 / (exp(2.0 * size) + 1.0);
	return sign(x) * select(far, small, size < 0.25);`,
	gelu: `	let size = min(abs(x) * 0.70710678, 9.5);
	let t = 1.0 / (1.0 + 0.5 * size);
	let series = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 + t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
	let tail = select(0.5 * t * x * exp(series - size * size), 0.0, size > 9.4);
	return select(tail, x - tail, x > 0.0);`,
};
