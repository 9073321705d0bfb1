import { isAltaError } from '@alta-ts/diagnostics';
import { createReferenceBackend, watchAllocations } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { createTransformer } from './index.js';
import { spread } from './testing/small-models.js';

const four = ['START', 'a', 'a', 'a'];

function isRefused(error: unknown): boolean {
	return isAltaError(error) && error.code === 'ALTA6012';
}

test('a disposed transformer runs no more (ALTA6012), and its backend stays open', async () => {
	const backend = createReferenceBackend();
	const transformer = await createTransformer(spread, backend);
	transformer.dispose();
	await expect(transformer.run([])).rejects.toSatisfy(isRefused);
	expect(await (await createTransformer(spread, backend)).run([['START']])).toMatchObject([{ output: [true] }]);
});

test('a transformer that is disposed during runs ends them first, and gives its memory back then', async () => {
	const watch = watchAllocations(createReferenceBackend());
	const transformer = await createTransformer(spread, watch.backend);
	const runs = [transformer.run([four]), transformer.run([four], { hooks: [{ name: () => true, visit: () => {} }] })];
	transformer.dispose();
	transformer.dispose();
	await expect(transformer.run([four])).rejects.toSatisfy(isRefused);
	const ended = { output: [true, true, true, true], layers: 3, halted: true };
	expect(await Promise.all(runs)).toMatchObject([[ended], [ended]]);
	watch.check();
});

test('a run that fails after its transformer was disposed gives the memory back, too', async () => {
	const watch = watchAllocations(createReferenceBackend());
	const transformer = await createTransformer(spread, watch.backend);
	const stop = (): void => {
		throw new RangeError('stop');
	};
	const running = transformer.run([four], { hooks: [{ name: 'embedding', visit: stop }] });
	transformer.dispose();
	await expect(running).rejects.toThrow('stop');
	watch.check();
});
