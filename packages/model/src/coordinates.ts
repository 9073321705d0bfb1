import type { Atom } from '@alta-ts/core';
import { type Problem, problem } from '@alta-ts/diagnostics';
import type { Block, CategoricalBlock, GuardBlock, Layout, NumericalBlock, OrdinalBlock, SetBlock } from './layout.js';

/** A block that holds the value of a variable. */
export type VariableBlock = CategoricalBlock | OrdinalBlock | NumericalBlock | SetBlock;

/**
 * The name of every coordinate, in order: `variable=value`, `variable`, `variable∋member`, `variable.defined`, `variable.several`,
 * `input.position=0`, `input.sink`, `scratch.0`, or the name a plain block gives. Text is written in quotes where its block also has a number or truth value that looks the same.
 *
 * @example
 * ```ts
 * import { coordinateNames } from '@alta-ts/model';
 * const parity = { kind: 'categorical', variable: 'parity', values: [0, 1], start: 0, width: 2 } as const;
 * const count = { kind: 'numerical', variable: 'count', nullable: true, start: 2, width: 2 } as const;
 * coordinateNames({ blocks: [parity, count], sources: [] }) // => ['parity=0', 'parity=1', 'count', 'count.defined']
 * ```
 */
export function coordinateNames(layout: Layout): string[] {
	return layout.blocks.flatMap(namesOf);
}

function namesOf(block: Block): readonly string[] {
	switch (block.kind) {
		case 'categorical':
			return atomNames(block.values).map((name) => `${block.variable}=${name}`);
		case 'ordinal':
			return [block.variable];
		case 'numerical':
			return [block.variable, ...definedName(block)];
		case 'set':
			return [...atomNames(block.members).map((name) => `${block.variable}∋${name}`), ...definedName(block)];
		case 'guard':
			return [`${block.variable}.several`];
		case 'position':
			return numbered('input.position=', block.width);
		case 'sink':
			return ['input.sink'];
		case 'scratch':
			return numbered('scratch.', block.width);
		case 'plain':
			return block.names;
	}
}

