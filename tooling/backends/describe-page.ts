import { describeOnDevice } from '@alta-ts/backend-kit/vitest';
import type { Availability, Backend } from '@alta-ts/tensor';
import { assert, expect, test } from 'vitest';
import { adapterIn, sectionOf, withSection } from './sections.js';

/** A backend of the page. */
export interface PageEntry {
	readonly create: () => Backend | Promise<Backend>;
	readonly probe: () => Availability | Promise<Availability>;
}

/**
 * Registers tests that compare docs/backends.md with what backends say of themselves, and write it where vitest writes snapshots (`-u`). A backend
 * without its device here, or with another adapter than the page tells of, is not run, and its section stays as it is.
 *
 * @param page what docs/backends.md says now
 * @param entries backends, by the names of their sections
 */
export async function describePage(page: string, entries: Readonly<Record<string, PageEntry>>): Promise<void> {
	let now = page;
	for (const [name, { create, probe }] of Object.entries(entries)) {
		const here = fitting(await probe(), adapterIn(page, name));
		if (here.available) {
			const backend = await create();
			now = withSection(now, name, sectionOf(name, backend));
			backend.dispose();
		} else {
			const { reason } = here;
			describeOnDevice(`docs/backends.md, ${name}`, here, () => {
				test('its section is looked at', () => assert.fail(reason));
			});
		}
	}
	test(`docs/backends.md says of ${Object.keys(entries).join(', ')} what they say of themselves`, async () => {
		await expect(now).toMatchFileSnapshot('../../docs/backends.md');
	});
}

/** Whether the page is about this adapter. */
function fitting(here: Availability, told: string | undefined): Availability {
	if (!here.available || told === undefined || told === here.adapter.name) return here;
	const fix = 'Take its section out of the page and write the page anew.';
	return { available: false, reason: `The page tells of ${told}, but here is ${here.adapter.name}.`, fix };
}
