import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from './testing/alta.js';

const source = [
	'same = select(tokens, tokens, ==);',
	'hist = selector_width(same);',
	'flip = aggregate(select(indices, length - 1 - indices, ==), tokens);',
	'chosen = tokens if hist > 1 else "-";',
	'mixed = aggregate(select(tokens, tokens, !=), 1 if tokens == "a" else tokens);',
	'n = 3;',
	'',
].join('\n');

const words = ['--vocab', 'abc', '--max-length', '6'];

function folder(): { readonly cwd: string } {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'a.rasp'), source);
	return { cwd };
}

test('runs an s-op of a RASP file on symbols and through weights', async () => {
	const at = folder();
	expect(await alta(['run', 'a.rasp', '--output', 'flip', ...words, 'a', 'b', 'c'], at)).toEqual({ code: 0, out: 'c b a\n', err: '' });
	expect((await alta(['run', 'a.rasp', '--output', 'flip', ...words, 'abcc', '--engine', 'model'], at)).out).toBe('c c b a\n');
	expect((await alta(['run', 'a.rasp', '--output', 'hist', '--vocab', 'one,two', 'one', 'two', 'one'], at)).out).toBe('2 1 2\n');
	expect((await alta(['run', 'a.rasp', '--output', 'hist', '--vocab', '[10, 20]', '10', '20', '10'], at)).out).toBe('2 1 2\n');
	expect((await alta(['run', 'a.rasp', '--output', 'chosen', '--vocab', '"ab"', 'aba'], at)).out).toBe('a - a\n');
});

test('compiles a RASP file, inspects, traces and verifies it', async () => {
	const at = folder();
	const compiled = await alta(['compile', 'a.rasp', '--output', 'flip', ...words, '-o', 'weights'], at);
	expect(compiled.code).toBe(0);
	expect((await alta(['run', 'weights', 'a', 'b'], at)).out).toContain('b a\n');
	expect((await alta(['verify', 'a.rasp', '--output', 'flip', ...words], at)).out).toContain('no difference');
	expect((await alta(['inspect', 'a.rasp', '--output', 'hist', ...words], at)).out).toContain('certificate: exact, up to 6 tokens');
	expect((await alta(['trace', 'a.rasp', '--output', 'hist', ...words, 'aba'], at)).out).toContain('halted after 1 layer, answer: 2 1 2');
});

test('explains weights of a RASP file, and analyzes its rows', async () => {
	const at = folder();
	writeFileSync(join(at.cwd, 'train.txt'), 'a b\na a\n');
	writeFileSync(join(at.cwd, 'test.txt'), 'ba\nb b b\n');
	const chosen = ['--output', 'chosen', ...words];
	const explained = await alta(['explain', 'a.rasp', 'chosen', ...chosen], at);
	expect(explained).toMatchObject({ code: 0, err: '' });
	expect(explained.out).toMatch(/:= "c" where .*a\.rasp:4/);
	const analyzed = await alta(['analyze', 'rows', 'a.rasp', '--train', 'train.txt', '--test', 'test.txt', '--json', ...chosen], at);
	expect(JSON.parse(analyzed.out)).toMatchObject({ program: 'chosen', train: { inputs: 2 }, test: { inputs: 2, covered: 1 } });
	expect((await alta(['explain', 'a.rasp', 'hist', '--output', 'hist'], at)).err).toMatch(/ALTA9024[\s\S]*--vocab/);
	expect((await alta('explain parity-sum-mod-2 parity --vocab ab')).err).toContain('ALTA9007: --vocab');
});

test.each(['trace parity-sum-mod-2 1', 'analyze rows parity-sum-mod-2 --train a --test b'])(
	'%s refuses a longest input, which only a RASP file asks for: ALTA9007',
	async (command) => {
		expect((await alta(`${command} --max-length 3`)).err).toContain('ALTA9007: --max-length');
	},
);

test('checks tell layers and heads by the rule of the paper, with their lines', async () => {
	const at = folder();
	const { code, out } = await alta(['check', 'a.rasp', '--output', 'flip', ...words], at);
	expect(code).toBe(0);
	expect(out).toContain('by the rule of the RASP paper: 2 layers, heads 1 1; with equal selectors as one: 1 1');
	expect(out).toMatch(/layer 2 {2}head .* {2}a\.rasp:3\n/);
	expect(out).toMatch(/^2 layers, /m);
	expect(out).toMatch(/line\n[\s\S]*a\.rasp:3/);
	const json: unknown = JSON.parse((await alta(['check', 'a.rasp', '--output', 'hist', ...words, '--json'], at)).out);
	expect(json).toMatchObject({
		valid: true,
		rasp: { layers: 1, headsPerLayer: [2], mergedHeadsPerLayer: [2] },
		size: { layers: 1 },
	});
});

