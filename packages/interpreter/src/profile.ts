import { domainOf, type Profile, type Program, type Value } from '@alta-ts/core';
import { createMarks } from './coverage/marks.js';
import { createInterpreter } from './create-interpreter.js';
import type { Observer } from './observer.js';
import type { Budget } from './schedule.js';

/**
 * Notes what a program does on some inputs: which values its variables hold and which rows fire, until it halts and for one pass of its layers
 * more, so that whoever keeps only what is noted still knows how to stay halted.
 *
 * @param options limits of each run
 * @throws AltaError for inputs that the program refuses
 *
 * @example
 * ```ts
 * import { categorical, defineProgram } from '@alta-ts/core';
 * import { profile } from '@alta-ts/interpreter';
 * const swap = defineProgram({
 *   name: 'swap', tokens: ['a', 'b', 'c'], layers: 1, output: 'x',
 *   variables: { x: categorical(['a', 'b', 'c'], { byToken: 'itself' }) },
 *   mlp(z) { if (z.x !== 'c') z.x = z.x === 'a' ? 'b' : 'a'; },
 * });
 * profile(swap, [['a'], ['a', 'a']]).values.get('x') // => ['a', 'b']
 * ```
 */
export function profile(program: Program, inputs: Iterable<readonly string[]>, options: Pick<Budget, 'maxLayers'> = {}): Profile {
	const { run } = createInterpreter(program);
	const domains = program.variables.map(domainOf);
	const held = domains.map((domain) => createMarks(domain.length));
	const fired = program.stages.map((stage) => stage.layers.map((layer) => layer.updates.map(() => new Set<number>())));
	const observer: Observer = {
		fired: (stage, layer, update, row) => void fired[stage]?.[layer]?.[update]?.add(row),
		held: (variable, value) => held[variable]?.add(value),
		missing: (variable) => held[variable]?.add((domains[variable]?.length ?? 1) - 1),
	};
	const beyond = layersBeyond(program);
	let [count, unfinished, hash] = [0, 0, FNV_OFFSET];
	for (const tokens of inputs) {
		count++;
		hash = digestOf(tokens, hash);
		const { layers, halted } = run(tokens, beyond === 0 ? { ...options, observer } : options);
		if (!halted) unfinished++;
		if (beyond > 0) run(tokens, { layers: layers + beyond, observer });
	}
	const values = program.variables.map(({ name }, index): [string, readonly Value[]] => {
		return [name, (domains[index] ?? []).filter((_, value) => held[index]?.has(value) === true)];
	});
	return { inputs: count, digest: (hash >>> 0).toString(16).padStart(8, '0'), unfinished, values: new Map(values), fired };
}

/** How many layers to look beyond the end of a run: a pass over the one stage that loops until it is done. */
function layersBeyond({ stages }: Program): number {
	const looped = stages.filter(({ repeat }) => typeof repeat === 'object');
	return looped.length === 1 ? (looped[0]?.layers.length ?? 0) : 0;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Continues a 32-bit FNV-1a hash, with a mark after every token and input. */
function digestOf(tokens: readonly string[], start: number): number {
	let hash = start;
	for (const character of `${tokens.map((token) => `${token}\0`).join('')}\n`)
		hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), FNV_PRIME);
	return hash;
}
