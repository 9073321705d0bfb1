/** What this package uses of WebAssembly, where there is some: a platform need not have it. */
interface WebAssemblyHost<Exports> {
	validate(bytes: Uint8Array): boolean;
	readonly Module: new (bytes: Uint8Array) => object;
	readonly Instance: new (module: object, imports: object) => { readonly exports: Exports };
	readonly Memory: new (limits: { readonly initial: number; readonly maximum: number }) => HostMemory;
}

/** A memory that modules and JavaScript share. Its buffer is another one after it has grown. */
export interface HostMemory {
	readonly buffer: ArrayBuffer;
	grow(pages: number): number;
}

/** WebAssembly, if the platform has it, for a module with these exports. */
export function webAssembly<Exports>(): WebAssemblyHost<Exports> | undefined {
	return Reflect.get(globalThis, 'WebAssembly');
}
