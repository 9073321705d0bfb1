import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@alta-ts/compiler';
import { attend, categorical, defineProgram, numerical, range } from '@alta-ts/core';
import { saveModel, type TensorDType } from '@alta-ts/model';
import { findTask } from '@alta-ts/programs';
import { onTestFinished } from 'vitest';

const seenOnce = defineProgram({
	name: 'seen-once',
	tokens: ['a', 'b', 'c'],
	positions: 10,
	variables: {
		letter: categorical(['a', 'b', 'c'], { byToken: 'itself' }),
		one: numerical(range(11), { constant: 1 }),
		once: categorical([false, true]),
	},
	heads: { count: attend({ value: 'one', query: 'letter', key: 'letter', combine: 'sum' }) },
	mlp(z) {
		z.once = z.count === 1;
	},
	output: 'once',
	layers: 1,
});

/** A folder with the weights of a program that is not of the library; it goes away with the test. */
export function seenOnceFolder(dtype: TensorDType = 'f32'): string {
	return folderWith(saveModel(compile(seenOnce, { dtype })));
}

/** A folder with the weights of a task of the library. */
export function taskFolder(name: string): string {
	const task = findTask(name);
	return folderWith(saveModel(compile(task.program(), { codec: { name, options: task.defaults } })));
}

/** A folder without weights. */
export function folderWithoutWeights(): string {
	return folderWith({ 'notes.txt': new Uint8Array([65]) });
}

function folderWith(files: Readonly<Record<string, Uint8Array>>): string {
	const folder = mkdtempSync(join(tmpdir(), 'alta-weights-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
	return folder;
}
