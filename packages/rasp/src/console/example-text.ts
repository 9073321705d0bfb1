import type { Paint } from '@alta-ts/diagnostics';
import type { Which } from '../language/syntax.js';
import type { Session } from '../session/session.js';

/** The examples that s-ops and selectors are shown on. */
export function exampleText(which: Which, { examples }: Session, paint: Paint): string {
	const sOp = `${paint.dim('s-ops are shown on')} ${examples.sOp.input.text}\n`;
	const selector = `${paint.dim('selectors are shown on')} ${examples.selector.input.text}\n`;
	if (which === 'both')
		return examples.sOp.input.text === examples.selector.input.text ? sOp.replace('s-ops', 's-ops and selectors') : sOp + selector;
	return which === 's-op' ? sOp : selector;
}
