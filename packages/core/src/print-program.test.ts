import { isAltaError } from '@alta-ts/diagnostics';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseProgram } from './parse-program.js';
import { printProgram } from './print-program.js';
import type { Program } from './program.js';
import { exampleProgram } from './testing/example-program.js';
import { arbitraryProgram } from './testing/random-program.js';

test('prints a line for each variable, head, row and term', () => {
	expect(printProgram(exampleProgram())).toBe(`{
  "format": "alta-program/1",
  "name": "example",
  "input": { "tokens": ["a", "b"] },
  "variables": [
    { "name": "bit", "kind": "categorical", "values": [0, 1], "init": { "byToken": [0, 1] } },
    { "name": "count", "kind": "numerical", "values": [0, 1, 2], "init": { "constant": 1.5 } },
    { "name": "wanted", "kind": "set", "members": [0, 1], "values": [{ "set": [0] }, { "set": [0, 1] }], "init": { "constant": { "set": [0] } } },
    { "name": "left", "kind": "categorical", "values": [0, 1], "init": { "constant": null } }
  ],
  "stages": [
    {
      "repeat": 2,
      "layers": [
        {
          "heads": [
            { "output": "left", "value": "bit", "where": [{ "offsets": [-1] }], "combine": "only", "empty": "undefined", "keep": false }
          ],
          "updates": [
            {
              "reads": ["bit", "left"],
              "writes": "bit",
              "rows": [
                { "when": { "bit": [0], "left": [1] }, "value": 1 }
              ]
            }
          ]
        }
      ]
    }
  ],
  "output": {
    "classes": ["no", "yes"],
    "bias": [0, 0.5],
    "terms": [
      { "variable": "bit", "value": 1, "weights": [0, 1] },
      { "variable": "wanted", "value": { "set": [0, 1] }, "weights": [1, 0] },
      { "variable": "count", "weights": [-1, 1] }
    ],
    "pool": "none"
  }
}
`);
});

test('the text does not depend on the order of keys and of set elements, nor on the sign of zero', () => {
	const when = { left: [0], bit: [1] };
	const other = exampleProgram({
		updates: [
			{ writes: 'bit', rows: [{ value: 1, when }], reads: ['bit', 'left'] },
			{ bias: -0, linear: { count: 1 }, writes: 'count' },
		],
		wanted: { values: [new Set([0]), new Set([1, 0])] },
	});
	const one = exampleProgram({
		updates: [
			{ reads: ['bit', 'left'], writes: 'bit', rows: [{ when: { bit: [1], left: [0] }, value: 1 }] },
			{ writes: 'count', linear: { count: 1 }, bias: 0 },
		],
	});
	expect(printProgram(other)).toBe(printProgram(one));
});

test('names that look like numbers or like keys of the format change nothing', () => {
	const program = exampleProgram({
		bit: { name: '10' },
		left: { name: 'rows' },
		head: { output: 'rows', value: '10' },
		updates: [{ reads: ['10', 'rows'], writes: '10', rows: [{ when: { '10': [0], rows: [1] }, value: 1 }] }],
		program: { output: { variable: '10' } },
	});
	const text = printProgram(program);
	expect(text).toContain('{ "when": { "10": [0], "rows": [1] }, "value": 1 }');
	expect(parseProgram(text)).toEqual(program);
});

test('ALTA1008: a number that JSON does not have is refused', () => {
	let caught: unknown;
	try {
		printProgram(exampleProgram({ count: { init: { constant: Number.NaN } } }));
	} catch (error) {
		caught = error;
	}
	expect(isAltaError(caught) && caught.code).toBe('ALTA1008');
});

test('a program that is printed and parsed is the same program', () => {
	fc.assert(
		fc.property(arbitraryProgram(), (program: Program) => {
			const text = printProgram(program);
			const parsed = parseProgram(text);
			expect(parsed).toEqual(program);
			expect(printProgram(parsed)).toBe(text);
		}),
		{ numRuns: 300 },
	);
});
