import { type Condition, type LayerTrace, type Program, sameValue } from '@alta-ts/core';
import { type Observer, transientOutputs } from '../observer.js';
import type { Machine } from '../schedule.js';
import { invalidProgram } from '../state.js';
import { tokenIds, vocabularyOf } from '../token-ids.js';
import { type EncodedVariable, encodeVariables } from './encoded-variable.js';
import { createKeyIndexes } from './key-index.js';
import { createLayerRunner, type LayerRunner } from './layer-runner.js';
import { cellCount, createMemory, load, type Memory, tellHeld, tellMissing, valueAt } from './memory.js';
import { uniformVariables } from './uniform.js';

/** A program prepared for running fast, and the state that it is in. */
export interface Engine extends Machine {
	readonly memory: Memory;
	/** Goes to the state before the first layer. The observer, if there is one, is told of it and of all that follows until the next start. */
	readonly start: (tokens: readonly string[], observer?: Observer) => void;
	/** Runs a layer and tells what happened in it. */
	readonly traceLayer: (stage: number, pass: number, layer: number) => LayerTrace;
	/** The variable of a name. Throws ALTA2005 where there is none. */
	readonly find: (name: string) => EncodedVariable;
}

/** Prepares a valid program. */
export function createEngine(program: Program): Engine {
	const vocabulary = vocabularyOf(program);
	const variables = encodeVariables(program.variables, uniformVariables(program), writtenVariables(program));
	const byName = new Map(variables.map((variable) => [variable.name, variable]));
	const find = (name: string): EncodedVariable => {
		const found = byName.get(name);
		if (found === undefined) throw invalidProgram(`No variable is called "${name}".`);
		return found;
	};
	const indexes = createKeyIndexes();
	const stages = program.stages.map(({ layers }, stage) =>
		layers.map((code, layer) => createLayerRunner(code, { stage, layer }, find, indexes)),
	);
	const memory = createMemory(variables);
	const transient = transientOutputs(program);
	let watching: Observer | undefined;

	function runnerOf(stage: number, layer: number): LayerRunner {
		const runner = stages[stage]?.[layer];
		if (runner === undefined) throw invalidProgram(`Stage ${stage} has no layer ${layer}.`);
		return runner;
	}

	return {
		memory,
		find,
		start(tokens, observer) {
			load(memory, tokenIds(program, vocabulary, tokens));
			watching = observer;
			if (observer === undefined) return;
			for (const variable of variables) {
				tellHeld(memory, variable, observer);
				if (!transient.has(variable.name)) tellMissing(memory, variable, observer);
			}
		},
		runLayer: (stage, _, layer) => runnerOf(stage, layer).run(memory, watching),
		traceLayer: (stage, pass, layer) => ({ stage, pass, layer, ...runnerOf(stage, layer).trace(memory, watching) }),
		holds: (condition) => holds(condition, find(condition.variable), memory),
	};
}

/** The variables that some head or update writes. */
function writtenVariables({ stages }: Program): ReadonlySet<string> {
	const layers = stages.flatMap((stage) => stage.layers);
	const outputs = layers.flatMap((layer) => layer.heads.map((head) => head.output));
	return new Set([...outputs, ...layers.flatMap((layer) => layer.updates.map((update) => update.writes))]);
}

function holds({ equals }: Condition, variable: EncodedVariable, memory: Memory): boolean {
	const cells = memory.length === 0 ? 0 : cellCount(memory, variable);
	for (let position = 0; position < cells; position++) if (!sameValue(valueAt(memory, variable, position), equals)) return false;
	return true;
}
