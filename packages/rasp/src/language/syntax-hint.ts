/** What people mean by what they wrote: what other languages have and RASP does not, and what is easily forgotten. */
export interface SyntaxHint {
	readonly why: string;
	/** What to do, where it is known better than what may stand at the place. */
	readonly fix?: string;
}

/** Words that cannot be names, since the language reads them as its own. */
const KEYWORDS = [
	...['and', 'or', 'not', 'in', 'if', 'else', 'for', 'def', 'return', 'load', 'draw', 'round', 'indicator', 'set', 'show', 'exit', 'quit'],
	...['on', 'off', 'example', 'examples', 'selector'],
];

/** Commands of the console that are complete. */
const COMMAND = /(?:^|\n)[ \t]*(?:exit|quit|(?:set|show)\b[^;\n]*|(?:[a-z-]+ )?examples (?:on|off)|full seq display (?:on|off))[ \t]*$/;

/**
 * Why something does not fit.
 *
 * @param start where the statement begins.
 * @param at where it stops being RASP.
 * @param expected what could stand there, in words.
 */
export function syntaxHint(text: string, start: number, at: number, expected: readonly string[]): SyntaxHint | undefined {
	const here = text.slice(at);
	const before = text.slice(start, at);
	return ofOtherLanguages(text, at) ?? ofStatement(text, before, here) ?? ofCall(before, here) ?? ofEnd(text, at, before, here, expected);
}

function ofOtherLanguages(text: string, at: number): SyntaxHint | undefined {
	const here = text.slice(at);
	if (here.startsWith('!=')) return { why: 'There is no operator != outside of select; "not (a == b)" says the same.' };
	if (here.startsWith('**') || text.slice(at - 1, at + 1) === '**') return { why: 'A power is written ^.' };
	if (text.slice(at - 1, at + 1) === '//') return { why: 'There is no division to whole numbers; round() rounds.' };
	if (here.startsWith("'")) return { why: 'Texts stand in double quotes, and hold no quotes themselves.' };
	if (/^"(?![^"'\n\r]*")/.test(here)) return { why: 'Texts end on the line they begin on, hold no quotes, and know no escapes.' };
	if (/^[&|]/.test(here)) return { why: 'The operators are written "and" and "or".' };
	if (/^return\b/.test(here)) return { why: 'A return is the last statement of a function and stands nowhere else.' };
	return undefined;
}

function ofStatement(text: string, before: string, here: string): SyntaxHint | undefined {
	const line = before.trimStart();
	if (/^while\b/.test(line))
		return { why: 'There is no while. A loop goes over a list.', fix: 'Write for x in range(3) { … }, for example.' };
	if (/^if\b/.test(here) && /(^|[;{}])\s*$/.test(before))
		return { why: 'There is no if statement. An if chooses between two values.', fix: 'Write x = a if condition else b;' };
	if (here.startsWith(';') && COMMAND.test(text.slice(0, text.length - here.length)))
		return { why: 'Commands have no semicolon.', fix: 'Leave the semicolon out.' };
	if (/^set\b[^;]*\bexample\b/.test(line))
		return { why: 'An example is a text in double quotes, a list or a dict.', fix: 'Put a text in quotes: set example "hello".' };
	const isInDef = /^def\b/.test(line) && before.includes('{');
	if (isInDef && here.startsWith('}')) return { why: 'A function ends with a return.', fix: 'Write return …; before the }.' };
	return undefined;
}

function ofCall(before: string, here: string): SyntaxHint | undefined {
	const call = innermostCall(before);
	if (call?.name === 'select' && /^[,)]/.test(here) && call.commas === 1)
		return {
			why: 'select takes keys, queries and a comparison of them.',
			fix: 'Write the comparison: select(keys, queries, ==), or one of !=, <, <=, >, >= in place of ==.',
		};
	if (!/^=(?!=)/.test(here)) return undefined;
	const name = /([A-Za-z_][A-Za-z0-9_]*)\s*$/.exec(before)?.[1];
	if (call !== undefined && name !== undefined)
		return {
			why: 'Arguments have no names; they are known by their order.',
			fix:
				name === 'assume_bos'
					? 'Leave assume_bos out: selector_width is right with and without a token that begins every input.'
					: `Leave "${name} =" out.`,
		};
	if (name !== undefined && KEYWORDS.includes(name))
		return { why: `${name} is a word of the language, and no name.`, fix: 'Use another name.' };
	return { why: 'An assignment is a statement of its own, and gives names one after the other: a, b = 1, 2;' };
}

/** A statement that is complete but for its end. */
function ofEnd(text: string, at: number, before: string, here: string, expected: readonly string[]): SyntaxHint | undefined {
	const gap = /\s*$/.exec(before)?.[0] ?? '';
	const isNewLine = gap.includes('\n') || text.slice(at).trim() === '' || here.startsWith('}');
	if (!expected.includes('";"') || !isNewLine) return undefined;
	return { why: 'A statement ends with a semicolon.', fix: 'Write ";" where the statement before ends.' };
}

/** The name before the innermost parenthesis that is open, and the commas in it. */
function innermostCall(before: string): { readonly name: string; readonly commas: number } | undefined {
	const open: { name: string; commas: number }[] = [];
	for (const [piece] of before.matchAll(/#[^\n]*|"[^"\n]*"|([A-Za-z_][A-Za-z0-9_]*)?\s*\(|[[{]|[)\]}]|,/g)) {
		if (/^[#"]/.test(piece)) continue;
		const last = open.at(-1);
		if (piece === ',') {
			if (last !== undefined) last.commas++;
		} else if (/^[)\]}]/.test(piece)) open.pop();
		else open.push({ name: /^[A-Za-z_][A-Za-z0-9_]*/.exec(piece)?.[0] ?? '', commas: 0 });
	}
	const call = open.at(-1);
	return call === undefined || call.name === '' ? undefined : call;
}
