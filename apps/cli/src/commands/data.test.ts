import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { alta } from '../testing/alta.js';

function lines(text: string): readonly string[] {
	return text.split('\n').slice(0, -1);
}

test('prints the whole data set, sorted, as it was published', async () => {
	const { code, out, err } = await alta('data scan');
	expect([code, err, lines(out).length]).toEqual([0, '', 20_910]);
	expect(out).toContain('\nIN: jump twice OUT: I_JUMP I_JUMP\n');
	const sorted = [...lines(out)].sort();
	expect(lines(out)).toEqual(sorted);
	const digest = createHash('sha256').update(out).digest('hex');
	expect(digest).toBe('6be4b39bc8bf3a20be810b6991250d0493e608560609db6765dd679e1ed1c98e');
});

test('prints a part of a split, or both', async () => {
	const count = async (options: string): Promise<number> => lines((await alta(`data scan ${options}`)).out).length;
	expect(await count('--split length --part train')).toBe(16_990);
	expect(await count('--split=length --part=test')).toBe(3920);
	expect(await count('--split add-turn-left --part test')).toBe(1208);
	expect(await count('--split simple')).toBe(20_910);
});

test('prints JSON lines', async () => {
	const { out } = await alta('data scan --split add-jump --part test --json');
	expect(lines(out).length).toBe(7706);
	expect(JSON.parse(lines(out)[0] ?? '')).toEqual({ in: 'jump after jump', out: 'I_JUMP I_JUMP' });
});

test('another data set is ALTA9035', async () => {
	expect((await alta('data skan')).err).toMatch(/ALTA9035[\s\S]*Write alta data scan/);
});

test('a part without a split is ALTA9036, an unknown split ALTA9004', async () => {
	expect((await alta('data scan --part test')).err).toContain('ALTA9036');
	expect((await alta('data scan --split lenght')).err).toMatch(/ALTA9004[\s\S]*Write --split length/);
});

test('the help page lists the splits', async () => {
	const { out } = await alta('data --help');
	expect(out).toContain('template-around-right');
});
