import type { Program, Trace } from '@alta-ts/core';
import type { Budget } from '@alta-ts/interpreter';
import type { Arguments } from '../arguments.js';
import { hasEnded, readBudget } from '../budget.js';
import type { Command } from '../command.js';
import { counted, grouped } from '../counted.js';
import type { Outcome } from '../engine.js';
import { type Input, readInputs } from '../inputs.js';
import type { Io } from '../io.js';
import { loadOptions, readLoadOptions, readSymbolOptions } from '../load-options.js';
import { type LoadedProgram, loadProgram } from '../load-program.js';
import { warnNotHalted } from '../not-halted.js';
import { writeNote } from '../note.js';
import {
	backendOption,
	inexactOption,
	layerOptions,
	maxLengthOption,
	runDtypeOption,
	targetOptions,
	withoutOption,
} from '../program-options.js';
import { MOST_TRACED, type Standstill, tracedLayers } from '../standstill.js';
import { traceSections } from '../trace-sections.js';
import { CHANGED_MARK, drawSections, SEEN_MARK } from '../trace-table.js';
import { symbolTracer, type Tracer } from '../tracer.js';
import { UNDEFINED_MARK, valueJson } from '../value-text.js';
import { engineOption, wantsWeights } from '../wants-weights.js';

/** The width of tables that no terminal sets. */
const PLAIN_WIDTH = 120;

/** `alta trace`. */
export const trace: Command = {
	usage: 'PROGRAM [TOKENS…]',
	words: { min: 1, max: Number.POSITIVE_INFINITY },
	description:
		'Runs a program and shows every layer: what its heads gave and which variables changed. ' +
		`At most ${grouped(MOST_TRACED)} layers are shown where no option says how many. ` +
		'With --json one object a line: the state at the start, then one for each layer. ' +
		'Weights run where an option is about them: then it is shown what their residual stream holds, without the rows that fired.',
	options: [
		...layerOptions,
		engineOption,
		backendOption,
		runDtypeOption,
		...targetOptions,
		inexactOption,
		withoutOption,
		maxLengthOption,
		...loadOptions,
	],
	examples: [
		{ command: 'alta trace parity-sequential-relative 1 0 1', says: 'three layers, in each of which one more position is done' },
		{ command: 'alta trace parity-sum-mod-2 1 1 0 --json', says: 'the same as data, with the table rows that fired' },
		{ command: 'alta trace parity-sequential-relative 1 0 1 --backend cpu', says: 'what the weights hold after each sublayer' },
	],
	run: async (input, io) => {
		const budget = readBudget(input);
		const isWeights = wantsWeights(input, true);
		const loaded = await loadProgram(input.words[0] ?? '', isWeights ? readLoadOptions(input) : readSymbolOptions(input), io);
		const inputs = await readInputs(loaded.codec, input, io);
		const tracer = isWeights ? await (await import('../weights-tracer.js')).weightsTracer(loaded, input, io) : symbolTracer(loaded.program);
		try {
			for (const each of inputs) if (!(await showRun({ loaded, tracer, each, budget }, input, io))) return 1;
			return 0;
		} finally {
			tracer.dispose();
		}
	},
};

interface Shown {
	readonly loaded: LoadedProgram;
	readonly tracer: Tracer;
	readonly each: Input;
	readonly budget: Budget;
}

/** Shows the run of one input; tells whether it halted, where that was to be. */
async function showRun({ loaded, tracer, each, budget }: Shown, input: Arguments, io: Io): Promise<boolean> {
	// Without a record first: nobody could read that of a run that never halts.
	const run = await tracer.run(each.tokens, budget);
	const stopped = !run.halted && budget.layers === undefined;
	const standstill = stopped ? tracer.standstill(each.tokens, run.layers) : undefined;
	const trace = await tracer.trace(each.tokens, shownLayers(budget, run, tracedLayers(loaded.program, each.tokens), standstill));
	if (trace === undefined) return true;
	if (input.flag('json')) writeLines(trace, tracer, io);
	else writeTable(loaded, tracer.title, run, trace, io);
	const shown = trace.layers.length;
	if (shown < run.layers && standstill === undefined) {
		writeNote(`only the first ${counted(shown, 'layer')} of ${grouped(run.layers)} are shown; --max-layers N shows N`, io);
	}
	if (stopped) warnNotHalted(each, run.layers, { standstill, ended: hasEnded(tracer.passDepth, run.layers, budget) }, io);
	return !stopped;
}

/** How many layers of a run are shown: those that were asked for, else a number that can be read, and of a standstill only how it begins. */
function shownLayers(budget: Budget, { layers }: Outcome, most: number, standstill: Standstill | undefined): Budget {
	if (standstill !== undefined) return { maxLayers: Math.min(layers, standstill.layers + 2 * standstill.depth) };
	if (budget.layers !== undefined || budget.maxLayers !== undefined) return budget;
	return { maxLayers: most };
}

function writeLines(trace: Trace, { backend }: Tracer, io: Io): void {
	const { layers, ...start } = trace;
	for (const line of [backend === null ? start : { ...start, backend }, ...layers]) {
		io.stdout.write(
			`${JSON.stringify(line, (_, value: unknown) => (value === undefined ? null : value instanceof Set ? valueJson(value) : value))}\n`,
		);
	}
}

function writeTable({ program, codec }: LoadedProgram, title: string, result: Outcome, trace: Trace, io: Io): void {
	const { strong, dim } = io.stdout.colours;
	const style = { width: io.stdout.columns ?? PLAIN_WIDTH, colours: io.stdout.colours };
	const tables = drawSections(traceSections(trace, program), trace.tokens.length, style);
	const legend = [
		`${CHANGED_MARK} changed, ${UNDEFINED_MARK} undefined`,
		...(hasTruthValues(program) ? ['T true, F false'] : []),
		...(tables.includes(SEEN_MARK) ? [`2${SEEN_MARK}1: 2, which tables see as 1`] : []),
	];
	io.stdout.write([`${strong(program.name)}${title}`, dim(legend.join(', ')), '', tables, ''].join('\n'));
	// A codec may refuse to read the answer; what happened until then is shown all the same.
	const answer = codec.decode(result.output, trace.tokens);
	io.stdout.write(`${result.halted ? 'halted' : 'stopped'} after ${counted(result.layers, 'layer')}, answer: ${strong(answer)}\n`);
}

function hasTruthValues({ variables }: Program): boolean {
	return variables.some((variable) => variable.kind === 'categorical' && variable.values.some((value) => typeof value === 'boolean'));
}
