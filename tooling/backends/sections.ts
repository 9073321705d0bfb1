import { capabilitiesTable } from '@alta-ts/backend-kit';
import type { Backend } from '@alta-ts/tensor';

/** The section of a page of backends that tells what one can do here. */
export function sectionOf(name: string, { adapter, capabilities }: Pick<Backend, 'adapter' | 'capabilities'>): string {
	return `## ${name}\n\n${ADAPTER}\`${adapter.name}\`\n\n${capabilitiesTable(capabilities)}`;
}

const ADAPTER = 'Adapter: ';

/** The adapter that the section of a backend tells of; undefined where there is no section. */
export function adapterIn(page: string, name: string): string | undefined {
	const line = partsOf(page)
		.find((part) => isOf(part, name))
		?.split('\n')
		.find((each) => each.startsWith(ADAPTER));
	return line?.slice(ADAPTER.length).replaceAll('`', '');
}

/** The page with a section in place of the one of the same name, or at the end where there was none. */
export function withSection(page: string, name: string, section: string): string {
	const parts = partsOf(page);
	const replaced = parts.map((part) => (isOf(part, name) ? section : part));
	const all = parts.some((part) => isOf(part, name)) ? replaced : [...parts, section];
	return `${all.map((part) => part.trimEnd()).join('\n\n')}\n`;
}

/** What comes before the first section, and the sections. */
function partsOf(page: string): readonly string[] {
	return page.split(/^(?=## )/m);
}

function isOf(part: string, name: string): boolean {
	return part.startsWith(`## ${name}\n`);
}
