import type { Evaluation } from '../graph/evaluate.js';
import type { SOp } from '../graph/node.js';
import type { SelectorMatrix } from '../graph/selector-matrix.js';
import { cellText } from '../session/text.js';
import { type Block, beside, framed, line, ROW, rectangle, stacked, textAt, widthOf } from './block.js';
import type { FlowHead } from './flow.js';
import { cellWidthFor, table } from './table.js';

/** What drawing needs to know of nodes: their values on the input, and their names. */
export interface Shown {
	readonly memory: Evaluation;
	readonly labelOf: (node: FlowHead['selector'] | SOp) => string;
}

/** A head: what its selector compares, what it selects, and what is fetched with it. */
export function drawHead(head: FlowHead, number: number, shown: Shown): Block {
	const matrix = shown.memory.matrix(head.selector);
	const compared = [
		...head.keys.map((node) => ({ mark: 'Other', name: shown.labelOf(node), cells: cells(node, shown) })),
		...head.queries.map((node) => ({ mark: 'Me', name: shown.labelOf(node), cells: cells(node, shown) })),
	];
	const width = cellWidthFor(compared.flatMap((each) => each.cells));
	const outputs = head.outputs.map((output) => drawOutput(output, matrix, shown));
	const blocks = [table(compared, width), square(head, matrix, shown), ...outputs].filter(({ height }) => height > 0);
	return framed(`head ${number}: ${shown.labelOf(head.selector)}`, stacked(blocks, 14), 'head');
}

/** The selector's square: keys across the top, queries down the left. */
function square({ keys, queries }: FlowHead, { size, cells: selected }: SelectorMatrix, shown: Shown): Block {
	const across = axis(keys, size, shown);
	const down = axis(queries, size, shown);
	const width = cellWidthFor(across);
	const left = Math.max(...down.map(widthOf)) + 10;
	const parts = across.map((text, key) => textAt(left + (key + 0.5) * width, ROW / 2, text, 'mark', 'middle'));
	for (let query = 0; query < size; query++) {
		const y = (query + 1) * ROW;
		parts.push(textAt(left - 6, y + ROW / 2, down[query] ?? '', 'mark', 'end'));
		for (let key = 0; key < size; key++) {
			const isSelected = selected[query * size + key] === 1;
			const title = `position ${query} ${isSelected ? 'selects' : 'does not select'} position ${key}`;
			parts.push(rectangle(left + key * width, y, width, ROW, isSelected ? 'selected' : 'cell', title));
		}
	}
	return { svg: parts.join(''), width: left + size * width, height: (size + 1) * ROW };
}

/** What stands at an axis: the values of the s-ops that are compared there, or positions where there are none. */
function axis(nodes: readonly SOp[], size: number, shown: Shown): readonly string[] {
	const columns = nodes.map((node) => cells(node, shown));
	return Array.from({ length: size }, (_, at) => (columns.length === 0 ? String(at) : columns.map((column) => column[at] ?? '').join(',')));
}

/** What an aggregate fetches: its input, its output, and a line from every cell that is selected to the cell that it goes into. */
function drawOutput(output: FlowHead['outputs'][number], { size, cells: selected }: SelectorMatrix, shown: Shown): Block {
	const result = cells(output, shown);
	const input = output.op === 'aggregate' ? cells(output.value, shown) : result.map(() => '1');
	const name = output.op === 'aggregate' ? shown.labelOf(output.value) : 'one';
	const width = cellWidthFor([...input, ...result]);
	const gap = 46;
	const label = Math.max(widthOf(name), widthOf(shown.labelOf(output)));
	const above = table([{ mark: 'X', name, cells: input }], width, label);
	const below = table([{ mark: 'Y', name: shown.labelOf(output), cells: result }], width, label);
	const lines: string[] = [];
	for (let query = 0; query < size; query++)
		for (let key = 0; key < size; key++)
			if (selected[query * size + key] === 1) lines.push(line(above.columns[key] ?? 0, ROW, below.columns[query] ?? 0, ROW + gap, 'flow'));
	const body: Block = {
		svg: `${above.svg}${lines.join('')}<g transform="translate(0 ${ROW + gap})">${below.svg}</g>`,
		width: Math.max(above.width, below.width),
		height: 2 * ROW + gap,
	};
	return output.op === 'aggregate' && output.otherwise !== 0n ? beside([body, otherwiseBox(cellText(output.otherwise))], 16) : body;
}

function otherwiseBox(text: string): Block {
	const label = `default ${text}`;
	return {
		svg: `${rectangle(0, 0, widthOf(label) + 12, ROW, 'cell')}${textAt(6, ROW / 2, label)}`,
		width: widthOf(label) + 12,
		height: ROW,
	};
}

function cells(node: SOp, { memory }: Shown): readonly string[] {
	return memory.values(node).map(cellText);
}
