import { textWidth } from '../session/text-width.js';

/** A piece of a drawing: SVG that begins at (0, 0), and its size in pixels. */
export interface Block {
	readonly svg: string;
	readonly width: number;
	readonly height: number;
}

/** How wide a character of the drawing's font is. */
const CHARACTER = 7.3;
/** How high a row of a table is. */
export const ROW = 20;

/** The width of a text. */
export function widthOf(text: string): number {
	return textWidth(text) * CHARACTER;
}

/** A text, its middle line at `y`. */
export function textAt(x: number, y: number, text: string, style = '', anchor: 'start' | 'middle' | 'end' = 'start'): string {
	const attributes = `${style === '' ? '' : ` class="${style}"`}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}`;
	return `<text x="${round(x)}" y="${round(y + 4)}"${attributes}>${escaped(text)}</text>`;
}

export function rectangle(x: number, y: number, width: number, height: number, style: string, title?: string): string {
	const attributes = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" class="${style}"`;
	return title === undefined ? `<rect ${attributes}/>` : `<rect ${attributes}><title>${escaped(title)}</title></rect>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, style: string): string {
	return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${style}"/>`;
}

/** A block at a place. */
export function at(x: number, y: number, { svg }: Block): string {
	return `<g transform="translate(${round(x)} ${round(y)})">${svg}</g>`;
}

/** Blocks below each other. */
export function stacked(blocks: readonly Block[], gap: number): Block {
	let y = 0;
	const parts = blocks.map((block) => {
		const part = at(0, y, block);
		y += block.height + gap;
		return part;
	});
	return { svg: parts.join(''), width: Math.max(0, ...blocks.map(({ width }) => width)), height: Math.max(0, y - gap) };
}

/** Blocks beside each other. */
export function beside(blocks: readonly Block[], gap: number): Block {
	let x = 0;
	const parts = blocks.map((block) => {
		const part = at(x, 0, block);
		x += block.width + gap;
		return part;
	});
	return { svg: parts.join(''), width: Math.max(0, x - gap), height: Math.max(0, ...blocks.map(({ height }) => height)) };
}

/** A block in a frame with a title. */
export function framed(title: string, inner: Block, style: string): Block {
	const width = Math.max(inner.width, widthOf(title)) + 24;
	const height = inner.height + 44;
	const svg = `${rectangle(0, 0, width, height, style)}${textAt(12, 16, title, 'title')}${at(12, 32, inner)}`;
	return { svg, width, height };
}

/** Text as SVG may hold it: no marks of its own, and no characters that XML forbids. */
function escaped(text: string): string {
	const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
	return text
		.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
		.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}');
}

function round(value: number): string {
	return String(Math.round(value * 10) / 10);
}
