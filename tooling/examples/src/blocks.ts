import { parseSync } from 'oxc-parser';

/** A fenced block of a document or a doc comment. */
export interface Block {
	/** The word after the fence, such as `ts`. */
	readonly language: string;
	/** What follows that word, such as `file=parity.ts`. */
	readonly options: string;
	readonly text: string;
	/** The number of its first line of text, counted from 1. */
	readonly line: number;
}

/** The fenced blocks of a Markdown text, in order. */
export function markdownBlocks(markdown: string, firstLine = 1): readonly Block[] {
	const blocks: Block[] = [];
	let open: { fence: string; indent: number; language: string; options: string; line: number; lines: string[] } | undefined;
	markdown.split('\n').forEach((text, index) => {
		const match = /^(\s*)(`{3,})\s*(\S*)\s*(.*)$/.exec(text);
		if (open === undefined) {
			if (match === null) return;
			const [, indent = '', fence = '', language = '', options = ''] = match;
			open = { fence, indent: indent.length, language, options: options.trim(), line: firstLine + index + 1, lines: [] };
		} else if (match?.[2]?.startsWith(open.fence) && match[3] === '') {
			const { language, options, line, lines } = open;
			blocks.push({ language, options, line, text: lines.map((each) => `${each}\n`).join('') });
			open = undefined;
		} else {
			const { indent } = open;
			open.lines.push(text.slice(0, indent).trim() === '' ? text.slice(indent) : text);
		}
	});
	return blocks;
}

/** The fenced blocks that follow an `@example` in the doc comments of a TypeScript text. */
export function docCommentBlocks(source: string): readonly Block[] {
	const { comments } = parseSync('source.ts', source);
	const docs = comments.filter((each) => each.type === 'Block' && each.value.startsWith('*'));
	return docs.flatMap(({ value, start }) => {
		const lines = value.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
		const from = lines.findIndex((line) => line.startsWith('@example'));
		if (from === -1) return [];
		const firstLine = source.slice(0, start).split('\n').length + from;
		return markdownBlocks(lines.slice(from).join('\n'), firstLine);
	});
}
