import { expect, test } from 'vitest';
import { chooseVariants } from './choose-variants.js';
import type { AdapterFacts } from './device/adapter-facts.js';

const card: AdapterFacts = { software: false, features: ['subgroups'], invocations: 1024, sharedBytes: 49_152 };

test('kernels follow from what is known of the adapter', () => {
	expect(chooseVariants(card)).toMatchObject({ dense: 'tiled', sparse: 'gather', attention: 'tiled', rows: 'subgroups' });
	expect(chooseVariants({ ...card, software: true })).toMatchObject({
		dense: 'quads',
		sparse: 'scatter',
		attention: 'quads',
		rows: 'serial',
	});
	expect(chooseVariants({ ...card, software: true, features: [] })).toMatchObject({ dense: 'blocked', attention: 'query' });
	expect(chooseVariants({ ...card, sharedBytes: 4096 })).toMatchObject({ dense: 'blocked', sparse: 'gather', attention: 'query' });
	expect(chooseVariants({ ...card, invocations: 128 })).toMatchObject({ dense: 'blocked', sparse: 'gather', rows: 'serial' });
	expect(chooseVariants({ ...card, features: [] })).toMatchObject({ dense: 'tiled', rows: 'shared' });
});
