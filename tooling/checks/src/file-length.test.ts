import { expect, test } from 'vitest';
import { checkFileLength } from './file-length.js';
import { temporaryRepository } from './temporary-repository.js';

test('checkFileLength allows 400 lines of code and no more, and leaves out what nobody wrote', () => {
	const root = temporaryRepository({
		'packages/core/src/long.ts': 'x;\n'.repeat(401),
		'packages/core/src/full.ts': 'x;\n'.repeat(400),
		'packages/core/dist/long.js': 'x;\n'.repeat(401),
		'packages/core/README.md': 'x\n'.repeat(401),
		'tooling/golden/fixtures/long.js': 'x;\n'.repeat(401),
	});
	expect(checkFileLength(root)).toEqual([
		{ where: 'packages/core/src/long.ts', what: 'It has 401 lines, and 400 is the most. Split it by what its parts are about.' },
	]);
});
