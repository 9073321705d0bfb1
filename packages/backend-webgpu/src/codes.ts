import type { CodeTable } from '@alta-ts/diagnostics';

/** The errors of this package. */
export const codes: CodeTable = {
	ALTA5040: {
		title: 'WebGPU is not there',
		help: 'The backend found no WebGPU, or no adapter: a browser without it, a machine without a driver, or Node without the package `webgpu`. A driver that is installed may be refused, such as a lavapipe before Mesa 24.3; Dawn, the WebGPU of Node, tells why on standard error, which the commands of `alta` show with `ALTA_DRIVER_LINES=1`. `VK_ICD_FILENAMES` names the file of a driver for Vulkan that is not found, for example `/usr/lib/chromium/vk_swiftshader_icd.json`, which comes with Chromium on Debian.',
	},
	ALTA5041: {
		title: 'Lost device',
		help: 'The device went away while it was used: its driver was reset or removed, or the page lost it. What was on it is gone; a new backend begins anew.',
	},
	ALTA5042: {
		title: 'Out of device memory',
		help: 'The device had no room for a buffer, although no limit was exceeded.',
	},
	ALTA5043: {
		title: 'Kernel that does not compile',
		help: 'The device refused the source of a kernel. The message names its file and the lines.',
	},
	ALTA5044: {
		title: 'Error of the device',
		help: 'The device refused a command that should have been right: a fault of this backend, or of a driver. What there was before may be wrong, so reading it or running on it is refused; what is uploaded and run afterwards is not.',
	},
};
