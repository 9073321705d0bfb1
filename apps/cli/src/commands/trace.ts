import type { Program, Trace } from '@alta-ts/core';
import { type Budget, createInterpreter, type Run } from '@alta-ts/interpreter';
import { hasEnded, readBudget } from '../budget.js';
import type { Command } from '../command.js';
import { counted, grouped } from '../counted.js';
import { readInputs } from '../inputs.js';
import { passDepth } from '../interpreter-engine.js';
import type { Io } from '../io.js';
import { readSymbolOptions, symbolOptions } from '../load-options.js';
import { type LoadedProgram, loadProgram } from '../load-program.js';
import { warnNotHalted } from '../not-halted.js';
import { writeNote } from '../note.js';
import { layerOptions } from '../program-options.js';
import { findStandstill, MOST_TRACED, type Standstill, tracedLayers } from '../standstill.js';
import { traceSections } from '../trace-sections.js';
import { CHANGED_MARK, drawSections, SEEN_MARK } from '../trace-table.js';
import { UNDEFINED_MARK, valueJson } from '../value-text.js';

/** The width of tables that no terminal sets. */
const PLAIN_WIDTH = 120;

/** `alta trace`. */
export const trace: Command = {
	usage: 'PROGRAM [TOKENS…]',
	words: { min: 1, max: Number.POSITIVE_INFINITY },
	description:
		'Runs a program and shows every layer: what its heads gave and which variables changed. ' +
		`At most ${grouped(MOST_TRACED)} layers are shown where no option says how many. ` +
		'With --json one object a line: the state at the start, then one for each layer.',
	options: [...layerOptions, ...symbolOptions],
	examples: [
		{ command: 'alta trace parity-sequential-relative 1 0 1', says: 'three layers, in each of which one more position is done' },
		{ command: 'alta trace parity-sum-mod-2 1 1 0 --json', says: 'the same as data, with the table rows that fired' },
	],
	run: async (input, io) => {
		const budget = readBudget(input);
		const loaded = await loadProgram(input.words[0] ?? '', readSymbolOptions(input), io);
		const interpreter = createInterpreter(loaded.program);
		for (const each of await readInputs(loaded.codec, input, io)) {
			// Without a record first: nobody could read that of a run that never halts.
			const run = interpreter.run(each.tokens, budget);
			const stopped = !run.halted && budget.layers === undefined;
			const standstill = stopped ? findStandstill(interpreter, each.tokens, run.layers) : undefined;
			const { trace } = interpreter.run(each.tokens, {
				...shownLayers(budget, run, tracedLayers(loaded.program, each.tokens), standstill),
				trace: true,
			});
			if (trace === undefined) continue;
			if (input.flag('json')) writeLines(trace, io);
			else writeTable(loaded, run, trace, io);
			const shown = trace.layers.length;
			if (shown < run.layers && standstill === undefined) {
				writeNote(`only the first ${counted(shown, 'layer')} of ${grouped(run.layers)} are shown; --max-layers N shows N`, io);
			}
			if (!stopped) continue;
			warnNotHalted(each, run.layers, { standstill, ended: hasEnded(passDepth(loaded.program), run.layers, budget) }, io);
			return 1;
		}
		return 0;
	},
};

/** How many layers of a run are shown: those that were asked for, else a number that can be read, and of a standstill only how it begins. */
function shownLayers(budget: Budget, { layers }: Run, most: number, standstill: Standstill | undefined): Budget {
	if (standstill !== undefined) return { maxLayers: Math.min(layers, standstill.layers + 2 * standstill.depth) };
	if (budget.layers !== undefined || budget.maxLayers !== undefined) return budget;
	return { maxLayers: most };
}

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
	const tables = drawSections(traceSections(trace, program), trace.tokens.length, style);
	const legend = [
		`${CHANGED_MARK} changed, ${UNDEFINED_MARK} undefined`,
		...(hasTruthValues(program) ? ['T true, F false'] : []),
		...(tables.includes(SEEN_MARK) ? [`2${SEEN_MARK}1: 2, which tables see as 1`] : []),
	];
	io.stdout.write([strong(program.name), dim(legend.join(', ')), '', tables, ''].join('\n'));
	// A codec may refuse to read the answer; what happened until then is shown all the same.
	const answer = codec.decode(result.output, trace.tokens);
	io.stdout.write(`${result.halted ? 'halted' : 'stopped'} after ${counted(result.layers, 'layer')}, answer: ${strong(answer)}\n`);
}

function hasTruthValues({ variables }: Program): boolean {
	return variables.some((variable) => variable.kind === 'categorical' && variable.values.some((value) => typeof value === 'boolean'));
}
