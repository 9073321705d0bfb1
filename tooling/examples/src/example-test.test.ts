import { expect, test } from 'vitest';
import { exampleTest } from './example-test.js';

function body(text: string): string {
	return exampleTest({ language: 'ts', options: '', text, line: 1 }, 'README.md:1').body;
}

test('an expression with a value becomes an assertion', () => {
	expect(body('1 + 1 // => 2\n')).toBe('expect(1 + 1).toEqual(2);');
	expect(body("f('// => 1'); // => 2\n")).toBe("expect(f('// => 1')).toEqual(2);");
});

test('an expression may be longer than a line', () => {
	expect(body('f({\n\ta: 1,\n}) // => [1]\n')).toBe('expect(f({\n\ta: 1,\n})).toEqual([1]);');
});

test('a declaration asserts the name it declares', () => {
	expect(body('const a = f(); // => 1\n')).toBe('const a = f();\nexpect(a).toEqual(1);');
});

test('statements without a value stay, and exports become plain', () => {
	expect(body('let a = 1\na += 1\nexport const b = a;\nexport default f(b);\n')).toBe('let a = 1;\na += 1;\nconst b = a;\nvoid (f(b));');
});

test('imports are taken out', () => {
	const found = exampleTest(
		{ language: 'ts', options: '', text: "import { a as b, type C } from 'x';\nimport * as d from 'y';\nimport 'z';\n", line: 1 },
		'here',
	);
	expect(found.body).toBe('');
	expect(found.imports.map(({ source, imported, local, isType }) => [source, imported, local, isType])).toEqual([
		['x', 'a', 'b', false],
		['x', 'C', 'C', true],
		['y', '*', 'd', false],
		['z', '', undefined, false],
	]);
});

test.each([
	['f(\n', 'no TypeScript'],
	['f()\n// => 1\n', 'does not stand behind a whole statement'],
	['f() // => 1\n[2].g() // => 3\n', 'does not stand behind a whole statement'],
	['if (a) {\n\tf(); // => 1\n}\n', 'does not stand behind a whole statement'],
	['function f() {} // => 1\n', 'has no value'],
])('%j is refused with its place', (text, message) => {
	expect(() => body(text)).toThrow(`README.md:1: `);
	expect(() => body(text)).toThrow(message);
});
