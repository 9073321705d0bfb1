/** Types of the numbers in a binding. */
export type Element = 'f32' | 'i32' | 'u32' | 'vec2u' | 'vec4u';

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
	/** Whether `main` uses subgroups. */
	readonly subgroups?: boolean;
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
}

/**
 * Writes a kernel around its body. Binding 0 is the control of the loop it runs in: once that has stopped, the kernel does nothing. Binding 1
 * holds the params.
 */
export function defineKernel({
	name,
	file,
	workgroup,
	params = {},
	reads = {},
	writes,
	functions = '',
	subgroups,
	body,
}: KernelParts): Kernel {
	const read = Object.entries(reads).map(([tensor, element]) => ({ name: tensor, element, writes: false }));
	const written = Object.entries(writes).map(([tensor, element]) => ({ name: tensor, element, writes: true }));
	const bindings = [...read, ...written];
	const declared = bindings.map(
		(each, index) =>
			`@group(0) @binding(${index + 2}) var<storage, ${each.writes ? 'read_write' : 'read'}> ${each.name}: array<${each.element}>;`,
	);
	const fields = Object.entries(params);
	const lines = [
		`// ${name}: src/kernels/${file}`,
		...(subgroups === true ? ['enable subgroups;'] : []),
		'struct Control { stopped: u32, passes: u32, unused: vec2u }',
		`struct Step { ${(fields.length === 0 ? [['unused', 'u32']] : fields).map(([field, type]) => `${field}: ${type}`).join(', ')} }`,
		'@group(0) @binding(0) var<uniform> control: Control;',
		'@group(0) @binding(1) var<uniform> step: Step;',
		...declared,
		...(functions.trim() === '' ? [] : [functions.trim()]),
		`@compute @workgroup_size(${workgroup})`,
		'fn main(@builtin(workgroup_id) at: vec3u, @builtin(num_workgroups) count: vec3u, @builtin(local_invocation_index) lane: u32) {',
		'	if (control.stopped != 0u) { return; }',
		'	let group = at.x + at.y * count.x;',
		'	let groups = count.x * count.y;',
		`	let index = group * ${workgroup}u + lane;`,
		`	let stride = groups * ${workgroup}u;`,
		indented(body),
		'}',
		'',
	];
	return {
		name,
		file,
		workgroup,
		params: fields,
		bindings: bindings.map((each) => ({ name: each.name, writes: each.writes })),
		wgsl: lines.join('\n'),
	};
}

/** Takes away the margin that a template string has, and indents by one tab. */
function indented(body: string): string {
	const lines = body.replace(/^\n+|\s+$/g, '').split('\n');
	const margins = lines.filter((line) => line.trim() !== '').map((line) => /^\t*/.exec(line)?.[0].length ?? 0);
	const margin = Math.min(...margins);
	return lines.map((line) => (line.trim() === '' ? '' : `\t${line.slice(margin)}`)).join('\n');
}
