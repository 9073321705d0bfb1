import type { Block } from './blocks.js';

/** What a document tells its reader to type into a terminal, and what it says will happen. */
export interface Session {
	/** The document, from the root of the repository. */
	readonly path: string;
	/** Files that the document shows, by name: blocks with `file=name`. */
	readonly files: Readonly<Record<string, string>>;
	readonly commands: readonly Command[];
}

/** A block of commands. */
export interface Command {
	readonly line: number;
	/** Lines of shell. */
	readonly script: string;
	/** What it prints, standard output and errors; without it, it only has to succeed. */
	readonly prints?: string;
}

const shells = new Set(['sh', 'bash', 'shell', 'console']);
const outputs = new Set(['text', 'json', 'jsonl']);
const usesAlta = /(^|\|\s*)(npx )?alta\s/;

/**
 * Collects the blocks of shell that run `alta`. Of a block that also does other things, such as cloning the repository, only the
 * lines that run `alta` count. A block of text or JSON that comes next is what they print.
 */
export function sessionOf(path: string, blocks: readonly Block[]): Session | undefined {
	const commands = blocks.flatMap((block, index) => {
		if (!shells.has(block.language) || block.options.includes('no-run')) return [];
		const lines = block.text
			.replaceAll('\\\n', ' ')
			.split('\n')
			.map((line) => line.replace(/^\$ /, ''));
		const script = lines.filter((line) => usesAlta.test(line)).join('\n');
		if (script === '') return [];
		const next = blocks[index + 1];
		return [{ line: block.line, script, ...(next !== undefined && outputs.has(next.language) ? { prints: next.text } : {}) }];
	});
	const files = Object.fromEntries(
		blocks.flatMap((block) => {
			const name = /\bfile=(\S+)/.exec(block.options)?.[1];
			return name === undefined ? [] : [[name, block.text]];
		}),
	);
	return commands.length === 0 ? undefined : { path, files, commands };
}

/** Whether what was printed is what was promised. `…` stands for anything, and JSON may be spaced as one likes. */
export function matches(printed: string, promised: string): boolean {
	const [compact, wanted] = [printed, promised].map(compactJson);
	if (compact !== undefined && compact === wanted) return true;
	const pattern = promised
		.trim()
		.split('…')
		.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
		.join('[\\s\\S]*?');
	return new RegExp(`^${pattern}$`).test(printed.trim());
}

function compactJson(text: string): string | undefined {
	try {
		return JSON.stringify(JSON.parse(text));
	} catch {
		return undefined;
	}
}
