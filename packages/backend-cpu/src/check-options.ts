import { closest, describeValue, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { CpuOptions } from './cpu-options.js';

/** What the value of each option has to be, and whether one is. */
const OPTIONS: Readonly<Record<keyof CpuOptions, { readonly is: string; readonly fits: (value: unknown) => boolean }>> = {
	kernels: { is: '"auto" or "javascript"', fits: (value) => value === 'auto' || value === 'javascript' },
	memoryBytes: { is: 'a number of bytes, from 1 to 4 GiB', fits: (value) => isCount(value, 2 ** 32) },
	threads: { is: 'a number of threads, from 1', fits: (value) => isCount(value, Number.MAX_SAFE_INTEGER) },
};

/** @throws AltaError ALTA5051 for every option that does not exist, or whose value is none it can have. */
export function checkOptions(options: CpuOptions): void {
	const given: unknown = options;
	if (typeof given !== 'object' || given === null) throwProblems([noObject(given)]);
	throwProblems(Object.entries(options).flatMap(([option, value]) => optionProblems(option, value)));
}

function optionProblems(option: string, value: unknown): readonly Problem[] {
	const names = Object.keys(OPTIONS);
	const known = Object.entries(OPTIONS).find(([name]) => name === option)?.[1];
	const where = ['backend cpu', `option ${option}`];
	if (known === undefined) {
		const meant = closest(option, names);
		return [
			problem('ALTA5051', {
				what: `There is no option ${option}.`,
				where,
				why: `The options are ${names.join(', ')}.`,
				fix: meant === undefined ? 'Leave it out.' : `Write ${meant}.`,
			}),
		];
	}
	if (value === undefined || known.fits(value)) return [];
	return [
		problem('ALTA5051', {
			what: `The option ${option} is ${describeValue(value)}.`,
			where,
			why: `It is ${known.is}.`,
			fix: 'Give it such a value, or leave it out.',
		}),
	];
}

function noObject(given: unknown): Problem {
	return problem('ALTA5051', {
		what: `The options are ${describeValue(given)}.`,
		where: ['backend cpu'],
		why: `They are an object with ${Object.keys(OPTIONS).join(', ')}, of which each may be absent.`,
		fix: 'Pass an object, or nothing.',
	});
}

function isCount(value: unknown, most: number): boolean {
	return Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= most;
}
