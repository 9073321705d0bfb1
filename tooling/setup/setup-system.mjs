// @ts-check
// Installs the packages of the system that tests on devices need, and the driver of tests of f16 where it can be had: `npm run setup:system`.
// Nothing else of the repository needs them.
import { installHalfDriver } from './half-driver.mjs';
import { installSystemPackages } from './system-packages.mjs';

const problem = await installSystemPackages();
process.stderr.write(problem === undefined ? 'Everything that tests on devices need is there.\n' : `${problem}\n`);
const without = await installHalfDriver();
if (without !== undefined) process.stderr.write(`${without}\n`);
process.exitCode = problem === undefined ? 0 : 1;
