import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { explain, fingerprint } from './install.mjs';
import { nodeProblem } from './node-version.mjs';
import { removeStale } from './stale.mjs';
import { environment, root, run } from './workspace.mjs';

describe('nodeProblem', () => {
	test.each(['20.19.0', '20.20.2', '22.0.0', '101.0.0'])('is content with Node %s', (version) => {
		expect(nodeProblem(version, '>=20.19')).toBeUndefined();
	});

	test.each(['20.18.9', '18.20.0', '9.99.0'])('names both versions for Node %s', (version) => {
		expect(nodeProblem(version, '>=20.19')).toContain(`needs Node 20.19 or newer, and this is Node ${version}`);
	});
});

describe('fingerprint', () => {
	function clone(): string {
		const folder = mkdtempSync(join(tmpdir(), 'alta setup '));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		for (const path of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']) writeFileSync(join(folder, path), path);
		mkdirSync(join(folder, 'packages/core'), { recursive: true });
		writeFileSync(join(folder, 'packages/core/package.json'), '{}');
		return folder;
	}

	test('is the same for the same files, wherever they lie', () => {
		const folder = clone();
		const copy = `${folder} copy`;
		onTestFinished(() => rmSync(copy, { recursive: true }));
		cpSync(folder, copy, { recursive: true });
		expect(fingerprint(copy)).toBe(fingerprint(folder));
	});

	test.each(['pnpm-lock.yaml', 'package.json', 'packages/core/package.json'])('changes with %s', (path) => {
		const folder = clone();
		const before = fingerprint(folder);
		writeFileSync(join(folder, path), 'changed');
		expect(fingerprint(folder)).not.toBe(before);
	});

	test('changes with a new package, and not with a source', () => {
		const folder = clone();
		const before = fingerprint(folder);
		writeFileSync(join(folder, 'packages/core/index.ts'), '');
		expect(fingerprint(folder)).toBe(before);
		mkdirSync(join(folder, 'packages/model'));
		writeFileSync(join(folder, 'packages/model/package.json'), '{}');
		expect(fingerprint(folder)).not.toBe(before);
	});
});

test('removeStale removes what has no source, and nothing else', () => {
	const folder = mkdtempSync(join(tmpdir(), 'alta-stale-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	mkdirSync(join(folder, 'src/a'), { recursive: true });
	mkdirSync(join(folder, 'dist/a'), { recursive: true });
	writeFileSync(join(folder, 'src/a/kept.ts'), '');
	for (const name of ['kept.js', 'kept.d.ts', 'kept.js.map', 'gone.js', 'gone.d.ts.map']) writeFileSync(join(folder, 'dist/a', name), '');
	writeFileSync(join(folder, 'dist/.tsbuildinfo'), '');
	removeStale(folder);
	expect(new Set(readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }))).toEqual(
		new Set(['.tsbuildinfo', 'a', 'a/kept.d.ts', 'a/kept.js', 'a/kept.js.map']),
	);
});

describe('explain', () => {
	test.each([
		['getaddrinfo ENOTFOUND example.org', 'could not be reached'],
		['self-signed certificate in certificate chain', 'could not be reached'],
		['ERR_PNPM_OUTDATED_LOCKFILE', 'install --no-frozen-lockfile'],
		['something else', 'Remove node_modules'],
	])('of %j says what to do', (output, advice) => {
		expect(explain(output)).toContain(output);
		expect(explain(output)).toContain(advice);
	});
});

describe('run', () => {
	test('keeps output, errors and the exit code, and finds the tools of the clone', async () => {
		const done = await run('node', ['-e', 'console.log("out"); console.error("err"); process.exit(3)']);
		expect([done.code, done.output.split('\n').sort()]).toEqual([3, ['', 'err', 'out']]);
		expect((await run('tsc', ['--version'])).output).toContain('Version');
	});

	test('gives 127 for a command that is not there', async () => {
		expect((await run('no-such-command-of-ours', [])).code).toBe(127);
	});

	test('ends a command that takes too long, with what it started', async () => {
		const script = 'require("node:child_process").spawn(process.execPath, ["-e", "for (;;);"], { stdio: "inherit" }); console.log("begun")';
		const done = await run('node', ['-e', script], { limitSeconds: 1 });
		expect(done.code).toBe(124);
		expect(done.output).toContain('still running after 1 seconds');
	});

	test('puts the tools of the clone before those of the machine', () => {
		expect(environment('/clone', { Path: '/bin' }).Path).toBe([join('/clone', 'node_modules', '.bin'), '/bin'].join(delimiter));
		expect(root.endsWith('tooling')).toBe(false);
	});
});
