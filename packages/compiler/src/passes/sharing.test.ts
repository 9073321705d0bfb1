import { attend, categorical, defineProgram, type Program, range, validateProgram } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { equalVariables } from './equal-variables.js';
import { sharingPass } from './sharing.js';

/** Two counters that go on alike, one that goes on faster, and what reads them. */
const program = defineProgram({
	name: 'twins',
	tokens: ['a', 'b'],
	positions: 4,
	variables: {
		left: categorical(range(4), { constant: 0 }),
		fast: categorical(range(4), { constant: 0 }),
		right: categorical(range(4), { constant: 0 }),
		place: categorical(range(4), { byPosition: (position) => position }),
		seat: categorical(range(4), { byPosition: (position) => position }),
		letter: categorical(['a', 'b'], { byToken: 'itself' }),
	},
	heads: {
		one: attend({ value: 'letter', query: 'left', key: 'place' }),
		two: attend({ value: 'letter', query: 'right', key: 'seat' }),
		three: attend({ value: 'letter', query: 'fast', key: 'seat' }),
	},
	mlp: {
		left: (z) => {
			z.left = Math.min(z.left + 1, 3);
		},
		right: (z) => {
			z.right = Math.min(z.right + 1, 3);
		},
		fast: (z) => {
			z.fast = Math.min(z.fast + 2, 3);
		},
		letter(z) {
			if (z.one === 'a' && z.two === 'a' && z.three === 'b' && z.left === z.right) z.letter = 'b';
		},
	},
	output: 'letter',
	layers: 3,
});

describe('equalVariables', () => {
	it('finds variables that are written alike, from equal variables and by equal heads', () => {
		const standIns = equalVariables(program);
		expect([...standIns].filter(([name, standIn]) => name !== standIn)).toEqual([
			['right', 'left'],
			['seat', 'place'],
			['two', 'one'],
		]);
	});

	it('tells variables apart that depend on each other, if something tells one of them apart', () => {
		const stages = program.stages.map((stage) => ({
			...stage,
			layers: stage.layers.map((layer) => ({
				...layer,
				heads: layer.heads.map((head) => (head.output === 'two' ? { ...head, empty: { constant: 'a' } } : head)),
			})),
		}));
		expect(equalVariables({ ...program, stages }).get('two')).toBe('two');
		const variables = program.variables.map((variable) => (variable.name === 'right' ? { ...variable, init: { constant: 1 } } : variable));
		const apart = equalVariables({ ...program, variables });
		expect([apart.get('right'), apart.get('two'), apart.get('seat')]).toEqual(['right', 'two', 'place']);
	});

	it('asks for the same domain', () => {
		const variables = program.variables.map((variable) =>
			variable.name === 'right' && variable.kind === 'categorical' ? { ...variable, values: [3, 2, 1, 0] } : variable,
		);
		expect(equalVariables({ ...program, variables }).get('right')).toBe('right');
	});

	it('keeps apart what a linear map adds up', () => {
		const numbers: Program = {
			...program,
			variables: ['x', 'y', 'z'].map((name) => ({ name, kind: 'numerical', init: { constant: 0.1 } })),
			stages: [{ layers: [{ heads: [], updates: [{ writes: 'z', linear: { x: 1, y: 0.3 }, bias: 0 }] }], repeat: 1 }],
			output: { variable: 'z' },
		};
		expect(equalVariables(numbers).get('y')).toBe('y');
	});
});

describe('sharing', () => {
	const { program: shared, changes, also } = sharingPass.run(program, {});

	it('leaves one of each group', () => {
		expect(shared.variables.map(({ name }) => name)).toEqual(['left', 'fast', 'place', 'letter', 'one', 'three']);
		expect([...(also ?? [])]).toEqual([
			['left', ['right']],
			['place', ['seat']],
			['one', ['two']],
		]);
		expect(changes).toContain('left = right: stored once');
	});

	it('lets the rest read the one that is left', () => {
		expect(validateProgram(shared).filter(({ severity }) => severity === 'error')).toEqual([]);
		const [layer] = shared.stages[0]?.layers ?? [];
		expect(layer?.heads.map(({ where }) => where)).toMatchObject([[{ query: 'left', key: 'place' }], [{ query: 'fast', key: 'place' }]]);
		const letter = layer?.updates.find(({ writes }) => writes === 'letter');
		expect(letter).toMatchObject({ reads: ['left', 'one', 'three'], rows: [{ value: 'b' }, {}, {}, {}] });
	});

	it('changes nothing where nothing is equal', () => {
		expect(sharingPass.run(shared, {})).toEqual({ program: shared, changes: [] });
	});
});
