import { type LongestCertified, longestCertified } from '@alta-ts/compiler';
import type { TensorDType } from '@alta-ts/model';
import { findTask } from '@alta-ts/programs';
import type { CompileSettings } from './compile-loaded.js';
import { dtypes } from './dtype.js';
import type { Io } from './io.js';
import type { LoadedProgram } from './load-program.js';
import { createSlowNotes } from './progress.js';

/** What `alta inspect --longest` tells. Lengths are in positions. */
export interface LongestInputs {
	readonly program: string;
	/** Where the search ended: longer inputs were not looked at, or the program takes none. */
	readonly most: number;
	readonly longest: readonly ({ readonly dtype: TensorDType } & LongestCertified)[];
}

/** Longer inputs are not looked at, unless `--max-length` asks for them. */
const MOST = 200;

/**
 * Finds the longest inputs that are guaranteed, for every data type or the one that is given. A library program with an option `maxLength` is
 * built anew for each length that is tried.
 */
export function longestInputs({ program, task }: LoadedProgram, settings: CompileSettings, io: Io): LongestInputs {
	const { dtype: only, maxLength = MOST, ...options } = settings;
	const factory = task === undefined ? undefined : findTask(task.name);
	const grows = factory !== undefined && 'maxLength' in factory.defaults;
	const most = grows ? maxLength : Math.min(maxLength, program.positions ?? maxLength);
	const programFor = (maxLength: number): typeof program => (grows ? factory.program({ ...task?.options, maxLength }) : program);
	const note = createSlowNotes(io);
	const longest = dtypes
		.filter((dtype) => only === undefined || dtype === only)
		.map((dtype) => {
			const found = longestCertified(programFor, { ...options, dtype }, most, (length) => note(`longest: ${dtype}, ${length} tokens`));
			return { dtype, ...found };
		});
	return { program: program.name, most, longest };
}

/** The same for people. */
export function drawLongest({ program, most, longest }: LongestInputs): string {
	const lines = longest.map(({ dtype, exact, certified, refusal }) => {
		const then = certified === 0 ? ', since' : '; then';
		const beyond = refusal === undefined ? '' : `${then} ${refusal.code}: ${refusal.what}`;
		return `  ${dtype.padEnd(4)}  ${guaranteed(exact, certified)}${beyond}`;
	});
	return [`${program}: longest inputs that are guaranteed, of up to ${most} tokens`, ...lines, ''].join('\n');
}

function guaranteed(exact: number, certified: number): string {
	if (certified === 0) return 'none';
	if (exact === certified) return `exact up to ${exact}`;
	return exact === 0 ? `conditional up to ${certified}` : `exact up to ${exact}, conditional up to ${certified}`;
}
