// @ts-check
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const sources = fileURLToPath(new URL('../../packages/backend-cpu/assembly', import.meta.url));

/**
 * The module that holds the kernels of backend-cpu, made from their sources in AssemblyScript.
 *
 * @returns {Promise<string>}
 */
export async function generateKernels() {
	/** @type {Uint8Array | undefined} */
	let binary;
	let messages = '';
	const { error } = await asc.main(
		[
			'index.ts',
			...['--baseDir', sources, '--outFile', 'kernels.wasm', '-O3', '--runtime', 'stub', '--enable', 'simd'],
			...['--importMemory', '--noExportMemory', '--use', 'abort=', '--disableWarning', '112'],
		],
		{
			stderr: {
				write: (text) => {
					messages += text;
				},
			},
			writeFile: (name, contents) => {
				if (name === 'kernels.wasm' && typeof contents !== 'string') binary = contents;
			},
		},
	);
	if (error !== null || binary === undefined || messages !== '')
		throw new Error(`The kernels do not compile.\n${messages}`, { cause: error });
	return [
		'// Made from the sources in packages/backend-cpu/assembly by `npm run kernels`. Change those instead.',
		'',
		'/** A WebAssembly module with SIMD, in base64. It imports the memory `env.memory`. */',
		`export const kernelModule: string =\n\t'${Buffer.from(binary).toString('base64')}';`,
		'',
	].join('\n');
}
