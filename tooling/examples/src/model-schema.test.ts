import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@alta-ts/compiler';
import { type Model, saveModel } from '@alta-ts/model';
import { findTask, library } from '@alta-ts/programs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/model.schema.json'), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true }).addSchema(schema, 'model');

function problemsOf(definition: 'description' | 'layout', value: unknown): readonly string[] {
	const validate = ajv.getSchema(`model#/$defs/${definition}`);
	if (validate === undefined) throw new Error(`the schema has no ${definition}`);
	if (validate(value) === true) return [];
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function filesOf(model: Model): { readonly config: unknown; readonly layout: unknown } {
	const files = saveModel(model);
	const parsed = (name: 'config.json' | 'layout.json'): unknown => JSON.parse(new TextDecoder().decode(files[name]));
	return { config: parsed('config.json'), layout: parsed('layout.json') };
}

const small = library.filter(({ name }) => !name.startsWith('scan'));

describe.each(['alta', 'standard'] as const)('the schema of the model format, target %s', (target) => {
	test.each(small.map(({ name }) => name))('describes %s', (name) => {
		const { config, layout } = filesOf(compile(findTask(name).program(), { target, maxLength: 6 }));
		expect(problemsOf('description', config)).toEqual([]);
		expect(problemsOf('layout', layout)).toEqual([]);
	});
});

test('the schema refuses what the format does not have', () => {
	const { config, layout } = filesOf(compile(findTask('parity-sequential-relative').program()));
	expect(problemsOf('description', { ...Object(config), format: 'alta-model/2' })).not.toEqual([]);
	expect(problemsOf('description', { ...Object(config), config: {} })).not.toEqual([]);
	expect(problemsOf('layout', { ...Object(layout), more: 1 })).not.toEqual([]);
	expect(problemsOf('layout', { blocks: [{ kind: 'sink', start: 0 }], sources: [] })).not.toEqual([]);
});
