import { isAltaError } from '@alta-ts/diagnostics';
import { expect, it } from 'vitest';
import { categorical } from '../declare.js';
import { defineProgram } from '../define-program.js';

it('ALTA1214 for a function that waits for its own write', () => {
	const define = () =>
		defineProgram({
			name: 'waiting',
			tokens: ['a'],
			variables: { done: categorical([false, true]) },
			mlp(z) {
				while (!z.done);
			},
			output: 'done',
			layers: 1,
		});
	let caught: unknown;
	try {
		define();
	} catch (error) {
		caught = error;
	}
	expect(isAltaError(caught) && caught.problems.map((problem) => problem.code)).toEqual(['ALTA1214']);
});
