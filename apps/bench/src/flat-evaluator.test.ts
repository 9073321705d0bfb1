import { evaluate } from '@alta-ts/interpreter';
import { addition, createRandom, paritySequentialAbsolute, paritySequentialRelative, paritySumMod2, scan } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { flatEvaluator } from './flat-evaluator.js';

test.each([addition, paritySequentialAbsolute, paritySequentialRelative])('runs $name as it is defined', (task) => {
	const program = task.program();
	const flat = flatEvaluator(program);
	const random = createRandom(3);
	for (let count = 0; count < 20; count++) {
		const tokens = task.codec().encode(task.generate()(random, { minLength: 1, maxLength: 7 }));
		const { output, layers } = evaluate(program, tokens);
		expect(flat.run(tokens)).toEqual({ output, layers });
	}
});

test('runs SCAN', () => {
	const codec = scan.codec();
	const tokens = codec.encode('jump twice');
	const { output, layers } = flatEvaluator(scan.program()).run(tokens);
	expect([codec.decode(output, tokens), layers]).toEqual(['I_JUMP I_JUMP', 42]);
});

test('refuses programs it does not know how to run', () => {
	expect(() => flatEvaluator(paritySumMod2.program())).toThrow('does not take');
});
