import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sources } from '../testing/sources.js';
import { parseRasp } from './parse.js';
import { printExpression, printRasp } from './print.js';
import type { Arithmetic, BinaryOperator, Expression } from './syntax.js';

const span = { source: 'made', from: 0, to: 0 };
const binaryOperators: readonly BinaryOperator[] = [
	'in',
	'and',
	'or',
	'==',
	'<',
	'>',
	'<=',
	'>=',
	...(['+', '-', '*', '/', '%', '^'] satisfies Arithmetic[]),
];

const { expression } = fc.letrec<{ expression: Expression; leaf: Expression }>((tie) => ({
	leaf: fc.oneof(
		fc.nat(99).map((value): Expression => ({ kind: 'int', text: String(value), span })),
		fc.constantFrom('a', 'b_1', 'tokens', 'select').map((name): Expression => ({ kind: 'name', name, span })),
		fc.constantFrom('', 'x', '# no comment', 'é').map((value): Expression => ({ kind: 'string', value, span })),
	),
	expression: fc.oneof(
		{ maxDepth: 5, withCrossShrink: true },
		tie('leaf'),
		fc
			.record({ operator: fc.constantFrom(...binaryOperators), left: tie('expression'), right: tie('expression') })
			.map((parts): Expression => ({ kind: 'binary', ...parts, span })),
		fc
			.record({ operator: fc.constantFrom('not' as const, '-' as const, '+' as const), operand: tie('expression') })
			.map((parts): Expression => ({ kind: 'unary', ...parts, span })),
		fc
			.record({ whenTrue: tie('expression'), condition: tie('expression'), whenFalse: tie('expression') })
			.map((parts): Expression => ({ kind: 'if', ...parts, span })),
		fc.record({ container: tie('expression'), index: tie('expression') }).map((parts): Expression => ({ kind: 'index', ...parts, span })),
		fc
			.record({ callee: tie('expression'), operands: fc.array(tie('expression'), { maxLength: 2 }) })
			.map((parts): Expression => ({ kind: 'call', ...parts, span })),
		fc.array(tie('expression'), { maxLength: 3 }).map((items): Expression => ({ kind: 'list', items, span })),
		fc
			.record({ keys: tie('expression'), queries: tie('expression'), predicate: fc.constantFrom('==' as const, '!=' as const) })
			.map((parts): Expression => ({ kind: 'select', ...parts, span })),
		tie('expression').map((inner): Expression => ({ kind: 'group', inner, span })),
	),
}));

describe('printRasp', () => {
	test.each(sources.map((source) => [source]))('prints what reads back the same: %j', (source) => {
		const parsed = parseRasp(source);
		expect(parsed.problems).toEqual([]);
		const printed = printRasp(parsed.program);
		const again = parseRasp(printed);
		expect(again.problems).toEqual([]);
		expect(printRasp(again.program)).toBe(printed);
		expect(meaning(again.program)).toEqual(meaning(parsed.program));
	});

	test('keeps comments, those in the middle of a statement before it', () => {
		const { program } = parseRasp('# one\nx = 1; # two\n\n\n# three\ny = # four\n 2;def f() { # five\n return 1; # six\n}');
		expect(printRasp(program)).toBe('# one\nx = 1; # two\n# three\n# four\ny = 2;\ndef f() {\n\t# five\n\treturn 1;\n\t# six\n}\n');
	});

	test('writes parentheses where a tree needs them, and reads back the same tree', () => {
		fc.assert(
			fc.property(expression, (made) => {
				const printed = printExpression(made);
				const { program, problems } = parseRasp(`${printed};`);
				expect(problems).toEqual([]);
				const [item] = program.statements;
				const read = item?.kind === 'expression' ? item.expression : undefined;
				expect(meaning(read)).toEqual(meaning(made));
				expect(read === undefined ? '' : printExpression(read)).toBe(printed);
			}),
			{ numRuns: 500 },
		);
	});

	test('prints chains of any length', () => {
		const source = `${Array.from({ length: 10_000 }, (_, at) => `x${at}`).join(' + ')};\n`;
		expect(printRasp(parseRasp(source).program)).toBe(source);
	});
});

/** A tree without places and without parentheses. */
function meaning(tree: unknown): unknown {
	if (Array.isArray(tree)) return tree.map(meaning);
	if (typeof tree !== 'object' || tree === null) return tree;
	const { span: _, trailing: __, ...rest } = tree as Readonly<Record<string, unknown>>;
	if (rest.kind === 'group') return meaning(rest.inner);
	return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, meaning(value)]));
}