test('what cannot be lowered is told with its place', async () => {
	const at = folder();
	const { code, out } = await alta(['check', 'a.rasp', '--output', 'mixed', ...words], at);
	expect(code).toBe(1);
	expect(out).toMatch(/ALTA0517[\s\S]*s-op mixed[\s\S]*a\.rasp:5/);
	const json = await alta(['check', 'a.rasp', '--output', 'mixed', ...words, '--json'], at);
	expect(JSON.parse(json.out)).toMatchObject({ program: 'a.rasp', valid: false, problems: [{ code: 'ALTA0517' }] });
	const run = await alta(['run', 'a.rasp', '--output', 'mixed', ...words, 'a'], at);
	expect([run.code, run.out]).toEqual([2, '']);
	expect(run.err).toContain('ALTA0517');
});

test('asks for what is missing, and says what there is', async () => {
	const at = folder();
	expect((await alta(['run', 'a.rasp', 'a'], at)).err).toMatch(/ALTA9024[\s\S]*hist, flip, chosen, mixed/);
	expect((await alta(['run', 'a.rasp', '--output', 'n', ...words, 'a'], at)).err).toMatch(/ALTA9024: n is a plain value, and no s-op/);
	expect((await alta(['run', 'a.rasp', '--output', 'flip', 'a'], at)).err).toMatch(/ALTA9024[\s\S]*--vocab/);
	expect((await alta(['run', 'a.rasp', '--output', 'flip', ...words, 'abd'], at)).err).toContain('ALTA9030');
	expect((await alta(['run', 'parity-sum-mod-2', '--vocab', 'ab', '1'], at)).err).toContain('ALTA9007');
	expect((await alta(['compile', 'a.rasp', '--output', 'flip', ...words], at)).err).toContain('ALTA9005');
});

test('an s-op that has no value on some inputs is told, on the input that is run too: ALTA0521', async () => {
	const at = folder();
	writeFileSync(join(at.cwd, 'b.rasp'), 'x = aggregate(select(indices, indices, <=), tokens);\n');
	const x = ['b.rasp', '--output', 'x', ...words];
	const check = await alta(['check', ...x], at);
	expect([check.code, check.err]).toEqual([0, '']);
	expect(check.out).toContain('warning ALTA0521: Evaluation fails on the input "aa": 2 positions are selected');
	expect(check.out).toContain('x: no errors, 1 warning\n');
	const run = await alta(['run', ...x, 'aba'], at);
	expect([run.code, run.out]).toEqual([1, 'a · ·\n']);
	expect(run.err).toContain('ALTA0503: The answer for aba means nothing: 2 positions are selected');
	expect(await alta(['run', ...x, 'a'], at)).toEqual({ code: 0, out: 'a\n', err: '' });
	expect((await alta(['compile', ...x, '-o', 'weights'], at)).err).toContain('warning ALTA0521');
});

test('warnings of a source are counted by alta check, and told by other commands', async () => {
	const at = folder();
	writeFileSync(join(at.cwd, 'b.rasp'), 'y = not tokens == "a";\n');
	const y = ['b.rasp', '--output', 'y', ...words];
	const check = await alta(['check', ...y], at);
	expect(check.err).toBe('');
	expect(check.out).toMatch(/warning ALTA0040[\s\S]*y: no errors, 1 warning\n/);
	expect(JSON.parse((await alta(['check', ...y, '--json'], at)).out)).toMatchObject({ valid: true, problems: [{ code: 'ALTA0040' }] });
	expect((await alta(['run', ...y, 'ab'], at)).err).toContain('warning ALTA0040');
});

test('takes expressions as --output, and says what else a name is', async () => {
	const at = folder();
	const run = (output: string) => alta(['run', 'a.rasp', '--output', output, ...words, 'aba'], at);
	expect((await run('hist + 1')).out).toBe('3 2 3\n');
	expect((await run('same')).err).toMatch(/ALTA9024: same is a selector[\s\S]*selector_width\(same\)/);
	expect((await run('max')).err).toMatch(/ALTA9024: max is a function[\s\S]*max\(…\)/);
	expect((await run('nope')).err).toMatch(/ALTA0010[\s\S]*--output[\s\S]*The file binds same, hist, flip/);
});

test('vocabularies that are seldom meant so are refused: ALTA9024', async () => {
	const at = folder();
	const run = (vocab: string) => alta(['run', 'a.rasp', '--output', 'hist', '--vocab', vocab, 'a'], at);
	expect((await run('a b c')).err).toMatch(/ALTA9024[\s\S]*the blank too[\s\S]*--vocab a,b,c/);
	expect((await run("'a','b'")).err).toMatch(/ALTA9024[\s\S]*without quotes[\s\S]*--vocab a,b/);
	expect((await run('["a","b"')).err).toMatch(/--vocab[\s\S]*--vocab one,two/);
	expect((await run('[](){}a')).out).toBe('1\n');
	expect((await run('[" ", "a"]')).out).toBe('1\n');
});

test('weights of a folder take inputs without spaces too', async () => {
	const at = folder();
	await alta(['compile', 'a.rasp', '--output', 'flip', ...words, '-o', 'weights'], at);
	expect((await alta(['run', 'weights', 'abc'], at)).out).toBe('c b a\n');
});
