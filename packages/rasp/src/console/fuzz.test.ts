import { describe, expect, test } from 'vitest';
import { lintRasp } from '../language/lint.js';
import { parseRasp } from '../language/parse.js';
import { printRasp } from '../language/print.js';
import { createSession } from '../session/create-session.js';
import { mutant, randomBelow } from '../testing/mutate.js';
import { createPaperConsole } from './paper-console.js';

const COUNT = 10_000;

describe(`${COUNT} mutated sources`, () => {
	test('are read without an accident, and what is read prints as what reads the same', () => {
		const below = randomBelow(1);
		const seen = { ok: 0, error: 0, incomplete: 0 };
		for (let at = 0; at < COUNT; at++) {
			const source = mutant(below);
			const { program, problems, status } = parseRasp(source);
			seen[status]++;
			expect(problems.length === 0).toBe(status === 'ok');
			lintRasp(program);
			const printed = printRasp(program);
			const again = parseRasp(printed);
			expect({ source, problems: again.problems }).toEqual({ source, problems: [] });
			expect({ source, printed: printRasp(again.program) }).toEqual({ source, printed });
		}
		expect(Math.min(...Object.values(seen))).toBeGreaterThan(COUNT / 100);
	});

	test('run on a console, which tells of what goes wrong in its own words', () => {
		const below = randomBelow(2);
		const words = /\b(TypeError|RangeError|ReferenceError|SyntaxError|undefined|\[object|at .*\.[jt]s)\b/;
		let failed = 0;
		let answered = 0;
		for (let at = 0; at < COUNT / 10; at++) {
			const paper = createPaperConsole(
				createSession({ read: (path) => (path === 'other' ? { name: 'other.rasp', text: 'b = 1;' } : undefined) }),
			);
			for (const line of mutant(below).split('\n')) {
				if (paper.ended()) break;
				const printed = paper.line(line);
				expect(printed).not.toMatch(words);
				if (/!!|something went wrong|not implemented/.test(printed)) failed++;
				else if (printed.includes('Example')) answered++;
			}
		}
		expect(Math.min(failed, answered)).toBeGreaterThan(COUNT / 100);
	});
});
