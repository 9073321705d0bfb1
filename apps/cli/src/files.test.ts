import { expect, test } from 'vitest';
import { readStream } from './files.js';
import { alta } from './testing/alta.js';

test('a stream without an end is ALTA9016', async () => {
	const megabyte = new Uint8Array(2 ** 20);
	async function* endless(): AsyncGenerator<Uint8Array> {
		for (;;) yield megabyte;
	}
	await expect(readStream(endless(), 'Standard input')).rejects.toThrow(/ALTA9016: Standard input is too large/);
});

test('a device is read to its end', async () => {
	expect(await alta('run parity-sum-mod-2 --inputs /dev/null')).toEqual({ code: 0, out: '', err: '' });
});
