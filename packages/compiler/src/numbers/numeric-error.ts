import type { Attainable } from './attainable.js';

/** What is known about a numerical variable, at any time and position of any run. */
export interface NumericFact {
	readonly attainable: Attainable;
	/** How far the weights' number can be from the program's. */
	readonly error: NumericError;
}

/** A bound on how far the weights' number can be from the program's: absolute + relative · |number| + quadratic · number². */
export interface NumericError {
	readonly absolute: number;
	readonly relative: number;
	readonly quadratic: number;
}

/** No error at all. */
export const noError: NumericError = { absolute: 0, relative: 0, quadratic: 0 };

/** The error at a number of this size. */
export function errorAt({ error }: { readonly error: NumericError }, size: number): number {
	return error.absolute + times(error.relative + times(error.quadratic, Math.abs(size)), Math.abs(size));
}

/** Whether there is no error. */
export function isExact({ absolute, relative, quadratic }: NumericError): boolean {
	return absolute === 0 && relative === 0 && quadratic === 0;
}

/** Whether the error stays below some number at every number. */
export function isBounded({ absolute, relative, quadratic }: NumericError): boolean {
	return absolute < Infinity && relative < Infinity && quadratic < Infinity;
}

/** Combines two errors part by part. */
export function eachPart(a: NumericError, b: NumericError, combine: (a: number, b: number) => number): NumericError {
	return {
		absolute: combine(a.absolute, b.absolute),
		relative: combine(a.relative, b.relative),
		quadratic: combine(a.quadratic, b.quadratic),
	};
}

/** Whether two errors are the same. */
export function sameError(a: NumericError, b: NumericError): boolean {
	return a.absolute === b.absolute && a.relative === b.relative && a.quadratic === b.quadratic;
}

/** A product in which 0 wins over infinity. */
export function times(a: number, b: number): number {
	return a === 0 || b === 0 ? 0 : a * b;
}
