import { expect, test } from 'vitest';
import { difference } from '../comparison/same-answer.js';
import { localSeat } from '../comparison/seat.js';
import { isNotRun, type ProgramWork } from './engine.js';
import { findEngine } from './engines.js';
import { loadLibrary } from './load-library.js';
import { rightAnswers } from './program-parts.js';

const addition: ProgramWork = { kind: 'program', program: 'addition', texts: ['27+96', '1+1'], together: true };

test.each(['reference', 'cpu', 'cpu, all threads', 'cpu, JavaScript', 'plain loops', 'onnxruntime-node, 1 thread'])(
	'%s runs a program',
	async (name) => {
		for (const together of [true, false]) {
			const seat = localSeat(findEngine(name));
			const first = await seat.open({ ...addition, together });
			if (isNotRun(first)) throw new Error(first.notRun);
			expect(difference(first.answer, rightAnswers(addition))).toBeUndefined();
			await seat.close();
		}
	},
);

test.each(['tfjs, wasm', 'jax-js, wasm'])('%s says why it does not', async (name) => {
	expect(await localSeat(findEngine(name)).open(addition)).toEqual({ notRun: expect.stringMatching(/ONNX|loops/) });
});

test('plain loops say what they do not take', async () => {
	const relu: ProgramWork = { kind: 'program', program: 'histogram', texts: [], together: false };
	expect(await localSeat(findEngine('plain loops')).open(relu)).toEqual({ notRun: expect.stringContaining('do not take') });
});

test('a library that is missing is one that is not run', async () => {
	const name = 'a-library-that-is-not-there';
	expect(await loadLibrary(name, () => import(name))).toEqual({ notRun: `${name} is not installed; npm install ${name} brings it` });
	const broken = async (): Promise<never> => {
		throw new Error('no such processor\nat line 1');
	};
	expect(await loadLibrary(name, broken)).toEqual({ notRun: `${name} does not load: no such processor` });
});

test('an engine has to be there', () => {
	expect(() => findEngine('abacus')).toThrow('no engine "abacus"');
});
