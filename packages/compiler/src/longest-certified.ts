import { checkProgram, type Program } from '@alta-ts/core';
import { isAltaError, type Problem } from '@alta-ts/diagnostics';
import type { Certificate } from '@alta-ts/model';
import { compile } from './compile.js';
import type { CompileOptions } from './options.js';

/** The longest inputs that are guaranteed. */
export interface LongestCertified {
	/** The longest input with the guarantee `exact`; 0 where there is none. */
	readonly exact: number;
	/** The longest input with any guarantee. */
	readonly certified: number;
	/** Why not one position more: the first refusal. Absent where the search ended before anything was refused. */
	readonly refusal?: Problem;
	/** What the tightest margin is at the longest certified length. */
	readonly tightest?: Certificate['margins'][number];
}

/**
 * Finds the longest input for which a program compiles with a guarantee, by bisection: what is refused for some length is taken to be refused for
 * longer ones.
 *
 * @param programFor the program for inputs of up to so many positions.
 * @param most where to stop looking.
 * @param onAttempt told each length before it is tried.
 * @throws what is wrong with the program itself. What keeps it from being compiled with these options is a refusal like any other.
 */
export function longestCertified(
	programFor: (maxLength: number) => Program,
	options: Omit<CompileOptions, 'maxLength' | 'allowInexact'>,
	most: number,
	onAttempt?: (length: number) => void,
): LongestCertified {
	const attempts = new Map<number, Certificate | Problem>();
	const attempt = (length: number): Certificate | Problem => {
		const known = attempts.get(length);
		if (known !== undefined) return known;
		onAttempt?.(length);
		const found = certificateFor(programFor(length), { ...options, maxLength: length });
		attempts.set(length, found);
		return found;
	};
	const certified = bisect(most, (length) => 'guarantee' in attempt(length));
	const exact = bisect(certified, (length) => {
		const certificate = attempt(length);
		return 'guarantee' in certificate && certificate.guarantee === 'exact';
	});
	const beyond = certified < most ? attempt(certified + 1) : undefined;
	const at = certified > 0 ? attempt(certified) : undefined;
	const tightest = at !== undefined && 'guarantee' in at ? at.margins[0] : undefined;
	return {
		exact,
		certified,
		...(beyond === undefined || 'guarantee' in beyond ? {} : { refusal: beyond }),
		...(tightest === undefined ? {} : { tightest }),
	};
}

/** The certificate, or the first refusal. */
function certificateFor(program: Program, options: CompileOptions): Certificate | Problem {
	checkProgram(program);
	try {
		const { certificate } = compile(program, options);
		if (certificate === undefined) throw new Error('internal: a compiled model has a certificate');
		return certificate;
	} catch (error) {
		const [first] = isAltaError(error) ? error.problems : [];
		if (first !== undefined) return first;
		throw error;
	}
}

/** The largest number of 1 to `most` that holds, where all smaller ones do; 0 if none does. */
function bisect(most: number, holds: (length: number) => boolean): number {
	if (most > 0 && holds(most)) return most;
	let [yes, no] = [0, most];
	for (let length = 1; yes + 1 < no; ) {
		if (holds(length)) yes = length;
		else no = length;
		length = no === most && yes * 2 < most ? Math.max(1, yes * 2) : Math.floor((yes + no) / 2);
	}
	return yes;
}
