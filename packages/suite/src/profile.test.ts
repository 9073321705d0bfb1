import { domainOf } from '@alta-ts/core';
import { evaluate, interpret, profile } from '@alta-ts/interpreter';
import { findTask } from '@alta-ts/programs';
import { expect, test } from 'vitest';

test('a profile of scan has the values and rows that the plain evaluator tells of', () => {
	const task = findTask('scan');
	const program = task.program();
	const inputs = ['jump', 'look twice'].map((command) => task.codec().encode(command));
	const values = program.variables.map(() => new Set<number | undefined>());
	const rows = new Set<string>();
	for (const tokens of inputs) {
		const { layers } = interpret(program, tokens);
		evaluate(program, tokens, {
			layers: layers + 1,
			observer: {
				fired: (stage, layer, update, row) => void rows.add([stage, layer, update, row].join('.')),
				held: (variable, value) => void values[variable]?.add(value),
				missing: (variable) => void values[variable]?.add(undefined),
			},
		});
	}
	const noted = profile(program, inputs);
	const fired = noted.fired.flatMap((layers, stage) =>
		layers.flatMap((updates, layer) => updates.flatMap((set, update) => [...set].map((row) => [stage, layer, update, row].join('.')))),
	);
	expect(fired.sort()).toEqual([...rows].sort());
	for (const [index, variable] of program.variables.entries()) {
		const held = domainOf(variable).filter((value, code) => values[index]?.has(value === undefined ? undefined : code) === true);
		expect(noted.values.get(variable.name), variable.name).toEqual(held);
	}
});
