import { createColours, wantsColour } from './colours.js';
import type { Io, Output } from './io.js';
import { main } from './main.js';

function output(stream: NodeJS.WriteStream): Output {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		// The reader has seen enough (`alta list | head -1`).
		if (error.code === 'EPIPE') process.exit();
		throw error;
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

const io: Io = {
	stdout: output(process.stdout),
	stderr: output(process.stderr),
	readStdin,
	cwd: process.cwd(),
	now: () => performance.now(),
	sources: new Map(),
};

process.exitCode = await main(process.argv.slice(2), io);
