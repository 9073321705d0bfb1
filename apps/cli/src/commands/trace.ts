import type { Program, Trace } from '@alta-ts/core';
import { createInterpreter, type Run } from '@alta-ts/interpreter';
import { readBudget } from '../budget.js';
import type { Command } from '../command.js';
import { readInputs } from '../inputs.js';
import type { Io } from '../io.js';
import { type LoadedProgram, loadProgram } from '../load-program.js';
import { warnNotHalted } from '../not-halted.js';
import { layerOptions, setOption } from '../program-options.js';
import { traceSections } from '../trace-sections.js';
import { CHANGED_MARK, drawSections } from '../trace-table.js';
import { UNDEFINED_MARK, valueJson } from '../value-text.js';

/** The width of tables that no terminal sets. */
const PLAIN_WIDTH = 120;

/** `alta trace`. */
export const trace: Command = {
	usage: 'PROGRAM [TOKENS…]',
	words: { min: 1, max: Number.POSITIVE_INFINITY },
	description:
		'Runs a program and shows every layer: what its heads gave and which variables changed. ' +
		'With --json one object a line: the state at the start, then one for each layer.',
	options: [...layerOptions, setOption],
	examples: [
		{ command: 'alta trace parity-sequential-relative 1 0 1', says: 'three layers, in each of which one more position is done' },
		{ command: 'alta trace parity-sum-mod-2 1 1 0 --json', says: 'the same as data, with the table rows that fired' },
	],
	run: async (input, io) => {
		const budget = readBudget(input);
		const loaded = await loadProgram(input.words[0] ?? '', { settings: input.texts('set') }, io);
		for (const each of await readInputs(loaded.codec, input, io)) {
			const result = createInterpreter(loaded.program).run(each.tokens, { ...budget, trace: true });
			if (result.trace === undefined) continue;
			if (input.flag('json')) writeLines(result.trace, io);
			else writeTable(loaded, result, result.trace, io);
			if (result.halted || budget.layers !== undefined) continue;
			warnNotHalted(each, result.layers, io);
			return 1;
		}
		return 0;
	},
};

function writeLines(trace: Trace, io: Io): void {
	const { layers, ...start } = trace;
	for (const line of [start, ...layers]) {
		io.stdout.write(
			`${JSON.stringify(line, (_, value: unknown) => (value === undefined ? null : value instanceof Set ? valueJson(value) : value))}\n`,
		);
	}
}

function writeTable({ program, codec }: LoadedProgram, result: Run, trace: Trace, io: Io): void {
	const { strong, dim } = io.stdout.colours;
	const style = { width: io.stdout.columns ?? PLAIN_WIDTH, colours: io.stdout.colours };
	const tables = drawSections(traceSections(trace, headOutputs(program)), trace.tokens.length, style);
	io.stdout.write(
		[
			strong(program.name),
			dim(`${CHANGED_MARK} changed, ${UNDEFINED_MARK} undefined${hasTruthValues(program) ? ', T true, F false' : ''}`),
			'',
			tables,
			'',
		].join('\n'),
	);
	// A codec may refuse to read the answer; what happened until then is shown all the same.
	const answer = codec.decode(result.output, trace.tokens);
	const layers = `${result.layers} ${result.layers === 1 ? 'layer' : 'layers'}`;
	io.stdout.write(`${result.halted ? 'halted' : 'stopped'} after ${layers}, answer: ${strong(answer)}\n`);
}

function hasTruthValues({ variables }: Program): boolean {
	return variables.some((variable) => variable.kind === 'categorical' && variable.values.some((value) => typeof value === 'boolean'));
}

function headOutputs(program: Program): ReadonlySet<string> {
	return new Set(program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.heads.map((head) => head.output))));
}
