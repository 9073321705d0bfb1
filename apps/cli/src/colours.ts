import type { Paint } from '@alta-ts/diagnostics';
import picocolors from 'picocolors';

/** Colours of a terminal; all of them leave the text as it is where colour is off. */
export interface Colours extends Paint {
	readonly on: boolean;
	readonly green: (text: string) => string;
	readonly cyan: (text: string) => string;
}

/** Makes colours, switched on or off for good. */
export function createColours(on: boolean): Colours {
	const pico = picocolors.createColors(on);
	return { on, strong: pico.bold, dim: pico.dim, red: pico.red, yellow: pico.yellow, green: pico.green, cyan: pico.cyan };
}

/** Whether a stream should be coloured: `NO_COLOR` turns colour off, `FORCE_COLOR` on, and otherwise a terminal that can has it. */
export function wantsColour(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): boolean {
	if ((environment.NO_COLOR ?? '') !== '') return false;
	const forced = environment.FORCE_COLOR;
	if (forced !== undefined && forced !== '0') return true;
	return isTerminal && environment.TERM !== 'dumb';
}

/**
 * A text without control characters, colours and line ends excepted. Names come from files that anyone may have written, and must not steer
 * the terminal.
 */
export function withoutControls(text: string): string {
	return text.replace(CONTROL, '\u{fffd}');
}

const ESCAPE = String.fromCharCode(27);
const CONTROL = new RegExp(`${ESCAPE}(?!\\[\\d{1,2}m)|(?!${ESCAPE}|\\n|\\t)\\p{Cc}`, 'gu');
