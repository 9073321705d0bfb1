import { isAltaError, type Problem, printProblems } from '@alta-ts/diagnostics';
import { lintRasp } from '../language/lint.js';
import { parseRasp } from '../language/parse.js';
import type { Outcome } from '../session/outcome.js';
import type { Session } from '../session/session.js';
import type { Value } from '../session/value.js';
import type { ConsolePaint } from './console-paint.js';
import { echoLines } from './echo.js';
import { exampleText } from './example-text.js';
import { asksForHelp, helpText } from './help-text.js';

/** A console for a person: entries of one or more lines go in, and what is shown comes out. */
export interface TerminalConsole {
	/** Whether an entry goes on in the next line. */
	readonly isUnfinished: (entry: string) => boolean;
	/** Runs an entry. */
	readonly run: (entry: string) => { readonly text: string; readonly ended: boolean };
	/** Words that can follow the end of a line, each with the part of the line that it replaces. */
	readonly complete: (line: string) => { readonly words: readonly string[]; readonly part: string };
}

/** The words of the language that a line can be completed with. */
const words = [
	...[
		'and',
		'or',
		'not',
		'in',
		'if',
		'else',
		'for',
		'def',
		'return',
		'select(',
		'aggregate(',
		'round(',
		'indicator(',
		'range(',
		'zip(',
		'len(',
	],
	...[
		'load',
		'draw(',
		'set example',
		'show example',
		'examples on',
		'examples off',
		'full seq display on',
		'full seq display off',
		'help',
		'exit',
	],
];

/** A console on a session that reports what does not fit its example. */
export function createTerminalConsole(session: Session, paint: ConsolePaint): TerminalConsole {
	let entries = 0;

	/** A program may call something help. */
	const isHelp = (entry: string): boolean => asksForHelp(entry) && session.value('help') === undefined;

	function problemText(problems: readonly Problem[], name: string, text: string): string {
		return problems.length === 0 ? '' : `${printProblems(problems, { paint, sources: { ...session.sources, [name]: text } })}\n`;
	}

	return {
		isUnfinished: (entry) => !isHelp(entry) && entry.trim() !== '' && parseRasp(entry).status === 'incomplete',
		run: (entry) => {
			if (isHelp(entry)) return { text: helpText, ended: false };
			entries++;
			const name = `entry ${entries}`;
			const { program, problems } = parseRasp(entry, name);
			if (problems.length > 0) return { text: problemText(problems, name, entry), ended: false };
			const { outcomes, ended } = session.run(program, entry);
			const shown = outcomes.map((each) => outcomeText(each, (all) => problemText(all, name, entry))).join('');
			return { text: shown + problemText(lintRasp(program), name, entry), ended };
		},
		complete: (line) => {
			const part = /[A-Za-z_][A-Za-z0-9_]*$/.exec(line)?.[0] ?? '';
			const found = [...session.names().filter((each) => each !== 'out'), ...words].filter((each) => each.startsWith(part));
			return { words: part === '' ? [] : [...new Set(found)].sort(), part };
		},
	};

	function outcomeText(outcome: Outcome, told: (problems: readonly Problem[]) => string): string {
		switch (outcome.kind) {
			case 'shown':
				return joined(echoed(outcome.value, outcome.name, outcome.loaded));
			case 'applied':
				return joined(echoLines(outcome.value, undefined, session, paint, false));
			case 'examples':
				return exampleText(outcome.which, session, paint);
			case 'failed':
				return told(outcome.error.problems);
			case 'misfit':
				return told(outcome.error.problems.map((each) => ({ ...each, severity: 'warning', why: misfitReason(each) })));
			case 'unreadable':
				return told(outcome.problems);
		}
	}

	/** What has no value on the example is named only: that was told when it was made. */
	function echoed(value: Value, name: string, loaded: boolean): readonly string[] {
		try {
			return echoLines(value, name, session, paint, loaded);
		} catch (error) {
			if (!isAltaError(error)) throw error;
			return echoLines(value, name, session, paint, true).map((line) => line + paint.dim(', without a value on the example'));
		}
	}

	function misfitReason({ why }: Problem): string {
		return `${why} It happens on the example ${session.examples.sOp.input.text}; the definition holds all the same.`;
	}
}

function joined(lines: readonly string[]): string {
	return lines.map((line) => `${line}\n`).join('');
}
