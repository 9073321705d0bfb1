import { createReferenceBackend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { adapterIn, sectionOf, withSection } from './sections.js';

const { capabilities } = createReferenceBackend();
const on = (name: string): string => sectionOf('mine', { adapter: { name, description: '', software: false }, capabilities });
const page = '# Page\n\nWords.\n\n## mine\n\nAdapter: `old`\n\nA table.\n\n## mine too\n\nAdapter: `other`\n';

test('a section tells the adapter and what the backend can do', () => {
	expect(on('new')).toMatch(/^## mine\n\nAdapter: `new`\n\n\| op \| f32 .*\n/);
	expect(on('new')).toContain('| gather | ✓ | ✓ | ✓ | ✓ |');
});

test('the adapter of a section is found again', () => {
	expect(adapterIn(page, 'mine')).toBe('old');
	expect(adapterIn(page, 'mine too')).toBe('other');
	expect(adapterIn(page, 'yours')).toBeUndefined();
	expect(adapterIn(withSection(page, 'mine', on('new')), 'mine')).toBe('new');
});

test('a section takes the place of the one of its name, and all else stays', () => {
	const next = withSection(page, 'mine', on('new'));
	expect(next.startsWith('# Page\n\nWords.\n\n## mine\n\nAdapter: `new`\n')).toBe(true);
	expect(next.endsWith('\n\n## mine too\n\nAdapter: `other`\n')).toBe(true);
	expect(next).not.toContain('A table.');
	expect(withSection(next, 'mine', on('new'))).toBe(next);
	expect(withSection('# Page\n', 'mine', on('new'))).toBe(`# Page\n\n${on('new')}`);
});
