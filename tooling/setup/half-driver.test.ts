import { expect, test } from 'vitest';
import { dependencies, isRecent, packageFor } from './half-driver.mjs';

test('a driver is recent from Vulkan 1.4 on', () => {
	const manifest = (version: string): string => JSON.stringify({ ICD: { library_path: 'libvulkan_lvp.so', api_version: version } });
	expect(['1.1.230', '1.3.274', '1.4.305', '2.0.0'].map((version) => isRecent(manifest(version)))).toEqual([false, false, true, true]);
	expect(isRecent('{}')).toBe(false);
});

test('Debian 12 takes the package from its backports, by sources of its own', () => {
	const debian = packageFor('ID=debian\nVERSION_CODENAME=bookworm\n');
	expect(debian.package).toBe('mesa-vulkan-drivers/bookworm-backports');
	expect(debian.sources).toContain(' bookworm-backports main\n');
	expect(packageFor('ID=debian\nVERSION_CODENAME=trixie\n')).toEqual({ package: 'mesa-vulkan-drivers' });
	expect(packageFor('ID=ubuntu\nVERSION_CODENAME=noble\n')).toEqual({ package: 'mesa-vulkan-drivers' });
});

test('dependencies are names without versions', () => {
	expect(dependencies('libvulkan1, libc6 (>= 2.34), libstdc++6 (>= 11), zlib1g (>= 1:1.1.4) | zlib, libdrm2:any\n')).toEqual([
		'libvulkan1',
		'libc6',
		'libstdc++6',
		'zlib1g',
		'libdrm2',
	]);
	expect(dependencies('')).toEqual([]);
});
