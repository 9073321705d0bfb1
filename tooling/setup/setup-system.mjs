// @ts-check
// Installs the packages of the system that tests on devices need: `npm run setup:system`. Nothing else of the repository needs them.
import { installSystemPackages } from './system-packages.mjs';

const problem = await installSystemPackages();
process.stderr.write(problem === undefined ? 'Everything that tests on devices need is there.\n' : `${problem}\n`);
process.exitCode = problem === undefined ? 0 : 1;
