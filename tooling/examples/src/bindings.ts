import type { ImportDeclaration } from 'oxc-parser';

/** One name that an import statement brings in, or, with `local` undefined, an import for its effect alone. */
export interface Binding {
	readonly source: string;
	/** The name in the module, `*` for the module itself. */
	readonly imported: string;
	readonly local: string | undefined;
	readonly isType: boolean;
	/** Where it stands, for messages. */
	readonly place: string;
}

/** The names an import statement brings in. */
export function bindingsOf(statement: ImportDeclaration, place: string): readonly Binding[] {
	const source = statement.source.value;
	const { specifiers } = statement;
	if (specifiers.length === 0) return [{ source, imported: '', local: undefined, isType: false, place }];
	return specifiers.map((each) => {
		const local = each.local.name;
		const whole = statement.importKind === 'type';
		if (each.type === 'ImportDefaultSpecifier') return { source, imported: 'default', local, isType: whole, place };
		if (each.type === 'ImportNamespaceSpecifier') return { source, imported: '*', local, isType: whole, place };
		const imported = each.imported.type === 'Identifier' ? each.imported.name : each.imported.value;
		return { source, imported, local, isType: whole || each.importKind === 'type', place };
	});
}

/**
 * Writes the import statements of a test file out of those of its examples, each name once.
 *
 * @throws an `Error` that names both places where two examples give one name to different things.
 */
export function mergeImports(bindings: readonly Binding[]): readonly string[] {
	const byName = new Map<string, Binding>();
	for (const binding of bindings) {
		const name = binding.local ?? `"${binding.source}"`;
		const earlier = byName.get(name);
		if (earlier !== undefined && (earlier.source !== binding.source || earlier.imported !== binding.imported))
			throw new Error(`${binding.place}: "${name}" is something else than in ${earlier.place}. Give it another name.`);
		if (earlier === undefined || earlier.isType) byName.set(name, binding);
	}
	const merged = [...byName.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
	return merged.map(importStatement);
}

function key({ source, local = '' }: Binding): string {
	return `${source} ${local}`;
}

function importStatement({ source, imported, local, isType }: Binding): string {
	const from = `'${source}';`;
	if (local === undefined) return `import ${from}`;
	const word = isType ? 'import type' : 'import';
	if (imported === '*') return `${word} * as ${local} from ${from}`;
	return `${word} { ${imported === local ? local : `${imported} as ${local}`} } from ${from}`;
}
