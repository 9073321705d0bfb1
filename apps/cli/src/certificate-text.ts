import type { Certificate, Model } from '@alta-ts/model';
import type { Colours } from './colours.js';
import type { Io } from './io.js';
import { writeNote } from './note.js';

/** A certificate in words, a line each: what is guaranteed, under which conditions, and the tightest of the margins. */
export function certificateLines(certificate: Certificate | null, { strong, red }: Colours): readonly string[] {
	if (certificate === null) return ['certificate: none'];
	if (certificate.guarantee === 'none') {
		return [
			red(strong(`certificate: NONE, results in ${certificate.dtype} may be wrong`)),
			...(certificate.reasons ?? []).map((reason) => red(`  because ${reason}`)),
		];
	}
	const { guarantee, maxLength, dtype, conditions, margins } = certificate;
	const limit = maxLength === null ? 'any length' : `up to ${maxLength} tokens`;
	const [tightest] = margins;
	return [
		`certificate: ${guarantee}, ${limit}, ${dtype}`,
		...conditions.map((condition) => `  if ${condition}`),
		...(tightest === undefined
			? []
			: [`  tightest: ${tightest.place}, ${tightest.what} (needs ${number(tightest.needs)}, has ${number(tightest.has)})`]),
	];
}

function number(x: number): string {
	return String(Number(x.toPrecision(3)));
}

/** Says on standard error that nothing is guaranteed, where that was asked for. */
export function warnInexact({ certificate }: Model, io: Io): void {
	if (certificate?.guarantee !== 'none') return;
	io.stderr.write(`${certificateLines(certificate, io.stderr.colours).join('\n')}\n`);
}

/** Says on standard error on which conditions weights are guaranteed. */
export function noteConditions({ certificate }: Model, io: Io): void {
	noteThose(certificate?.conditions ?? [], io);
}

/** How the condition of weights that were compiled with `--profile` reads. */
const ONLY_PROFILED = /^the input is one of the \d+ profiled inputs?\b/;

/** Says the same of weights for the inputs of a profile alone: a run cannot tell whether its input is one of them. */
export function noteProfile({ certificate }: Model, io: Io): void {
	noteThose(certificate?.conditions.filter((each) => ONLY_PROFILED.test(each)) ?? [], io);
}

function noteThose(conditions: readonly string[], io: Io): void {
	if (conditions.length > 0) writeNote(`guaranteed only if ${conditions.join('; and if ')}`, io);
}
