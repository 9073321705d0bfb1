import { createMemory } from '../graph/memory.js';
import { type GraphNode, isSOp, operands, type SOp } from '../graph/node.js';
import type { Labels } from '../session/labels.js';
import { cellText } from '../session/text.js';
import type { Input } from '../session/value.js';
import { at, type Block, beside, framed, stacked } from './block.js';
import { drawHead, type Shown } from './draw-head.js';
import { type Flow, flowOf } from './flow.js';
import { cellWidthFor, type TableRow, table } from './table.js';

const style = [
	'text{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12px;fill:#1f2328}',
	'.title{font-weight:bold}',
	'.mark{fill:#656d76}',
	'.layer{fill:#f6f8fa;stroke:#d0d7de}',
	'.head{fill:#fff;stroke:#d0d7de}',
	'.cell{fill:#fff;stroke:#d0d7de}',
	'.selected{fill:#54aeff;stroke:#d0d7de}',
	'.flow{stroke:#0969da;stroke-opacity:.45}',
].join('');

/**
 * The computation flow of an s-op on an input as a picture in SVG: a box for each layer; in it a box for each head, with what it
 * compares, selects and fetches; and below the heads what is computed position by position.
 *
 * @throws RaspError where the s-op has no value on the input.
 */
export function drawFlow(root: SOp, input: Input, labels: Labels): string {
	const flow = flowOf(root, labels.isNamed);
	const shown: Shown = { memory: createMemory(input.elements), labelOf: (node) => labelOf(node, labels) };
	const layers = Array.from({ length: flow.layers + 1 }, (_, layer) => drawLayer(flow, layer, shown)).filter(
		(block) => block !== undefined,
	);
	const title = `${labels.of(root)}(${input.text})`;
	const page = framed(title, stacked(layers, 18), 'head');
	const [width, height] = [Math.ceil(page.width + 20), Math.ceil(page.height + 20)];
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		`<style>${style}</style>`,
		at(10, 10, page),
		'</svg>',
		'',
	].join('\n');
}

/** The label of a node; an aggregate that has none is called by what it is made of. */
function labelOf(node: GraphNode, labels: Labels): string {
	const label = labels.of(node);
	if (label !== 's-op' || node.op !== 'aggregate') return label;
	return `aggregate(${labels.of(node.selector)}, ${labels.of(node.value)})`;
}

function drawLayer({ heads, elementwise }: Flow, layer: number, shown: Shown): Block | undefined {
	const drawn = heads.filter((head) => head.layer === layer).map((head, number) => drawHead(head, number + 1, shown));
	const rows = elementwise.filter((each) => each.layer === layer).map(({ node }) => node);
	const worthRows = new Set<GraphNode>(elementwise.map(({ node }) => node));
	const below = rows.length === 0 ? [] : [elementwiseTable(rows, worthRows, shown)];
	const blocks = [...(drawn.length === 0 ? [] : [beside(drawn, 16)]), ...below];
	if (blocks.length === 0) return undefined;
	return framed(layer === 0 ? 'layer 0: embedding' : `layer ${layer}`, stacked(blocks, 14), 'layer');
}

/** What is computed position by position, after what it is computed from. Rows are numbered where there are several. */
function elementwiseTable(nodes: readonly SOp[], worthRows: ReadonlySet<GraphNode>, shown: Shown): Block {
	const own = new Set<GraphNode>(nodes);
	const visible = (node: SOp): boolean => node.op !== 'elementwise' || worthRows.has(node);
	const sources = new Map(nodes.map((node) => [node, visibleInputs(node, visible)]));
	const read = [...new Set([...sources.values()].flat())].filter((node) => !own.has(node) && node.op !== 'constant');
	const all = [...read, ...nodes];
	const rows = all.map((node, index): TableRow => {
		const number = all.length > 1 ? ` ${index + 1}` : '';
		const from = (sources.get(node) ?? []).map((each) => all.indexOf(each) + 1).filter((each) => each > 0);
		const note = number !== '' && from.length > 0 ? { note: `from ${[...new Set(from)].sort((a, b) => a - b).join(', ')}` } : {};
		const cells = shown.memory.values(node).map(cellText);
		return { mark: `${own.has(node) ? 'FF' : 'X'}${number}`, name: shown.labelOf(node), cells, ...note };
	});
	return table(rows, cellWidthFor(rows.flatMap(({ cells }) => cells)));
}

/** What a node is computed from, through what is not worth a row of its own. */
function visibleInputs(node: SOp, visible: (node: SOp) => boolean): readonly SOp[] {
	const found = new Set<SOp>();
	const seen = new Set<GraphNode>();
	const open = node.op === 'elementwise' ? [...operands(node)] : [];
	for (let each = open.pop(); each !== undefined; each = open.pop()) {
		if (seen.has(each) || !isSOp(each)) continue;
		seen.add(each);
		if (visible(each)) found.add(each);
		else open.push(...operands(each));
	}
	return [...found].reverse();
}
