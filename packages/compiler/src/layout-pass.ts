import type { Head, Program, Variable } from '@alta-ts/core';
import type { Block, VariableBlock } from '@alta-ts/model';
import { isVariableBlock } from '@alta-ts/model';
import { needsGuard, positionNames } from './attention/selects-at-most-one.js';
import type { BlockLookup } from './context.js';

/**
 * Gives every variable its coordinates, in declared order; guards for heads that could select several keys come last.
 *
 * @param codes the codes of variables that are one number instead of a coordinate a value.
 */
export function layOut(program: Program, nullable: ReadonlySet<string>, codes: ReadonlyMap<string, readonly number[]>): BlockLookup {
	const blocks: Block[] = [];
	let start = 0;
	const append = (block: Block): void => {
		blocks.push(block);
		start += block.width;
	};
	for (const variable of program.variables) {
		const own = codes.get(variable.name);
		if (variable.kind === 'categorical' && own !== undefined)
			append({ kind: 'ordinal', variable: variable.name, start, width: 1, values: variable.values, codes: own });
		else append(variableBlock(variable, start, nullable.has(variable.name)));
	}
	const positions = positionNames(program);
	const guarded = new Set(headsOf(program).flatMap((head) => (needsGuard(positions, head) ? [head.output] : [])));
	for (const variable of guarded) append({ kind: 'guard', variable, start, width: 1 });
	const variables = new Map(blocks.filter(isVariableBlock).map((block) => [block.variable, block]));
	const guards = new Map(blocks.filter((block) => block.kind === 'guard').map((block) => [block.variable, block.start]));
	return {
		layout: { blocks, sources: [] },
		width: start,
		block: (name) => known(variables.get(name), name),
		guard: (name) => guards.get(name),
	};
}

function variableBlock(variable: Variable, start: number, nullable: boolean): VariableBlock {
	const { name } = variable;
	switch (variable.kind) {
		case 'categorical':
			return { kind: 'categorical', variable: name, start, width: variable.values.length, values: variable.values };
		case 'numerical':
			return {
				kind: 'numerical',
				variable: name,
				start,
				width: nullable ? 2 : 1,
				nullable,
				...(variable.values === undefined ? {} : { values: variable.values }),
			};
		case 'set':
			return {
				kind: 'set',
				variable: name,
				start,
				width: variable.members.length + (nullable ? 1 : 0),
				members: variable.members,
				nullable,
			};
	}
}

function known(block: VariableBlock | undefined, name: string): VariableBlock {
	if (block === undefined) throw new Error(`internal: no coordinates for variable ${name}`);
	return block;
}

/** All heads of a program, in order. */
function headsOf(program: Program): readonly Head[] {
	return program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.heads));
}

/** The coordinate that is 1 where a variable is defined, if its block has one. */
export function definedCoordinate(block: VariableBlock): number | undefined {
	return 'nullable' in block && block.nullable ? block.start + block.width - 1 : undefined;
}
