import { altaError } from '@alta-ts/diagnostics';
import { createColours, wantsColour } from './colours.js';
import { systemReason } from './files.js';
import type { Io, Output } from './io.js';
import { main } from './main.js';
import { reportError } from './report-error.js';

function output(stream: NodeJS.WriteStream): Output {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		// Who reads has seen enough (`alta list | head -1`).
		if (error.code === 'EPIPE') process.exit();
		fail(altaError('ALTA9014', { what: 'The output cannot be written.', why: systemReason(error), fix: 'Write it somewhere else.' }));
	});
	return {
		write: (text) => void stream.write(text),
		colours: createColours(wantsColour(stream.isTTY === true, process.env)),
		columns: stream.isTTY === true ? stream.columns : undefined,
	};
}

async function readStdin(): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of process.stdin) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** For what happens outside of a command: an output that fails, or a bug in a callback. */
function fail(error: unknown): void {
	reportError(error, process.argv.slice(2), io);
	process.exit(2);
}

const io: Io = {
	stdout: output(process.stdout),
	stderr: output(process.stderr),
	readStdin,
	cwd: process.cwd(),
	now: () => performance.now(),
	sources: new Map(),
};

process.on('uncaughtException', fail);
process.exitCode = await main(process.argv.slice(2), io);
