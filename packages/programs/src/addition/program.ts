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
			init(z) {
				if (z.step !== 'init') return;
				z.step = 'iterate';
				// At the last position there is no token to the right, so that this block does nothing there.
				z.also((last) => {
					if (last.tokenRight === '+') last.ptrA = true;
					if (last.tokenRight === 'e') {
						last.ptrB = true;
						last.ptrOut = true;
					}
				});
			},
			add(z) {
				if (z.step !== 'iterate') return;
				if (z.ptrAToken === 's') {
					z.step = 'finalize';
					return;
				}
				if (!isDigit(z.ptrAToken) || !isDigit(z.ptrBToken)) return;
				const sum = Number(z.ptrAToken) + Number(z.ptrBToken) + z.valueCarry;
				z.valueCarry = Math.floor(sum / 10);
				if (z.ptrOut) z.valueOut = sum % 10;
			},
			moveLeft(z) {
				if (z.step !== 'iterate' || z.ptrAToken === 's') return;
				z.ptrA = z.ptrARight;
				z.ptrB = z.ptrBRight;
				z.ptrOut = z.ptrOutRight;
			},
			finalize(z) {
				if (z.step !== 'finalize') return;
				z.step = 'done';
				if (z.ptrOut) z.valueOut = z.valueCarry;
			},
		},
		output: 'valueOut',
		halt: { variable: 'step', equals: 'done' },
	});
}

function isDigit(token: string): boolean {
	return /^\d$/.test(token);
}
