import type { CodeTable } from '@alta-ts/diagnostics';

/** The errors of this package. */
export const codes: CodeTable = {
	ALTA5060: {
		title: 'gpu.js cannot work here',
		help: 'The package gpu.js is not installed, or has nothing to run on in the mode that was asked for: no WebGL 2, no adapter for WebGPU.',
	},
	ALTA5061: {
		title: 'gpu.js lost its device',
		help: 'The graphics context or the device of gpu.js went away while it was used. What was on its way is gone; a new backend begins anew.',
	},
	ALTA5062: {
		title: 'Kernel that gpu.js does not run',
		help: 'gpu.js did not take a kernel, or left the mode it was asked for. The message says which kernel, and what gpu.js said.',
	},
};
