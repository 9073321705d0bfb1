import { closest, describeValue } from '@alta-ts/diagnostics';
import { DTYPES } from './tensor.js';

/** What is wrong with a dtype, and what to write instead; undefined where nothing is. */
export function dtypeFault(dtype: unknown): { readonly fault: string; readonly fix: string } | undefined {
	if (DTYPES.some((each) => each === dtype)) return undefined;
	const all = DTYPES.join(', ');
	if (typeof dtype !== 'string') return { fault: `its dtype is ${describeValue(dtype)}`, fix: `Write one of ${all}.` };
	const short = dtype
		.replace(/^bfloat/, 'bf')
		.replace(/^float/, 'f')
		.replace(/^int/, 'i');
	const meant = closest(short, DTYPES);
	return {
		fault: `there is no dtype "${dtype}"`,
		fix: meant === undefined ? `Write one of ${all}.` : `Write "${meant}", or another of ${all}.`,
	};
}
