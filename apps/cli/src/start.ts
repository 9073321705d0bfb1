import { driversMayPrint, runWithoutDriverLines } from './hold-driver-lines.js';

if (driversMayPrint(process.argv.slice(2), process.platform, process.env)) process.exitCode = await runWithoutDriverLines();
else await import('./bin.js');
