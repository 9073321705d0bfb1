import { compile } from '@alta-ts/compiler';
import type { Program, TableUpdate } from '@alta-ts/core';
import { sameValue } from '@alta-ts/core';
import {
	type CoordinateExplanation,
	coordinateNames,
	createExplainer,
	type Explainer,
	findPlaces,
	type Model,
	type NamedWeight,
	placeNames,
	type RowRange,
	type Source,
} from '@alta-ts/model';
import { createRandom, findTask } from '@alta-ts/programs';
import { createReferenceBackend } from '@alta-ts/tensor';
import { type ActiveUnit, createTransformer, explainActivation, snapshotLayer } from '@alta-ts/transformer';
import { describe, expect, test } from 'vitest';

const small = [
	'parity-sequential-relative',
	'parity-sequential-absolute',
	'parity-sum-mod-2',
	'parity-intermediate-variable',
	'addition',
	'sort-unique',
	'subleq',
];

const models = small.flatMap((name) => (['alta', 'standard'] as const).map((target) => ({ name, target })));

function compiled(name: string, target: 'alta' | 'standard'): Model {
	const program = findTask(name).program();
	return compile(program, target === 'standard' ? { target, maxLength: program.positions ?? 12 } : {});
}

function coordinatesOf({ explain, model }: Explainer): readonly CoordinateExplanation[] {
	return coordinateNames(model.layout)
		.flatMap((name) => findPlaces(model, name))
		.map(explain)
		.flatMap((each) => (each.kind === 'coordinate' ? [each] : []));
}

/** All weights of a model, each once. */
function weightsOf(explainer: Explainer): readonly NamedWeight[] {
	const { graph, model } = explainer;
	const places = placeNames(model).flatMap((name) => findPlaces(model, name));
	const intoUnits = places.flatMap((place) => (place.kind === 'unit' ? graph.into(place.end) : []));
	const heads = new Set(places.flatMap((place) => (place.kind === 'head' ? [`${place.layer}.attention.${place.head.name}.`] : [])));
	const coordinates = coordinatesOf(explainer);
	const atCoordinates = coordinates.flatMap(({ putBy, readBy }) => [...putBy, ...readBy]);
	expect(heads.size).toBeGreaterThan(0);
	return [...new Set([...intoUnits, ...atCoordinates])];
}

function rowsOf(sources: readonly Source[]): readonly RowRange[] {
	return sources.flatMap(({ rule }) => rule?.rows ?? []);
}

describe.each(models)('$name for the target $target', ({ name, target }) => {
	const explainer = createExplainer(compiled(name, target));

	test('every weight has a source that names a part of the program or of the target', () => {
		const weights = weightsOf(explainer);
		expect(weights.length).toBeGreaterThan(40);
		for (const { tensor, from, to, sources } of weights) {
			const named = sources.every(
				({ path, rule }) =>
					rule !== undefined || path.some((step) => /^(head|variable|output|condition on|update of) |^(sink|position)$/.test(step)),
			);
			expect(sources.length > 0 && named, `${tensor} from ${from.name} to ${to.name}`).toBe(true);
		}
	});

	test('every rule is the source of some weight', () => {
		const named = new Set(weightsOf(explainer).flatMap(({ sources }) => sources));
		const rules = explainer.model.layout.sources.filter(({ rule }) => rule !== undefined);
		expect(rules.length).toBeGreaterThan(0);
		expect(rules.filter((rule) => !named.has(rule))).toEqual([]);
	});
});

describe.each(['parity-sequential-relative', 'parity-sequential-absolute'])('%s', (name) => {
	const program = findTask(name).program();
	const explainer = createExplainer(compile(program));

	test('a value is put there by the rows that write it, and taken away by those that write the other', () => {
		for (const { index, value, explanation } of parityCoordinates(program, explainer)) {
			for (const { from, sources, value: weight } of explanation.putBy) {
				if (from.kind !== 'unit') continue;
				expect(rowsOf(sources)).toEqual(changing(program, 'parity', weight > 0 ? value : 1 - value));
			}
			expect(explanation.index).toBe(index);
		}
	});

	test('a unit that a rule decides has the rows of the rule', () => {
		const places = placeNames(explainer.model).flatMap((each) => findPlaces(explainer.model, each));
		const units = places.map(explainer.explain).flatMap((each) => (each.kind === 'unit' ? [each] : []));
		const ofRules = units.filter(({ sources }) => sources.some(({ rule }) => rule !== undefined));
		expect(ofRules.length).toBeGreaterThan(5);
		const expected = [changing(program, 'parity', 0), changing(program, 'parity', 1), changing(program, 'done', true)];
		for (const { sources } of ofRules) expect(expected).toContainEqual(rowsOf(sources));
	});
});

