import { isAltaError } from '@alta-ts/diagnostics';
import { describe, expect, test } from 'vitest';
import { analyseCost } from '../graph/cost.js';
import { mergeIdentical } from '../graph/merge-identical.js';
import { parseRasp } from '../language/parse.js';
import { createSession } from './create-session.js';
import { sequenceText } from './sequence-text.js';
import type { Session, SessionOptions } from './session.js';
import { isAtom, isList, type Value } from './value.js';

/** Runs a source and gives the session, with the codes of what failed. */
function run(source: string, options: SessionOptions = {}): { readonly session: Session; readonly codes: readonly string[] } {
	const session = createSession(options);
	const parsed = parseRasp(source);
	expect(parsed.problems).toEqual([]);
	const { outcomes } = session.run(parsed.program, source);
	return { session, codes: outcomes.flatMap((each) => (each.kind === 'failed' ? [`${each.error.code} ${each.error.kind}`] : [])) };
}

function value(expression: string, source = ''): Value {
	return run(source).session.evaluate(expression);
}

/** What an expression is on an input, as the console prints it. */
function on(expression: string, input: string, source = ''): string {
	const { session } = run(source, { misfits: 'off' });
	const result = session.apply(session.evaluate(expression), session.evaluate(input));
	return sequenceText(result.items.filter(isAtom));
}

describe('arithmetic is that of Python 3', () => {
	test.each<[string, Value]>([
		['7 % 4', 3n],
		['-7 % 3', 2n],
		['5 % -3', -1n],
		['-7.5 % 2', 0.5],
		['7.5 % -2', -0.5],
		['7 / 2', 3.5],
		['8 / 2', 4],
		['2 ^ 100', 1267650600228229401496703205376n],
		['2 ^ -1', 0.5],
		['0 ^ 0', 1n],
		['True + True', 2n],
		['-True', -1n],
		['+False', 0n],
		['"ab" * 2', 'abab'],
		['-1 * "ab"', ''],
		['round(0.5)', 0n],
		['round(1.5)', 2n],
		['round(2.5)', 2n],
		['round(-2.5)', -2n],
		['round(True)', 1n],
		['1 == 1.0', true],
		['1 == True', true],
		['"1" == 1', false],
		['2 ^ 53 + 1 == 2.0 ^ 53', false],
		['"a" < "b"', true],
		['[1, 2] < [1, 3]', true],
		['[1] <= [1, 0]', true],
		['[1, [2]] == [1.0, [True + 1]]', true],
		['{"a": 1} == {"a": 1.0}', true],
		['0 or 5', 5n],
		['"" and 3', ''],
		['[] or 0', 0n],
		['not ""', true],
		['(2 ^ 70) / (2 ^ 69)', 2],
		['(10 ^ 400) / (10 ^ 399)', 10],
		['1 / (10 ^ 320)', 1e-320],
		['(2 ^ 53 + 1) / 1', 9007199254740992],
	])('%s', (expression, expected) => {
		expect(value(expression)).toEqual(expected);
	});

	test.each([
		'1 / 0',
		'1 % 0',
		'1.5 % 0',
		'0 ^ -1',
		'1 + "a"',
		'"a%s" % 3',
		'-"a"',
		'round("a")',
		'9 ^ (9 ^ 9)',
		'2.0 ^ 5000',
		'(-8) ^ 0.5',
		'"a" * 10 ^ 9',
		'[1] * 10 ^ 9',
		'range(10 ^ 9)',
		'range(1, 2, 0)',
		'(10 ^ 400) * 1.5',
		'[1] + 1',
	])('%s has no result (ALTA0022)', (source) => {
		expect(run(`${source};`).codes).toEqual(['ALTA0022 host']);
	});
});

