import type { Target } from '@alta-ts/compiler';
import type { Task } from '@alta-ts/programs';
import { type Backend, checkContract } from '@alta-ts/tensor';
import { runSuite } from './run-suite.js';
import type { SuiteRow } from './suite-row.js';

/** How whole programs are tried on a backend. */
export interface CheckProgramsOptions {
	/** The whole library when absent. */
	readonly tasks?: readonly Task[];
	/** The architecture of the weights; that of the ALTA paper when absent. */
	readonly target?: Target;
	/** How many random inputs each program gets; 12 when absent. */
	readonly samples?: number;
	/** Equal seeds give equal inputs; 1 when absent. */
	readonly seed?: number;
	/** The longest input, in units of the task; `DEFAULT_MAX_LENGTH` when absent. */
	readonly maxLength?: number;
	/** Called with every row as soon as it is known. */
	readonly onRow?: (row: SuiteRow) => void;
}

/**
 * Runs the weights of every program of the library on a backend: the last test of a new one, after the conformance kit. Answers, layers and halting
 * must be those of the interpreter, and so must every variable on some inputs.
 *
 * The backend is opened, used for all programs, and disposed.
 *
 * @returns a row for each program. One that the backend refuses, as it has not the room, is *not run*, with what it says.
 * @throws AltaError ALTA5020 for a backend that was written for another version of the contract.
 *
 * @example
 * ```ts
 * import { findTask } from '@alta-ts/programs';
 * import { checkPrograms } from '@alta-ts/suite';
 * import { createReferenceBackend } from '@alta-ts/tensor';
 * const rows = await checkPrograms(createReferenceBackend, { tasks: [findTask('parity-sum-mod-2')] });
 * rows.map(({ program, status }) => `${program}: ${status}`); // => ['parity-sum-mod-2: passed']
 * ```
 */
export async function checkPrograms(
	create: () => Backend | Promise<Backend>,
	options: CheckProgramsOptions = {},
): Promise<readonly SuiteRow[]> {
	const { samples = 12, seed = 1, onRow, ...others } = options;
	const backend = await create();
	const rows: SuiteRow[] = [];
	const report = (row: SuiteRow): void => {
		if (row.engine !== 'model') return;
		rows.push(row);
		onRow?.(row);
	};
	try {
		checkContract(backend);
		await runSuite({ ...others, samples, seed, backends: [{ name: backend.name, backend }], onRow: report });
	} finally {
		backend.dispose();
	}
	return rows;
}
