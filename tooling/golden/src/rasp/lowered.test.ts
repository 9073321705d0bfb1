import { compile } from '@alta-ts/compiler';
import { createInterpreter } from '@alta-ts/interpreter';
import {
	createSession,
	evaluateGraph,
	type GraphValue,
	lower,
	parseRasp,
	type RaspValue,
	type Scalar,
	type Session,
	type SOp,
} from '@alta-ts/rasp';
import { createReferenceBackend } from '@alta-ts/tensor';
import { verify } from '@alta-ts/verify';
import { describe, expect, test } from 'vitest';
import { goldenFiles, readGolden } from '../golden-folder.js';
import { type JsonObject, readList, readObject, readString } from '../json.js';
import { randomInputs } from '../tracr/random-inputs.js';
import { sameValues } from '../tracr/same-values.js';

const FILE = 'eval.json';
const present = goldenFiles('rasp').includes(FILE);

/** Inputs are at least as long as the longest recorded one, and at least this long. Long inputs take a minute, so they are for `npm run test:full`. */
const LENGTH = process.env.ALTA_FULL === '1' ? 20 : 8;

describe.runIf(present)(`${FILE}: s-ops lower to programs and weights that give what evaluation gives`, () => {
	const programs = present ? readList(readGolden('rasp', FILE), FILE, readObject) : [];
	for (const program of programs) {
		const session = started(program);
		const cases = readList(program.cases, 'cases', readObject);
		const inputs = cases.flatMap(({ input }) => (typeof input === 'string' ? [elementsOf(session.evaluate(input))] : []));
		const vocabulary = [...new Map(inputs.flat().map((token) => [String(token), token])).values()].filter((token) => token !== '');
		const maxLength = Math.max(LENGTH, ...inputs.map((input) => input.length));
		const known = inputs.filter((input) => input.every((token) => vocabulary.includes(token)));
		for (const name of new Set(cases.map((each) => readString(each.output, 'output')))) {
			const root = session.value(name);
			if (root === undefined || !isSOp(root)) continue;
			test(`${readString(program.id, 'id')}: ${name}, up to ${maxLength} tokens`, async () => {
				const { program: lowered, decode, cost } = lower(root, { name, vocabulary, maxLength, nameOf: session.labels.firstName });
				const layers = lowered.stages.flatMap((stage) => stage.layers);
				expect(layers.filter(({ heads }) => heads.length > 0).length).toBeLessThanOrEqual(cost.merged.layers);
				const all = [...known, ...randomInputs<Scalar>(vocabulary, maxLength, 500)].filter((input) => hasValue(root, input));
				const { run } = createInterpreter(lowered);
				for (const input of all) {
					const expected = evaluateGraph(root, input);
					const found = run(input.map(String)).output.map(decode);
					expect({ input, found }).toSatisfy(() => sameValues(found, expected));
				}
				const backend = createReferenceBackend();
				const few = all.slice(0, 60).map((input) => input.map(String));
				const { differences, first } = await verify(lowered, compile(lowered), few, { backend });
				backend.dispose();
				expect({ differences, first }).toEqual({ differences: 0, first: null });
			});
		}
	}
});

function started(program: JsonObject): Session {
	const session = createSession({ misfits: 'off' });
	const source = `${readString(program.source, 'source')}\n`;
	session.run(parseRasp(source).program, source);
	return session;
}

function isSOp(value: RaspValue): value is SOp {
	return typeof value === 'object' && 'op' in value && !['select', 'not', 'and', 'or'].includes(value.op);
}

function elementsOf(value: RaspValue): readonly Scalar[] {
	if (typeof value === 'string') return [...value];
	if (typeof value !== 'object' || !('kind' in value) || value.kind === 'function') throw new Error('not an input');
	return (value.kind === 'list' ? value.items : [...value.entries.values()].map(([key]) => key)).map((element) => {
		if (typeof element === 'object') throw new Error('not a token');
		return element;
	});
}

/** Not every s-op has a value on every input; programs are only asked where it has. */
function hasValue(root: SOp, input: readonly GraphValue[]): boolean {
	try {
		evaluateGraph(root, input);
		return true;
	} catch {
		return false;
	}
}