describe('values', () => {
	test('keys of a dict that are equal as numbers are one: the first spelling stays, the last value wins', () => {
		const { session } = run('d = {1: "a", True: "b", 1.0: "c", 2: "d"};');
		expect(session.evaluate('[k for k in d]')).toEqual({ kind: 'list', items: [1n, 2n] });
		expect(session.evaluate('d[True]')).toBe('c');
	});

	test('lists and texts are indexed from both ends, also by s-ops', () => {
		expect(value('[1, 2, 3][-1]')).toBe(3n);
		expect(value('"abc"[True]')).toBe('b');
		expect(on('"xyz"[indices]', '"abc"')).toBe('[x, y, z] (strings)');
		expect(on('{"a": 1, "b": 0.5}[tokens]', '"ab"')).toBe('[1, 0.5] (floats)');
	});

	test('an s-op is indexed by a position for all, which may not be there', () => {
		expect(on('tokens[-1]', '"abc"')).toBe('[c]*3 (strings)');
		expect(on('indices[9]', '"abc"')).toBe('[0]*3 (ints)');
	});

	test('several names share out the parts of a list or a text', () => {
		expect(run('x, y = "ab"; a, b = [1, 2]; c, d = a, b;').session.evaluate('[x, y, a, b, c, d]')).toEqual({
			kind: 'list',
			items: ['a', 'b', 1n, 2n, 1n, 2n],
		});
	});

	test('what is on one line of a recording may be of several types of numbers', () => {
		expect(on('aggregate(select(indices, indices, <=), indices)', '"abc"')).toBe('[0, 0.5, 1.0] (floats)');
		expect(on('tokens_asis', '[True, 2]')).toBe('[T, 2] (ints)');
		expect(on('tokens_asis', '[True, 2.5]')).toBe('[T, 2.5] (floats)');
	});

	test('floats are shown with three decimals, ties as Python rounds them', () => {
		expect(on('tokens_asis', '[0.0625, 0.1875, 2.0005, 1234567.8915, 0.0004, 0.1]')).toBe(
			'[0.062, 0.188, 2.001, 1234567.891, 0.0, 0.1] (floats)',
		);
	});

	test('zero keeps its sign', () => {
		expect(on('indices * -0.5', '"ab"')).toBe('[-0.0, -0.5] (floats)');
	});

	test('lists in an input have their text, which is no number', () => {
		expect(on('tokens', '[[1, "a"], 2]')).toBe("[[1, 'a'], 2] (strings)");
		for (const form of ['tokens_int', 'tokens_float']) expect(run(`${form}([[1]]);`).codes).toEqual(['ALTA0502 host']);
	});

	test('a list that is looked up in may hold lists, if only atoms are found', () => {
		expect(on('[0, 1, [2]][indices]', '"ab"')).toBe('[0, 1] (ints)');
		expect(run('[0, [1]][indices % 2];').codes).toEqual(['ALTA0020 RASPTypeError']);
	});

	test('the mean of ints beyond all floats is refused', () => {
		for (const value of ['10 ^ 400', '(0.5 if indices == 0 else 10 ^ 400)'])
			expect(run(`aggregate(full_s, ${value});`).codes).toEqual(['ALTA0022 host']);
		expect(on('aggregate(full_s, 2 ^ 70)', '"abc"')).toBe('[1.1805916207174113e+21]*3 (floats)');
	});
});

test('equal lookups are one', () => {
	const { session } = run(
		'a = (tokens in ["x"]) and ([1, 2][indices % 2] == 1); b = (tokens in ["x"]) and ([1, 2][indices % 2] == 1); c = a or b;',
	);
	const merged = mergeIdentical([session.sequence('a'), session.sequence('b')]);
	expect(merged.get(session.sequence('a'))).toBe(merged.get(session.sequence('b')));
	expect(on('[1, 2][indices] + [1.0, 2][indices]', '"ab"')).toBe('[2.0, 4] (floats)');
	expect(on('{"a i1 sb": 2}[tokens]', '["a i1 sb"]', '{"a": 1, "b": 2}["ab"[indices % 2]];')).toBe('[2] (ints)');
});

