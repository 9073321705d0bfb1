// Compiles SCAN in a process of its own, and prints what the whole process took: `node compile-scan-process.js sparse FOLDER`.
import { compileScan } from './compile-scan.js';

const [storage, folder = ''] = process.argv.slice(2);
compileScan(storage === 'dense' ? 'dense' : 'sparse', folder);
process.stdout.write(JSON.stringify({ milliseconds: performance.now(), megabytes: (process.resourceUsage().maxRSS * 1024) / 1e6 }));