function parityCoordinates(
	program: Program,
	{ explain, model }: Explainer,
): readonly { index: number; value: number; explanation: CoordinateExplanation }[] {
	expect(program.variables.find((variable) => variable.name === 'parity')).toMatchObject({ values: [0, 1] });
	return findPlaces(model, 'parity')
		.map(explain)
		.flatMap((explanation, value) => (explanation.kind === 'coordinate' ? [{ index: explanation.index, value, explanation }] : []));
}

/** The rows that write a value to a variable that had another. */
function changing(program: Program, variable: string, value: number | boolean): readonly RowRange[] {
	const updates = program.stages[0]?.layers[0]?.updates ?? [];
	return updates.flatMap((update, at) => (update.writes === variable && 'rows' in update ? changingRows(update, at, value) : []));
}

function changingRows({ rows, writes }: TableUpdate, update: number, value: number | boolean): readonly RowRange[] {
	return rows.flatMap((row, index) => {
		const isChange = !(row.when[writes] ?? []).some((old) => sameValue(old, value));
		return isChange && sameValue(row.value, value) ? [{ update, first: index, last: index }] : [];
	});
}

describe.each(models)('a run of $name for the target $target', ({ name, target }) => {
	test('what was added is what there is, and units are what their formulas give', async () => {
		const task = findTask(name);
		const tokens = task.codec().encode(task.generate()(createRandom(3), { minLength: 3, maxLength: 3 }));
		const model = compiled(name, target);
		const explainer = createExplainer(model);
		const transformer = await createTransformer(model, createReferenceBackend(), { dtype: 'f64' });
		const places = placeNames(model)
			.flatMap((each) => findPlaces(model, each))
			.filter((place) => place.kind === 'coordinate');
		let changes = 0;
		for (const layer of [0, 1, 2]) {
			const snapshot = await snapshotLayer(transformer, tokens, layer);
			if (snapshot === undefined) continue;
			for (const position of [0, tokens.length - 1]) {
				for (const place of places) {
					for (const { name, value, before = 0, added } of explainActivation({ explainer, snapshot, position, tokens }, place)) {
						const sum = added.reduce((total, { amount }) => total + amount, before);
						expect(Math.abs(value - sum), `${name} in layer ${layer}`).toBeLessThan(1e-3);
						changes += added.length;
						for (const { unit } of added) if (unit !== undefined) checkUnit(unit, target);
					}
				}
			}
		}
		expect(changes).toBeGreaterThan(10);
		transformer.dispose();
	});
});

function checkUnit({ name, value, reads }: ActiveUnit, target: 'alta' | 'standard'): void {
	const sum = reads.reduce((total, read) => total + read.weight * read.value, 0);
	const expected = target === 'alta' ? Math.min(1, Math.max(0, sum)) : Math.max(0, sum);
	expect(Math.abs(value - expected), name).toBeLessThan(1e-3);
	for (const { unit } of reads) if (unit !== undefined) checkUnit(unit, target);
}

test('the rule that held is found among those that share a unit', async () => {
	const model = compile(findTask('parity-intermediate-variable').program());
	const explainer = createExplainer(model);
	const transformer = await createTransformer(model, createReferenceBackend());
	const tokens = findTask('parity-intermediate-variable').codec().encode('1 0 1 1');
	const snapshot = await snapshotLayer(transformer, tokens, 1);
	const [place] = findPlaces(model, 'numOnes');
	if (snapshot === undefined || place === undefined) throw new Error('no such layer or variable');
	const [explained] = explainActivation({ explainer, snapshot, position: 1, tokens }, place);
	expect(explained?.added.flatMap(({ held }) => held.map(({ rule }) => rule?.writes))).toEqual(['numOnes := 3', undefined]);
	expect(await snapshotLayer(transformer, tokens, 9)).toBeUndefined();
});
