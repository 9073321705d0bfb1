import { type Random, randomInteger } from '../random.js';

const partners: Readonly<Record<string, string>> = { ')': '(', '}': '{' };

/** For each prefix whether it is balanced (T), can still be (P), or can not (F). */
export function prefixVerdicts(words: readonly string[]): readonly string[] {
	const open: string[] = [];
	let failed = false;
	return words.map((word) => {
		const partner = partners[word];
		if (partner === undefined) open.push(word);
		else failed = open.pop() !== partner || failed;
		if (failed) return 'F';
		return open.length === 0 ? 'T' : 'P';
	});
}

/** Parentheses of which about every second text is balanced, where its length allows that; the others have a wrong one somewhere. */
export function randomParentheses(random: Random, kinds: readonly string[], length: number): readonly string[] {
	const open: string[] = [];
	const words = Array.from({ length }, (_, index) => {
		const [opening = '', closing = ''] = kinds[randomInteger(random, 0, kinds.length - 1)] ?? '';
		const mustClose = open.length >= length - index;
		if (open.length > 0 && (mustClose || random() < 0.5)) return open.pop() ?? '';
		open.push(closing);
		return opening;
	});
	if (length === 0 || random() < 0.5) return words;
	const wrong = randomInteger(random, 0, length - 1);
	const all = kinds.flatMap((kind) => [...kind]);
	return words.map((word, index) => {
		const others = all.filter((each) => each !== word);
		return index === wrong ? (others[randomInteger(random, 0, others.length - 1)] ?? word) : word;
	});
}
