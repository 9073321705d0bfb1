import { domainOf, type Profile, type Program, type Value } from '@alta-ts/core';
import { createMarks } from './coverage/marks.js';
import { createEngine, type Engine } from './fast/engine.js';
import type { Observer } from './observer.js';
import { type Budget, type Ending, makeSchedule, runSchedule } from './schedule.js';

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
	const engine = createEngine(program);
	const schedule = makeSchedule(program, options);
	const domains = program.variables.map(domainOf);
	const held = domains.map((domain) => createMarks(domain.length));
	const fired = program.stages.map((stage) => stage.layers.map((layer) => layer.updates.map(() => new Set<number>())));
	const observer: Observer = {
		fired: (stage, layer, update, row) => void fired[stage]?.[layer]?.[update]?.add(row),
		held: (variable, value) => held[variable]?.add(value),
		missing: (variable) => held[variable]?.add((domains[variable]?.length ?? 1) - 1),
	};
	let [count, unfinished, hash] = [0, 0, FNV_OFFSET];
	for (const tokens of inputs) {
		count++;
		hash = digestOf(tokens, hash);
		engine.start(tokens, observer);
		const ending = runSchedule(schedule, engine);
		if (!ending.halted) unfinished++;
		goBeyond(program, engine, ending, () => engine.start(tokens, observer));
	}
	const values = program.variables.map(({ name }, index): [string, readonly Value[]] => {
		return [name, (domains[index] ?? []).filter((_, value) => held[index]?.has(value) === true)];
	});
	return { inputs: count, digest: (hash >>> 0).toString(16).padStart(8, '0'), unfinished, values: new Map(values), fired };
}

/** Runs a pass more of the one stage that loops until it is done. If it is not the last stage, that takes another run. */
function goBeyond(program: Program, engine: Engine, { layers, halted }: Ending, restart: () => void): void {
	const looped = program.stages.filter(({ repeat }) => typeof repeat === 'object');
	const [stage] = looped;
	if (stage === undefined || looped.length > 1) return;
	const last = program.stages.length - 1;
	if (halted && program.stages[last] === stage) {
		for (const layer of stage.layers.keys()) engine.runLayer(last, 0, layer);
		return;
	}
	restart();
	runSchedule(makeSchedule(program, { layers: layers + stage.layers.length }), engine);
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