function numbered(prefix: string, count: number): string[] {
	return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

function definedName(block: NumericalBlock | SetBlock): string[] {
	return block.nullable ? [`${block.variable}.defined`] : [];
}

function atomNames(atoms: readonly Atom[]): string[] {
	const others = new Set(atoms.filter((atom) => typeof atom !== 'string').map(String));
	return atoms.map((atom) => (typeof atom === 'string' && others.has(atom) ? JSON.stringify(atom) : String(atom)));
}

/** The block that holds the value of a variable, if the layout has one. */
export function blockOf(layout: Layout, variable: string): VariableBlock | undefined {
	return layout.blocks.find((block): block is VariableBlock => isVariableBlock(block) && variablesOf(block).includes(variable));
}

/** The variables whose value a block holds: several, where they hold the same at all times. */
export function variablesOf({ variable, also = [] }: VariableBlock): readonly string[] {
	return [variable, ...also];
}

/** The guard of a variable, if it has one. */
export function guardOf(layout: Layout, variable: string): GuardBlock | undefined {
	const holder = blockOf(layout, variable)?.variable;
	return layout.blocks.find((block): block is GuardBlock => block.kind === 'guard' && block.variable === holder);
}

/** Whether a block holds the value of a variable; the others are what a target adds, and plain coordinates. */
export function isVariableBlock(block: Block): block is VariableBlock {
	return 'variable' in block && block.kind !== 'guard';
}

/** How many coordinates a layout has. */
export function layoutWidth(layout: Layout): number {
	const last = layout.blocks.at(-1);
	return last === undefined ? 0 : last.start + last.width;
}

/**
 * Everything that is wrong with a layout of a residual stream of `width` coordinates; empty if nothing is.
 *
 * Codes: ALTA3101 (gaps and overlaps), ALTA3102 (block widths), ALTA3103 (a variable with two blocks), ALTA3104 (a guard without a
 * variable), ALTA3105 (values that repeat or do not ascend).
 */
export function validateLayout(layout: Layout, width: number): Problem[] {
	return [...coverProblems(layout, width), ...layout.blocks.flatMap(blockProblems), ...variableProblems(layout)];
}

function coverProblems(layout: Layout, width: number): Problem[] {
	const problems: Problem[] = [];
	let next = 0;
	for (const block of layout.blocks) {
		if (block.start !== next) {
			problems.push(
				coverProblem(`The ${labelOf(block)} starts at coordinate ${block.start}, but the blocks before it end at ${next}.`, block),
			);
		}
		next = block.start + block.width;
	}
	if (next !== width) problems.push(coverProblem(`The blocks end at coordinate ${next}, but the residual stream is ${width} wide.`));
	return problems;
}

function coverProblem(what: string, block?: Block): Problem {
	return problem('ALTA3101', {
		what,
		where: block === undefined ? ['layout'] : ['layout', labelOf(block)],
		why: 'Every coordinate of the residual stream belongs to exactly one block.',
		fix: 'Let each block start where the one before it ends, and the last end at the width.',
	});
}

function blockProblems(block: Block): Problem[] {
	const problems: Problem[] = [];
	const names = namesOf(block).length;
	if (block.width !== names) {
		problems.push(
			problem('ALTA3102', {
				what: `The ${labelOf(block)} is ${block.width} wide, but has ${names} ${names === 1 ? 'coordinate' : 'coordinates'}.`,
				where: ['layout', labelOf(block)],
				why: 'The width follows from the kind and the values of a block.',
				fix: `Set the width to ${names}.`,
			}),
		);
	}
	if (!areDistinct(block)) {
		problems.push(
			problem('ALTA3105', {
				what: `The values of the ${labelOf(block)} ${block.kind === 'numerical' ? 'do not ascend' : 'repeat'}.`,
				where: ['layout', labelOf(block)],
				why: 'A coordinate stands for one value, and a value for one coordinate; bucket centres are sorted.',
				fix: block.kind === 'numerical' ? 'Sort the bucket centres, each once.' : 'List every value once.',
			}),
		);
	}
	return problems;
}

function areDistinct(block: Block): boolean {
	if (block.kind === 'categorical') return new Set(block.values).size === block.values.length;
	if (block.kind === 'ordinal') return areCodes(block);
	if (block.kind === 'set') return new Set(block.members).size === block.members.length;
	if (block.kind === 'numerical')
		return (block.values ?? []).every((value, index, values) => index === 0 || value > (values[index - 1] ?? 0));
	return true;
}

/** Whether every value has a code of its own: whole numbers from 1 on that ascend. */
function areCodes({ values, codes }: OrdinalBlock): boolean {
	return (
		new Set(values).size === values.length &&
		codes.length === values.length &&
		codes.every((code, index) => Number.isInteger(code) && code > (codes[index - 1] ?? 0))
	);
}

function variableProblems(layout: Layout): Problem[] {
	const problems: Problem[] = [];
	const held = new Set<string>();
	const guarded = new Set<string>();
	for (const block of layout.blocks) {
		if (block.kind !== 'guard' && !isVariableBlock(block)) continue;
		const seen = block.kind === 'guard' ? guarded : held;
		for (const variable of block.kind === 'guard' ? [block.variable] : variablesOf(block)) {
			if (seen.has(variable)) problems.push(secondBlock(block.kind === 'guard' ? `guard ${variable}` : `variable ${variable}`));
			seen.add(variable);
		}
	}
	for (const variable of guarded) {
		if (held.has(variable)) continue;
		problems.push(
			problem('ALTA3104', {
				what: `There is a guard of ${JSON.stringify(variable)}, but no block of that variable.`,
				where: ['layout', `guard ${variable}`],
				why: 'A guard says that the value of a variable does not count.',
				fix: 'Remove the guard, or add the block of the variable.',
			}),
		);
	}
	return problems;
}

function secondBlock(label: string): Problem {
	return problem('ALTA3103', {
		what: `There is a second ${label}.`,
		where: ['layout', label],
		why: 'The value of a variable is in one place.',
		fix: 'Remove one of the two, or give it the name of its own variable.',
	});
}

function labelOf(block: Block): string {
	if (!('variable' in block)) return `${block.kind} block`;
	return block.kind === 'guard' ? `guard ${block.variable}` : `variable ${block.variable}`;
}
