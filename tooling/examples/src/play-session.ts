import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { matches, type Session } from './session.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Types the commands of a document into a shell, in order, in an empty folder that holds the files the document shows.
 *
 * @returns what went otherwise than the document says, a text for each block of commands that did.
 */
export async function playSession(session: Session): Promise<readonly string[]> {
	const folder = mkdtempSync(join(tmpdir(), 'alta-examples-'));
	try {
		for (const [name, text] of Object.entries(session.files)) {
			mkdirSync(dirname(join(folder, name)), { recursive: true });
			writeFileSync(join(folder, name), text);
		}
		const complaints: string[] = [];
		for (const { line, script, prints } of session.commands) {
			const { code, output } = await shell(folder, script.replaceAll(/\bnpx alta\b/g, 'alta'));
			const where = `${session.path}:${line}`;
			if (prints === undefined && code !== 0) complaints.push(`${where} fails with exit code ${code}:\n${output}`);
			if (prints !== undefined && !matches(output, prints)) complaints.push(`${where} promises:\n${prints}and prints:\n${output}`);
		}
		return complaints;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function shell(cwd: string, script: string): Promise<{ readonly code: number; readonly output: string }> {
	const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
	return new Promise((resolve, reject) => {
		const child = spawn('sh', ['-e', '-c', `exec 2>&1\n${script}`], {
			cwd,
			env: { ...process.env, PATH: path, NO_COLOR: '1' },
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const chunks: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
		child.on('error', reject);
		child.on('close', (code) => resolve({ code: code ?? 1, output: withoutProgress(Buffer.concat(chunks).toString()) }));
	});
}

/** The output without the lines that commands print while they work, which only slow machines see: `suite: 3 of 18`, `longest: f16, 35 tokens`. */
function withoutProgress(output: string): string {
	return output.replace(/^(?:\w+: \d+ of \d+|longest: \w+, \d+ tokens)\n/gm, '');
}
