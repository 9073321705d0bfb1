import { gpuMain } from './gpu/gpu-main.js';
import { main } from './main.js';

const argv = process.argv.slice(2);

process.exitCode = await (argv.includes('--gpu') ? gpuMain : main)(argv, {
	stdout: (text) => void process.stdout.write(text),
	stderr: (text) => void process.stderr.write(text),
});
