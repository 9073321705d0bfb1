import { createHash } from 'node:crypto';
import { createInterpreter } from '@alta-ts/interpreter';
import { findTask, scanDataSet } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { goldenFiles, readGolden, reportUnknownKeys } from './golden-folder.js';
import { optional, readNumber, readObject, readString } from './json.js';

const FILE = 'scan-dataset.json';
const isThere = goldenFiles('alta').includes(FILE);

describe.runIf(isThere)(FILE, () => {
	const file = isThere ? readObject(readGolden('alta', FILE), FILE) : {};
	const known = ['format', 'dataset', 'correct', 'rule_conflicts', 'layers_until_done'];
	reportUnknownKeys(
		FILE,
		Object.keys(file).filter((key) => !known.includes(key)),
	);

	test('every command of SCAN gives its actions, in as many layers as were recorded', () => {
		const task = findTask('scan');
		const codec = task.codec();
		const { run } = createInterpreter(task.program());
		const counts = new Map<number, number>();
		const lines: string[] = [];
		let correct = 0;
		for (const { command, actions } of scanDataSet()) {
			const tokens = codec.encode(command);
			const { output, layers } = run(tokens);
			if (codec.decode(output, tokens) === actions) correct++;
			counts.set(layers, (counts.get(layers) ?? 0) + 1);
			lines.push(`${command}\t${layers}\n`);
		}
		expect(correct).toBe(optional(file.correct, `${FILE}.correct`, readNumber) ?? lines.length);
		const recorded = optional(file.layers_until_done, `${FILE}.layers_until_done`, readObject) ?? {};
		const histogram = optional(recorded.histogram, `${FILE}.layers_until_done.histogram`, readObject);
		if (histogram !== undefined) expect(Object.fromEntries(counts)).toEqual(histogram);
		const name = 'sha256_of_sorted_command_tab_layers_lines';
		const digest = optional(recorded[name], `${FILE}.layers_until_done.${name}`, readString);
		if (digest !== undefined) expect(createHash('sha256').update(lines.sort().join('')).digest('hex')).toBe(digest);
	});
});
