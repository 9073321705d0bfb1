import { expect, test } from 'vitest';
import { printMarkdown } from './print-report.js';

test('a document has a row for every figure', () => {
	const text = printMarkdown({
		date: '2001-02-03',
		node: '20.0.0',
		cores: 2,
		load: 0.3,
		comparisons: [],
		platform: 'linux x64',
		benchmarks: [
			{
				name: 'one',
				task: 'Doing it',
				peer: 'slowly',
				figures: [
					{ quantity: 'time', ours: 0.5, peer: 6, ratio: 12, recorded: 7 * 3_600_000 },
					{ quantity: 'peak memory', ours: 99.6, peer: 1234, ratio: 12.39 },
				],
			},
		],
	});
	expect(text).toContain('| one | time | 0.5 ms | 6 ms | 12× | 7 h |\n| one | peak memory | 100 MB | 1.2 GB | 12× |  |\n');
	expect(text).toContain('- **one**: Doing it. Peer: slowly.');
	expect(text).toContain('on 2001-02-03 with Node 20.0.0 on linux x64, 2 cores, at a load of 0.3');
});
