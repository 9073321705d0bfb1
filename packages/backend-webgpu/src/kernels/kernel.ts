/** Dtypes of floats that kernels are made for. */
export type KernelFloat = 'f32' | 'f16';

/**
 * Types of the numbers in a binding. `float` is a float of the dtype that the step works in; all others stay as they are in every dtype.
 *
 * Kernels compute in f32 whatever the dtype: they read `f32(x[at])` and write `float(result)`, which rounds once; fours of them are read
 * `vec4f(x[at])`. What is only copied is copied without either. In kernels with floats, `bits_of(x[at])` is an entry
 * by its bits, those of f16 in the upper half of the word, so that they compare as those of f32 do; `float_of(bits)` is the entry again;
 * `INFINITE` are the bits of ∞.
 */
export type Element = 'float' | 'vec4<float>' | 'f32' | 'i32' | 'u32' | 'vec2u' | 'vec4u';

/** What a kernel is made of. */
export interface KernelParts {
	/** Tells kernels apart; variants of one file have names of their own. */
	readonly name: string;
	/** The file it is written in, below `src/kernels`. */
	readonly file: string;
	/** Invocations of a workgroup. */
	readonly workgroup: number;
	/** Numbers that a step gives: sizes, factors. */
	readonly params?: Readonly<Record<string, 'u32' | 'f32'>>;
	/** Tensors it reads. */
	readonly reads?: Readonly<Record<string, Element>>;
	/** Tensors it writes, which it may read. */
	readonly writes: Readonly<Record<string, Element>>;
	/** Functions and variables outside of `main`. */
	readonly functions?: string;
	/**
	 * Whether `main` keeps partial results of `out` in memory: then `(*sums)[at]` is the one of `out[at]`, in f32. It is `out` itself where that is
	 * f32, so it is written as a result there; else it is memory of its own, `APART` is true, and results have yet to be written.
	 */
	readonly sums?: boolean;
	/**
	 * Whether `main` uses subgroups: `quad` for a workgroup of four invocations that hand numbers to each other by quad operations. There `lane` is
	 * the place in the quad, as WGSL does not say that invocations are in the same order in a workgroup and in a subgroup.
	 */
	readonly subgroups?: boolean | 'quad';
	/**
	 * The body of `main`. There, `step` holds the params, `lane` is the index of the invocation in its workgroup, `group` that of the workgroup,
	 * `groups` how many there are, `index` that of the invocation among `stride`.
	 */
	readonly body: string;
}

/** A kernel, ready to be compiled. */
export interface Kernel {
	readonly name: string;
	readonly file: string;
	readonly workgroup: number;
	readonly params: readonly (readonly [name: string, type: 'u32' | 'f32'])[];
	/** In the order of their bindings, from 2 on. */
	readonly bindings: readonly { readonly name: string; readonly writes: boolean }[];
	readonly wgsl: string;
	/** The kernel for floats of this dtype, with a name of its own; itself where it has none. It is in f32 as it was defined. */
	readonly inDType: (dtype: KernelFloat) => Kernel;
}

/** The tensor of partial results that are apart from `out`: f32 numbers, as many as `out` has. */
export const SUMS = 'partial_sums';

/** What stands for floats in a kernel. */
const floats: Readonly<Record<KernelFloat, readonly string[]>> = {
	f32: [
		'alias float = f32;',
		'const INFINITE = 0x7f800000u;',
		'fn bits_of(entry: float) -> u32 { return bitcast<u32>(entry); }',
		'fn float_of(bits: u32) -> float { return bitcast<f32>(bits); }',
	],
	f16: [
		'alias float = f16;',
		'const INFINITE = 0x7c000000u;',
		'fn bits_of(entry: float) -> u32 { return bitcast<u32>(vec2h(0.0h, entry)); }',
		'fn float_of(bits: u32) -> float { return bitcast<vec2h>(bits).y; }',
	],
};

/**
 * Writes a kernel around its body. Binding 0 is the control of the loop it runs in: once that has stopped, the kernel does nothing. Binding 1
 * holds the params.
 */
export function defineKernel(parts: KernelParts): Kernel {
	return kernelIn('f32', parts);
}

function kernelIn(dtype: KernelFloat, parts: KernelParts): Kernel {
	const { file, workgroup, params = {}, reads = {}, writes, functions = '', sums = false, subgroups = false, body } = parts;
	const isApart = sums && dtype !== 'f32';
	const inQuad = subgroups === 'quad';
	const read = Object.entries(reads).map(([tensor, element]) => ({ name: tensor, element, writes: false }));
	const written = Object.entries({ ...(isApart ? { [SUMS]: 'f32' as const } : {}), ...writes }).map(([tensor, element]) => ({
		name: tensor,
		element,
		writes: true,
	}));
	const bindings = [...read, ...written];
	const hasFloats = bindings.some(({ element }) => element === 'float' || element === 'vec4<float>');
	const name = hasFloats && dtype !== 'f32' ? `${parts.name} ${dtype}` : parts.name;
	const declared = bindings.map(
		(each, index) =>
			`@group(0) @binding(${index + 2}) var<storage, ${each.writes ? 'read_write' : 'read'}> ${each.name}: array<${each.element}>;`,
	);
	const fields = Object.entries(params);
	const lines = [
		`// ${name}: src/kernels/${file}`,
		...(hasFloats && dtype === 'f16' ? ['enable f16;'] : []),
		...(subgroups === false ? [] : ['enable subgroups;']),
		...(hasFloats ? floats[dtype] : []),
		...(sums ? [`const APART = ${isApart};`] : []),
		'struct Control { stopped: u32, passes: u32, unused: vec2u }',
		`struct Step { ${(fields.length === 0 ? [['unused', 'u32']] : fields).map(([field, type]) => `${field}: ${type}`).join(', ')} }`,
		'@group(0) @binding(0) var<uniform> control: Control;',
		'@group(0) @binding(1) var<uniform> step: Step;',
		...declared,
		...(functions.trim() === '' ? [] : [functions.trim()]),
		`@compute @workgroup_size(${workgroup})`,
		`fn main(@builtin(workgroup_id) at: vec3u, @builtin(num_workgroups) count: vec3u, @builtin(${inQuad ? 'subgroup_invocation_id) place' : 'local_invocation_index) lane'}: u32) {`,
		'	if (control.stopped != 0u) { return; }',
		...(inQuad ? ['	let lane = place % 4u;'] : []),
		'	let group = at.x + at.y * count.x;',
		'	let groups = count.x * count.y;',
		`	let index = group * ${workgroup}u + lane;`,
		`	let stride = groups * ${workgroup}u;`,
		...(sums ? [`	let sums = &${isApart ? SUMS : 'out'};`] : []),
		indented(body),
		'}',
		'',
	];
	const kernel: Kernel = {
		name,
		file,
		workgroup,
		params: fields,
		bindings: bindings.map((each) => ({ name: each.name, writes: each.writes })),
		wgsl: lines.join('\n'),
		inDType: (other) => (hasFloats && other !== dtype ? kernelIn(other, parts) : kernel),
	};
	return kernel;
}

/** Takes away the margin that a template string has, and indents by one tab. */
function indented(body: string): string {
	const lines = body.replace(/^\n+|\s+$/g, '').split('\n');
	const margins = lines.filter((line) => line.trim() !== '').map((line) => /^\t*/.exec(line)?.[0].length ?? 0);
	const margin = Math.min(...margins);
	return lines.map((line) => (line.trim() === '' ? '' : `\t${line.slice(margin)}`)).join('\n');
}
