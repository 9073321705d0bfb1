import { analyseCost, createSession, type Flow, flowOf, parseRasp, type RaspValue, type Session, type SOp } from '@alta-ts/rasp';
import { describe, expect, test } from 'vitest';
import { goldenFiles, readGolden, reportUnknownKeys } from '../golden-folder.js';
import { type JsonObject, optional, readList, readNumber, readObject, readString } from '../json.js';

const FILE = 'analysis.json';
const SOURCES = 'eval.json';
const present = goldenFiles('rasp').includes(FILE) && goldenFiles('rasp').includes(SOURCES);

describe.runIf(present)(FILE, () => {
	const cases = present ? readList(readGolden('rasp', FILE), FILE, readObject) : [];
	const programs = present ? readList(readGolden('rasp', SOURCES), SOURCES, readObject) : [];
	const sessions = new Map(programs.map((each) => [readString(each.id, 'id'), started(each)]));

	const known = ['program', 'output', 'layers', 'maxHeads', 'headsPerLayer', 'flow'];
	reportUnknownKeys(
		FILE,
		cases.flatMap(Object.keys).filter((key) => !known.includes(key)),
	);

	test('has cases', () => {
		expect(cases).not.toEqual([]);
	});

	for (const each of cases) {
		const [program, output] = [readString(each.program, 'program'), readString(each.output, 'output')];
		const session = sessions.get(program);
		test.skipIf(session === undefined)(`${program}: ${output}`, () => {
			const node = session?.value(output);
			if (session === undefined || node === undefined || !isSOp(node)) throw new Error(`${output} is no s-op`);
			const { asWritten, merged } = analyseCost(node);
			expect(asWritten.layers).toBe(readNumber(each.layers, 'layers'));
			expect(asWritten.maxHeads).toBe(readNumber(each.maxHeads, 'maxHeads'));
			expect(asWritten.headsPerLayer).toEqual(readList(each.headsPerLayer, 'headsPerLayer', readNumber));
			expect(merged.layers).toBeLessThanOrEqual(asWritten.layers);
			for (const [at, heads] of merged.headsPerLayer.entries()) expect(heads).toBeLessThanOrEqual(asWritten.headsPerLayer[at] ?? 0);
			const flow = optional(each.flow, 'flow', readObject);
			if (flow !== undefined) expect(shape(flowOf(node, session.labels.isNamed), session)).toEqual(recordedShape(flow));
		});
	}
});

function started({ setExample, source }: JsonObject): Session {
	const text = `set example ${readString(setExample, 'setExample')}\n${readString(source, 'source')}\n`;
	const session = createSession();
	session.run(parseRasp(text).program, text);
	return session;
}

function isSOp(value: RaspValue): value is SOp {
	return typeof value === 'object' && 'op' in value && !['select', 'not', 'and', 'or'].includes(value.op);
}

/** What of a flow is compared: for each head its layer and how much goes in and out, and the layers of what is element-wise. Names are ours. */
function shape({ heads, elementwise }: Flow, { labels }: Session): unknown {
	const distinct = (nodes: readonly SOp[]): number => new Set(nodes.map(labels.of)).size;
	return {
		heads: heads.map(({ layer, keys, queries, outputs }) => [layer, distinct(keys), distinct(queries), outputs.length].join(' ')).sort(),
		elementwise: elementwise.map(({ layer }) => layer).sort((a, b) => a - b),
	};
}

function recordedShape(flow: JsonObject): unknown {
	const size = (value: unknown): number => readList(value, 'list', (entry) => entry).length;
	const heads = readList(flow.heads, 'heads', readObject).map(({ layer, keys, queries, outputs }) =>
		[readNumber(layer, 'layer'), size(keys), size(queries), size(outputs)].join(' '),
	);
	const elementwise = readList(flow.elementwise, 'elementwise', readObject).map(({ layer }) => readNumber(layer, 'layer'));
	return { heads: heads.sort(), elementwise: elementwise.sort((a, b) => a - b) };
}
