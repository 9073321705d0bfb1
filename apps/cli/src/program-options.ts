import { backendNames } from './backend-table.js';
import type { OptionSpec } from './command-line.js';
import { dtypes } from './dtype.js';

/** The option of every command that takes a PROGRAM. */
export const setOption: OptionSpec = { name: 'set', value: 'KEY=VALUE', repeats: true, help: 'Set an option of a library program.' };

/** Options that limit a run. */
export const layerOptions: readonly OptionSpec[] = [
	{ name: 'max-layers', value: 'N', help: 'Stop after at most N layers.' },
	{ name: 'layers', value: 'N', help: 'Run exactly N layers and ignore halting.' },
];

/** Where inputs come from instead of the command line. */
export const inputsOption: OptionSpec = { name: 'inputs', value: 'FILE', help: 'Read one input per line; - is standard input.' };

/** The architecture of weights. */
export const targetOption: OptionSpec = {
	name: 'target',
	value: 'NAME',
	choices: ['alta', 'standard'],
	help: 'The architecture: that of the ALTA paper, by default, or a plain Transformer.',
};

/** What weights are compiled for. */
export const targetOptions: readonly OptionSpec[] = [
	targetOption,
	{ name: 'causal', help: 'For the target standard: no position sees a later one.' },
	{ name: 'unrolled', value: 'N', help: 'Repeat the layers of a loop N times instead of looping.' },
];

/** How long the inputs of weights may be. */
export const maxLengthOption: OptionSpec = {
	name: 'max-length',
	value: 'N',
	help: "Compile for inputs of up to N positions; as many as the program takes by default. A library program's own limit is --set maxLength=N.",
};

/** What weights are computed in. */
export const dtypeOption: OptionSpec = { name: 'dtype', value: 'NAME', choices: dtypes, help: 'The data type of the numbers.' };

/** The same where weights run, which may be there already. */
export const runDtypeOption: OptionSpec = {
	...dtypeOption,
	help: 'The data type of the numbers: what a program is compiled for, and what the arithmetic of the run is, also with weights from a folder.',
};

/** Whether weights are made although the data type is too coarse for them. */
export const inexactOption: OptionSpec = {
	name: 'allow-inexact',
	help: 'Compile although the data type is too coarse: nothing is guaranteed then, and results may be wrong.',
};

/** The inputs that weights are for. */
export const profileOption: OptionSpec = {
	name: 'profile',
	value: 'FILE',
	help: 'Keep only what the program does on the inputs in this file, one a line: the weights are for these inputs alone. - is standard input.',
};

/** Which passes of the compiler run. Their names are the compiler's, for which this file does not wait. */
export const withoutOption: OptionSpec = {
	name: 'without',
	value: 'PASS[,PASS]',
	help: 'Switch passes of the compiler off, by the names that alta compile --help lists.',
};

/** What weights are computed on. */
export const backendOption: OptionSpec = {
	name: 'backend',
	value: 'NAME',
	choices: backendNames,
	help: 'What the weights run on; the reference backend by default.',
};
