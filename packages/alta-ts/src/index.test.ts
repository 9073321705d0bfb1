import { expect, test } from 'vitest';
import {
	attend,
	categorical,
	compile,
	createRandom,
	createReferenceBackend,
	createTransformer,
	defineProgram,
	findTask,
	isAltaError,
	library,
	loadModel,
	type Program,
	parseProgram,
	printProgram,
	rasp,
	run,
	saveModel,
	verify,
} from './index.js';

const letters = ['a', 'b', 'c'] as const;

/** Shifts its input by one position, to the right or to the left. */
function shift(offset: -1 | 1): Program {
	return defineProgram({
		name: 'shift',
		tokens: letters,
		variables: { letter: categorical(letters, { byToken: 'itself' }) },
		heads: { neighbour: attend({ value: 'letter', offset }) },
		mlp(z) {
			z.letter = z.neighbour;
		},
		output: 'letter',
		layers: 1,
	});
}

test('a program is written, run, compiled, verified, saved and loaded with one import', async () => {
	const program = shift(-1);
	const input = ['c', 'a', 'b'];
	const { output } = run(program, input);
	expect(output).toEqual(['c', 'c', 'a']);
	expect(run(parseProgram(printProgram(program)), input).output).toEqual(output);

	const model = compile(program);
	const report = await verify(program, model, [input, [], ['b']]);
	expect(report).toMatchObject({ program: 'shift', inputs: 3, differences: 0, first: null });
	expect(report.compared).toBeGreaterThan(0);

	const transformer = await createTransformer(loadModel(saveModel(model)), createReferenceBackend());
	const [result] = await transformer.run([input]);
	expect(result?.output).toEqual(output);
});

test('run passes its options on', () => {
	const { layers, halted, trace } = run(shift(-1), ['a', 'b'], { layers: 3, trace: true });
	expect([layers, halted, trace?.layers.length]).toEqual([3, true, 3]);
});

test('verify finds weights that compute something else', async () => {
	const report = await verify(shift(-1), compile(shift(1)), [['a', 'b']]);
	expect(report.differences).toBeGreaterThan(0);
	expect(report.first).toMatchObject({ input: 0, layer: 0, sublayer: 'attention', variable: 'neighbour' });
});

test('verify leaves a backend it was given open, and runs on it', async () => {
	const program = shift(1);
	const backend = createReferenceBackend();
	const twice = [
		await verify(program, compile(program), [['a']], { backend }),
		await verify(program, compile(program), [['b']], { backend }),
	];
	expect(twice.map((report) => report.differences)).toEqual([0, 0]);
	expect((await createTransformer(compile(program), backend)).backend).toBe(backend);
});

test.each(library.map((task) => task.name))('the weights of %s agree with it', async (name) => {
	const task = findTask(name);
	const program = task.program();
	const random = createRandom(1);
	const inputs = Array.from({ length: 3 }, () => task.codec().encode(task.generate()(random, { maxLength: 6 })));
	expect(await verify(program, compile(program), inputs)).toMatchObject({ differences: 0 });
});

test('isAltaError knows what every part of it throws', () => {
	const errors = [() => run(shift(1), ['d']), () => findTask('no-such-task'), () => parseProgram('{'), () => loadModel({})].map(
		(action) => {
			try {
				return action();
			} catch (error) {
				return error;
			}
		},
	);
	expect(errors.map(isAltaError)).toEqual([true, true, true, true]);
});

test('an s-op is built, lowered, compiled, verified and run with one import', async () => {
	const same = rasp.select(rasp.tokens(), rasp.tokens(), rasp.EQ);
	const { program } = rasp.lower(rasp.selectorWidth(same), { name: 'histogram', vocabulary: ['a', 'b'], maxLength: 5 });
	const model = compile(program);
	expect((await verify(program, model, [['a', 'b', 'a']])).first).toBeNull();
	const transformer = await createTransformer(model, createReferenceBackend());
	expect((await transformer.run([['a', 'b', 'a']]))[0]?.output).toEqual([2, 1, 2]);
});
