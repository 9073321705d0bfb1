import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from './testing/alta.js';

test('an output that ends in .onnx, or --format onnx, is one file', async () => {
	const cwd = temporaryFolder();
	expect(await alta('compile parity-sequential-relative -o parity.onnx', { cwd })).toMatchObject({ code: 0, err: '' });
	expect(await alta('compile parity-sequential-relative -o parity --format onnx', { cwd })).toMatchObject({ code: 0, err: '' });
	expect(readdirSync(cwd).sort()).toEqual(['parity', 'parity.onnx']);
	expect(readFileSync(join(cwd, 'parity'))).toEqual(readFileSync(join(cwd, 'parity.onnx')));
	expect(readFileSync(join(cwd, 'parity'), 'latin1')).toContain('Loop');
});

test('an older file is replaced, and sparse initialisers make it smaller', async () => {
	const cwd = temporaryFolder();
	const sizeOf = async (options: string): Promise<number> => {
		expect(await alta(`compile addition -o a.onnx ${options}`, { cwd })).toMatchObject({ code: 0, err: '' });
		return readFileSync(join(cwd, 'a.onnx')).length;
	};
	expect(await sizeOf('--matrices sparse')).toBeLessThan(await sizeOf('--matrices dense'));
});

test('--unrolled writes the layers one after the other', async () => {
	const cwd = temporaryFolder();
	expect(await alta('compile parity-sequential-relative -o p.onnx --unrolled 3', { cwd })).toMatchObject({ code: 0, err: '' });
	const text = readFileSync(join(cwd, 'p.onnx'), 'latin1');
	expect(text).toContain('stage.0.loop.2.layer.0.attention.parityLeft');
	expect(text).not.toContain('stage.0.loop.3');
	expect(text).not.toContain('Loop');
});

test('nothing else is touched: ALTA9015, ALTA9014', async () => {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'mine.onnx'), 'mine');
	mkdirSync(join(cwd, 'folder.onnx'));
	for (const path of ['mine.onnx', 'folder.onnx']) {
		const { code, err } = await alta(`compile parity-sum-mod-2 -o ${path}`, { cwd });
		expect(code).not.toBe(0);
		expect(err).toContain('ALTA9015');
	}
	expect(readFileSync(join(cwd, 'mine.onnx'), 'utf8')).toBe('mine');
	expect((await alta('compile parity-sum-mod-2 -o no/where.onnx', { cwd })).err).toContain('ALTA9014');
	expect(readdirSync(cwd).sort()).toEqual(['folder.onnx', 'mine.onnx']);
});
