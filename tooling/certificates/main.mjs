// Writes what `alta inspect --longest` prints into docs/certificates.md, after a change of what the compiler can guarantee.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const page = new URL('../../docs/certificates.md', import.meta.url);
const command = new URL('../../apps/cli/dist/bin.js', import.meta.url);
const blocks = /```sh\nnpx alta (inspect \S+ --longest)\n```\n\n```text\n(?:[^`]*```\n)?/g;

writeFileSync(
	page,
	readFileSync(page, 'utf8')
		.replace(blocks, (_, words) => {
			const printed = execFileSync(process.execPath, [command.pathname, ...words.split(' ')], { encoding: 'utf8' });
			return `\`\`\`sh\nnpx alta ${words}\n\`\`\`\n\n\`\`\`text\n${printed}\`\`\`\n`;
		})
		.trimEnd()
		.concat('\n'),
);
