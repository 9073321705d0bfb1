import { altaError } from '@alta-ts/diagnostics';
import { backendTable } from './backend-table.js';
import { createColours, wantsColour, withoutControls } from './colours.js';
import { readStream, systemReason } from './files.js';
import { columnsOf } from './hold-driver-lines.js';
import type { Io, Output } from './io.js';
import { main } from './main.js';
import { reportError } from './report-error.js';
import { openTerminal, readLines } from './terminal.js';

/** Whether the process may end. */
let isDone = false;

function output(stream: NodeJS.WriteStream): Output {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		// Who reads has seen enough (`alta list | head -1`).
		if (error.code === 'EPIPE') end();
		fail(altaError('ALTA9014', { what: 'The output cannot be written.', why: systemReason(error), fix: 'Write it somewhere else.' }));
	});
	const columns = columnsOf(stream);
	const isTerminal = stream.isTTY === true || columns !== undefined;
	return {
		write: (text) => void stream.write(isTerminal ? withoutControls(text) : text),
		colours: createColours(wantsColour(isTerminal, process.env)),
		columns,
	};
}

/** For what happens outside of a command: an output that fails, or a bug in a callback. */
function fail(error: unknown): void {
	reportError(error, process.argv.slice(2), io);
	end(2);
}

function currentFolder(): string {
	try {
		return process.cwd();
	} catch {
		process.stderr.write('error: The current folder is gone. Change to another one.\n');
		return end(2);
	}
}

function end(code?: number): never {
	isDone = true;
	process.exit(code);
}

/** A module that is loaded as a program can end the process, or leave it waiting for nothing. */
function reportEarlyEnd(): void {
	if (isDone) return;
	const error = altaError('ALTA9022', {
		what: 'The command ended before it was done.',
		where: [`alta ${process.argv.slice(2).join(' ')}`],
		why: 'A module that it loaded ended the process, or waits for something that never comes.',
		fix: 'Let the module export its program and do nothing else.',
	});
	reportError(error, process.argv.slice(2), io);
	process.exitCode = 2;
}

const io: Io = {
	stdout: output(process.stdout),
	stderr: output(process.stderr),
	readStdin: () => readStream(process.stdin, 'Standard input'),
	readLines: () => readLines(process.stdin),
	...(process.stdin.isTTY === true && process.stdout.isTTY === true ? { openTerminal } : {}),
	cwd: currentFolder(),
	now: () => performance.now(),
	backends: backendTable,
	isCi: process.env.CI === 'true',
	sources: new Map(),
};

process.on('uncaughtException', fail);
process.on('exit', reportEarlyEnd);
process.exitCode = await main(process.argv.slice(2), io);
isDone = true;