describe('errors have a class, a code and a place', () => {
	test.each([
		['nope;', 'ALTA0010 UndefinedVariable'],
		['length = 3;', 'ALTA0011 ReservedName'],
		['def f(x) { return x; } f();', 'ALTA0012 ArgsError'],
		['indices("a", "b");', 'ALTA0012 ArgsError'],
		['load "none";', 'ALTA0013 LoadError'],
		['1("x");', 'ALTA0014 NotImplemented'],
		['"a"();', 'ALTA0014 NotImplemented'],
		['full_s + 1;', 'ALTA0020 RASPTypeError'],
		['-full_s;', 'ALTA0020 RASPTypeError'],
		['full_s and indices;', 'ALTA0020 RASPTypeError'],
		['1 if full_s else 2;', 'ALTA0020 RASPTypeError'],
		['select([1], 1, ==);', 'ALTA0020 RASPTypeError'],
		['aggregate(1, 2);', 'ALTA0020 RASPTypeError'],
		['aggregate(full_s, full_s);', 'ALTA0020 RASPTypeError'],
		['aggregate(full_s, 1, indices);', 'ALTA0020 RASPTypeError'],
		['indicator(3);', 'ALTA0020 RASPTypeError'],
		['5[0];', 'ALTA0020 RASPTypeError'],
		['len("abc");', 'ALTA0020 RASPTypeError'],
		['zip(1);', 'ALTA0020 RASPTypeError'],
		['range(1, 2, 3, 4);', 'ALTA0022 host'],
		['{[1]: 2};', 'ALTA0020 RASPTypeError'],
		['for x in 5 { y = x; }', 'ALTA0020 RASPTypeError'],
		['for x, y in [[1]] { z = x; }', 'ALTA0020 RASPTypeError'],
		['1 in {"a": 1};', 'ALTA0020 RASPTypeError'],
		['[1] in [[1]];', 'ALTA0020 RASPTypeError'],
		['indices("");', 'ALTA0020 RASPTypeError'],
		['"a" if indices == 0 else 1;', 'ALTA0020 RASPTypeError'],
		['draw(3);', 'ALTA0020 RASPTypeError'],
		['set example 4', 'ALTA0020 RASPTypeError'],
		['[1][3];', 'ALTA0021 RASPValueError'],
		['[1][indices];', 'ALTA0021 RASPValueError'],
		['{"a": 1}["z"];', 'ALTA0021 RASPValueError'],
		['indices["a"];', 'ALTA0021 RASPValueError'],
		['tokens_int;', 'ALTA0502 host'],
		['indices + "a";', 'ALTA0022 host'],
		['[1] + indices;', 'ALTA0022 host'],
		['1 < "a";', 'ALTA0501 host'],
		['def f(x) { return f(x); } f(1);', 'ALTA0022 host'],
	])('%s', (source, code) => {
		expect(run(source).codes).toEqual([code]);
	});

	test('the place is the part of the statement that failed, with the position where there is one', () => {
		const source = 'x = 1 + 10 / (indices - 2);';
		const { outcomes } = createSession().run(parseRasp(source).program, source);
		const [first] = outcomes;
		const [problem] = first?.kind === 'failed' ? first.error.problems : [];
		expect(problem?.where).toEqual(['position 2']);
		expect(source.slice(problem?.span?.from, problem?.span?.to)).toBe('10 / (indices - 2)');
	});

	test.each([
		['a, max = 1, 2;', 'max'],
		['def range_of(x) { out = x; return x; } range_of(1);', 'out'],
		['for out in [1] { y = 1; }', 'out'],
		['[1 for indices in [1]];', 'indices'],
		['load "none";', 'load "none";'],
		['a, b = indices;', 'a, b = indices;'],
		['set example 4', 'set example 4'],
		['draw(3);', 'draw(3);'],
	])('%s fails at %s', (source, place) => {
		const { outcomes } = createSession().run(parseRasp(source).program, source);
		const places = outcomes.flatMap((each) => (each.kind === 'failed' ? each.error.problems.map(({ span }) => span) : []));
		expect(places.map((span) => source.slice(span?.from, span?.to))).toEqual([place]);
	});

	test('an error in a function tells the functions it happened in', () => {
		const source = 'def f(x) { return 1 / x; }\ndef g(x) { return f(x - 1); }\ng(1);';
		const { outcomes } = createSession().run(parseRasp(source).program, source);
		const problems = outcomes.flatMap((each) => (each.kind === 'failed' ? each.error.problems : []));
		expect(problems.map(({ where }) => where)).toEqual([['function g', 'function f']]);
		expect(source.slice(problems[0]?.span?.from, problems[0]?.span?.to)).toBe('1 / x');
	});

	test('a file that loads itself is refused (ALTA0015)', () => {
		const read = (path: string): { name: string; text: string } => ({ name: path, text: path === 'a' ? 'load "b";' : 'load "a";' });
		expect(run('load "a";', { read }).codes).toEqual(['ALTA0015 LoadError']);
	});

	test('an input that is no single expression is refused (ALTA0003)', () => {
		expect(() => createSession().evaluate('x = 1')).toThrow('ALTA0003');
		try {
			createSession().evaluate('(1');
		} catch (error) {
			expect(isAltaError(error) ? error.code : error).toBe('ALTA0001');
		}
	});
});

