import { valueKey } from '../domain.js';
import { initialValues } from '../initial-values.js';
import { nullableVariables } from '../nullable.js';
import type { Head, Program, Stage, Value } from '../program.js';

/** Values that a variable may hold at the end of a layer. */
interface Obtainable {
	readonly keys: Set<string>;
	anyNumber: boolean;
}

/**
 * Whether a variable may hold a value at the end of some pass over a stage. False only where it is certain that it never does:
 * no initial value and nothing that writes it, in the stages up to and including this one, gives the value.
 */
export function isObtainable(program: Program, stage: number, variable: string, value: Value): boolean {
	const found = obtainableValues(program, program.stages.slice(0, stage + 1)).get(variable);
	return found !== undefined && (found.keys.has(valueKey(value)) || (typeof value === 'number' && found.anyNumber));
}

function obtainableValues(program: Program, stages: readonly Stage[]): ReadonlyMap<string, Obtainable> {
	const nullable = nullableVariables(program);
	const layers = stages.flatMap((stage) => stage.layers);
	const all = new Map<string, Obtainable>();
	for (const { name, init } of program.variables) all.set(name, { keys: new Set(initialValues(init).map(valueKey)), anyNumber: false });
	for (const update of layers.flatMap((layer) => layer.updates)) {
		const target = all.get(update.writes);
		if (target === undefined) continue;
		if (!('linear' in update)) for (const row of update.rows) target.keys.add(valueKey(row.value));
		else {
			target.anyNumber = true;
			if (Object.keys(update.linear).some((name) => nullable.has(name))) target.keys.add(valueKey(undefined));
		}
	}
	const kept = layers.flatMap((layer) => layer.heads.filter((head) => head.keep));
	let grown = true;
	while (grown) grown = kept.map((head) => handOn(head, all)).includes(true);
	return all;
}

/** Adds what a kept head may give to its output; whether there was anything new in it. */
function handOn(head: Head, all: ReadonlyMap<string, Obtainable>): boolean {
	const target = all.get(head.output);
	const value = all.get(head.value);
	if (target === undefined || value === undefined) return false;
	const before = target.keys.size + Number(target.anyNumber);
	const computed = head.combine === 'mean' || head.combine === 'sum';
	if (computed || value.anyNumber) target.anyNumber = true;
	for (const key of [...value.keys, valueKey(undefined)]) target.keys.add(key);
	if (typeof head.empty === 'object' && 'constant' in head.empty) target.keys.add(valueKey(head.empty.constant));
	return target.keys.size + Number(target.anyNumber) > before;
}
