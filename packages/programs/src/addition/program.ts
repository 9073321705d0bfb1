import { attend, categorical, defineProgram, type Program, range } from '@alta-ts/core';

/** The vocabulary, in id order: digits, and the marks before, between and after the two numbers. */
const TOKENS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 's', '+', 'e'] as const;

/** Addition as on paper, from right to left, on two numbers of equally many digits: `s789+456e`. */
export function buildAddition(): Program {
	return defineProgram({
		name: 'addition',
		tokens: TOKENS,
		variables: {
			token: categorical(TOKENS, { byToken: 'itself' }),
			step: categorical(['init', 'iterate', 'finalize', 'done']),
			ptrA: categorical([false, true]),
			ptrB: categorical([false, true]),
			ptrOut: categorical([false, true]),
			valueCarry: categorical([0, 1]),
			valueOut: categorical(range(10)),
			one: categorical([false, true], { constant: true }),
		},
		heads: {
			tokenRight: attend({ value: 'token', offset: 1 }),
			ptrARight: attend({ value: 'ptrA', offset: 1 }),
			ptrBRight: attend({ value: 'ptrB', offset: 1 }),
			ptrOutRight: attend({ value: 'ptrOut', offset: 1 }),
			ptrAToken: attend({ value: 'token', query: 'one', key: 'ptrA' }),
			ptrBToken: attend({ value: 'token', query: 'one', key: 'ptrB' }),
		},
		mlp: {
			// What all positions know is worked out apart from what each does with it, so that it is the same everywhere.
			nextStep(z) {
				if (z.step === 'init') z.step = 'iterate';
				else if (z.step === 'finalize') z.step = 'done';
				else if (z.step === 'iterate' && z.ptrAToken === 's') z.step = 'finalize';
			},
			carry(z) {
				if (z.step !== 'iterate' || !isDigit(z.ptrAToken) || !isDigit(z.ptrBToken)) return;
				z.valueCarry = Math.floor((Number(z.ptrAToken) + Number(z.ptrBToken) + z.valueCarry) / 10);
			},
			/** At the last position there is no token to the right, so that this does nothing there. */
			markEnds(z) {
				if (z.step !== 'init') return;
				if (z.tokenRight === '+') z.ptrA = true;
				if (z.tokenRight === 'e') {
					z.ptrB = true;
					z.ptrOut = true;
				}
			},
			moveLeft(z) {
				if (z.step !== 'iterate' || z.ptrAToken === 's') return;
				z.write('ptrA', (own) => own.ptrARight);
				z.write('ptrB', (own) => own.ptrBRight);
				z.write('ptrOut', (own) => own.ptrOutRight);
			},
			writeDigit(z) {
				if (z.step !== 'iterate' || !isDigit(z.ptrAToken) || !isDigit(z.ptrBToken) || !z.ptrOut) return;
				z.valueOut = (Number(z.ptrAToken) + Number(z.ptrBToken) + z.valueCarry) % 10;
			},
			writeCarry(z) {
				if (z.step === 'finalize' && z.ptrOut) z.valueOut = z.valueCarry;
			},
		},
		output: 'valueOut',
		halt: { variable: 'step', equals: 'done' },
	});
}

function isDigit(token: string): boolean {
	return /^\d$/.test(token);
}
