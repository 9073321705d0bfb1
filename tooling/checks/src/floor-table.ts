/** Where a package stands, and what it may import. */
export interface Row {
	readonly floor: number;
	/** The highest packages it may import; what those may import is allowed too. `below`: everything on a lower floor. */
	readonly imports: readonly string[] | 'below';
	/** What its tests may import on top of that. */
	readonly tests?: readonly string[];
}

/**
 * The packages by the names of their folders, as the architecture lists them. A package that is not here fails the check:
 * a new one gets its row first.
 */
export const floorTable: Readonly<Record<string, Row>> = {
	diagnostics: { floor: 0, imports: [] },
	core: { floor: 1, imports: ['diagnostics'] },
	tensor: { floor: 1, imports: ['diagnostics'] },
	interpreter: { floor: 2, imports: ['core'] },
	rasp: { floor: 2, imports: ['core'] },
	model: { floor: 2, imports: ['core'] },
	'backend-kit': { floor: 2, imports: ['tensor'] },
	programs: { floor: 3, imports: ['core', 'rasp'] },
	compiler: { floor: 3, imports: ['core', 'model'] },
	'backend-cpu': { floor: 3, imports: ['tensor'], tests: ['backend-kit'] },
	'backend-webgpu': { floor: 3, imports: ['tensor'], tests: ['backend-kit'] },
	'backend-gpujs': { floor: 3, imports: ['tensor'], tests: ['backend-kit'] },
	transformer: { floor: 3, imports: ['model', 'tensor'] },
	viz: { floor: 3, imports: ['core', 'model'] },
	verify: { floor: 4, imports: ['interpreter', 'compiler', 'transformer', 'tensor'] },
	suite: { floor: 5, imports: ['verify', 'programs'], tests: ['backend-kit', 'backend-cpu', 'backend-webgpu', 'backend-gpujs'] },
	training: { floor: 5, imports: 'below' },
	decompiler: { floor: 5, imports: 'below' },
	'alta-ts': { floor: 6, imports: 'below' },
};

/** The folder of the package an import names, or undefined where it names none of ours: `@alta-ts/core/x` gives `core`. */
export function ownPackage(specifier: string): string | undefined {
	if (specifier === 'alta-ts' || specifier.startsWith('alta-ts/')) return 'alta-ts';
	return /^@alta-ts\/([^/]+)/.exec(specifier)?.[1];
}

/** Every package that the sources, or the tests, of a package may import. */
export function allowedImports(
	folder: string,
	part: 'sources' | 'tests',
	table: Readonly<Record<string, Row>> = floorTable,
): ReadonlySet<string> {
	const row = table[folder];
	if (row === undefined) return new Set();
	const direct = row.imports === 'below' ? Object.keys(table).filter((each) => (table[each]?.floor ?? row.floor) < row.floor) : row.imports;
	const named = part === 'tests' ? [...direct, ...(row.tests ?? [])] : direct;
	return new Set(named.flatMap((each) => [each, ...allowedImports(each, 'sources', table)]));
}
