import { compile } from '@alta-ts/compiler';
import { findTask } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { createColours } from './colours.js';
import { drawSummary } from './draw-summary.js';
import { summarize } from './model-summary.js';

test.each([
	[[], 'MLP      none'],
	[[1], 'MLP      1 hidden unit'],
	[[1200], 'MLP      1,200 hidden units'],
	[[1, 1, 2], 'MLP      1 + 1 + 2 hidden units'],
])('hidden layers of the sizes %j are counted in words', (hidden, text) => {
	const summary = summarize(compile(findTask('parity-sequential-relative').program()));
	const stages = summary.stages.map((stage) => ({ ...stage, layers: stage.layers.map((layer) => ({ ...layer, hidden })) }));
	expect(drawSummary({ ...summary, stages }, createColours(false)).split('\n')).toContain(`    ${text}`);
});
