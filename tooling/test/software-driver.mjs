// @ts-check
// WebGPU in Node needs a driver for Vulkan. Machines without a card have none, but SwiftShader, which plays one, comes with Chromium.
import { existsSync } from 'node:fs';
import { findHalfDriver } from '../setup/half-driver.mjs';

const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json';

/**
 * What native code has to find in the environment, so that WebGPU works in tests: the driver, unless one is chosen; and that a layer of Mesa,
 * which would look for a screen and complain, stays away.
 *
 * @type {Record<string, string>}
 */
export const softwareDriver = {
	NODEVICE_SELECT: '1',
	...(process.env.VK_ICD_FILENAMES === undefined && existsSync(SWIFTSHADER) ? { VK_ICD_FILENAMES: SWIFTSHADER } : {}),
};

const half = findHalfDriver();

/**
 * The same for tests of f16, which SwiftShader does not have.
 *
 * @type {Record<string, string>}
 */
export const halfDriver = { ...softwareDriver, ...(half === undefined ? {} : { VK_ICD_FILENAMES: half }) };
