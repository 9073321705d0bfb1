import { type LongestCertified, longestCertified } from '@alta-ts/compiler';
import type { TensorDType } from '@alta-ts/model';
import { findTask } from '@alta-ts/programs';
import { dtypes } from './dtype.js';
import type { LoadedProgram } from './load-program.js';

/** What `alta inspect --longest` tells. Lengths are in positions. */
export interface LongestInputs {
	readonly program: string;
	/** Where the search ended: longer inputs were not looked at, or the program takes none. */
	readonly most: number;
	readonly longest: readonly ({ readonly dtype: TensorDType } & LongestCertified)[];
}

/** Longer inputs are not looked at. */
const MOST = 200;

/** Finds the longest inputs that are guaranteed. A library program with an option `maxLength` is built anew for each length that is tried. */
export function longestInputs({ program, task }: LoadedProgram): LongestInputs {
	const factory = task === undefined ? undefined : findTask(task.name);
	const grows = factory !== undefined && 'maxLength' in factory.defaults;
	const most = grows ? MOST : Math.min(MOST, program.positions ?? MOST);
	const programFor = (maxLength: number): typeof program => (grows ? factory.program({ ...task?.options, maxLength }) : program);
	return { program: program.name, most, longest: dtypes.map((dtype) => ({ dtype, ...longestCertified(programFor, { dtype }, most) })) };
}

/** The same for people. */
export function drawLongest({ program, most, longest }: LongestInputs): string {
	const lines = longest.map(({ dtype, exact, certified, refusal }) => {
		const beyond = refusal === undefined ? '' : `; then ${refusal.code}: ${refusal.what}`;
		return `  ${dtype.padEnd(4)}  ${guaranteed(exact, certified)}${beyond}`;
	});
	return [`${program}: longest inputs that are guaranteed, of up to ${most} tokens`, ...lines, ''].join('\n');
}

function guaranteed(exact: number, certified: number): string {
	if (certified === 0) return 'none';
	if (exact === certified) return `exact up to ${exact}`;
	return exact === 0 ? `conditional up to ${certified}` : `exact up to ${exact}, conditional up to ${certified}`;
}