describe('names', () => {
	test('a name that was bound again does not change what was built from it', () => {
		expect(on('y', '"ab"', 'x = indices; y = x + 1; x = tokens;')).toBe('[1, 2] (ints)');
	});

	test('functions see the scope they were written in, as it is when they are called', () => {
		expect(value('f(1)', 'k = 1; def f(x) { k2 = k; return x + k2; } k = 10;')).toBe(11n);
		expect(run('def f(x) { inner = x; return x; } f(1); inner;').codes).toEqual(['ALTA0010 UndefinedVariable']);
	});

	test('library names are reserved at the console, and free in functions', () => {
		expect(value('f(1)', 'def f(max) { min = max + 1; return min; }')).toBe(2n);
		expect(run('def f(indices) { return 1; } f(2);').codes).toEqual(['ALTA0011 ReservedName']);
	});

	test('a loop leaves its names, a comprehension does not', () => {
		expect(value('[i, x]', 'for i in [1, 2] { x = i * 10; }')).toEqual({ kind: 'list', items: [2n, 20n] });
		expect(run('l = [j for j in [1]]; j;').codes).toEqual(['ALTA0010 UndefinedVariable']);
	});

	test('out is the last value', () => {
		expect(value('out + 1', '3; 4 + out;')).toBe(9n);
	});

	test('a statement that fails binds nothing, unless misfits are reported', () => {
		const source = 'tokens = tokens_int;';
		expect(run(source).codes).toEqual(['ALTA0502 host']);
		const { session, codes } = run(source, { misfits: 'report' });
		expect(codes).toEqual([]);
		expect(isList(session.evaluate('tokens([1, 2])'))).toBe(true);
		expect(run('a, max = 1, 2; a;').codes).toEqual(['ALTA0011 ReservedName', 'ALTA0010 UndefinedVariable']);
	});

	test('an application tries what is applied on its own input', () => {
		expect(run('tokens_int([1, 2]); (tokens_int + 1)("12"); draw(tokens_int, [3]);').codes).toEqual([]);
	});
});

test('a session runs thousands of statements on one chain', () => {
	const source = `x = indices;\n${'x = x + 1;\n'.repeat(3000)}`;
	expect(on('x', '"ab"', source)).toBe('[3000, 3001] (ints)');
	expect(run(source).codes).toEqual([]);
});

describe('functions of the library belong to whoever calls them', () => {
	const problemOf = (source: string) => {
		const { outcomes } = createSession().run(parseRasp(source).program, source);
		return outcomes.flatMap((each) => (each.kind === 'failed' ? each.error.problems : []))[0];
	};

	test('what fails in them is told at the call, and in words of what they take', () => {
		expect(problemOf('x = selector_width(tokens);')).toMatchObject({
			code: 'ALTA0020',
			what: 'selector_width is given an s-op as sel.',
			why: 'It takes a selector there.',
			where: ['function selector_width'],
			span: { from: 4, to: 26 },
		});
		expect(problemOf('x = average(full_s);')).toMatchObject({ what: 'average is given a selector as seq.', span: { from: 4, to: 19 } });
		expect(problemOf('def f(s) { return has_focus(s); } f(1);')).toMatchObject({
			where: ['function f', 'function has_focus'],
			span: { from: 18 },
		});
		expect(problemOf('x = max(tokens, 1);')).toMatchObject({ where: ['function max', 'position 0'], span: { from: 4, to: 18 } });
	});

	test('what they make comes from the call', () => {
		const { session } = run('same = select(tokens, tokens, ==);\nx = selector_width(same);');
		expect(session.sequence('x').span).toMatchObject({ from: 39, to: 59 });
		expect(session.sequence('sort(tokens, tokens)').span).toMatchObject({ source: 'input', from: 0 });
	});

	test('names of the library are no names of what the caller makes', () => {
		const { session } = run('hist = selector_width(select(tokens, tokens, ==)) + indicator(tokens == "a");');
		const { labels } = session;
		const hist = session.sequence('hist');
		const width = hist.op === 'elementwise' ? hist.inputs[0] : undefined;
		const head = analyseCost(hist).asWritten.heads[0]?.selector;
		expect([labels.firstName(hist), labels.title(hist)]).toEqual(['hist', 'hist']);
		expect(width && [labels.firstName(width), labels.description(width)]).toEqual([undefined, 'selector_width(plain select)']);
		expect(head && [labels.firstName(head), labels.title(head)]).toEqual([undefined, 'with_first of selector_width']);
	});
});
