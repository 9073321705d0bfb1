import { compile } from '@alta-ts/compiler';
import { saveModel } from '@alta-ts/model';
import { findTask } from '@alta-ts/programs';
import type { Plugin } from 'vite';
import { shippedModels } from '../shipped-models.js';

type ModelFiles = ReturnType<typeof saveModel>;

/** Compiles the models that come with the page, and puts their files into `models/NAME/`. */
export function compiledModels(): Plugin {
	const compiled = new Map<string, ModelFiles>();
	const filesOf = (name: string): ModelFiles => {
		const files = compiled.get(name) ?? compileTask(name);
		compiled.set(name, files);
		return files;
	};

	return {
		name: 'compiled-models',
		configureServer: ({ middlewares }) => {
			middlewares.use('/models', (request, response, next) => {
				const [name = '', path = ''] = (request.url ?? '').split('?')[0]?.split('/').slice(1) ?? [];
				const known = shippedModels.some((model) => model.name === name);
				const file = known ? new Map(Object.entries(filesOf(name))).get(path) : undefined;
				if (file === undefined) next();
				else response.end(file);
			});
		},
		generateBundle() {
			for (const { name } of shippedModels) {
				for (const [path, source] of Object.entries(filesOf(name))) {
					this.emitFile({ type: 'asset', fileName: `models/${name}/${path}`, source });
				}
			}
		},
	};
}

function compileTask(name: string): ModelFiles {
	const task = findTask(name);
	return saveModel(compile(task.program(), { codec: { name, options: task.defaults } }));
}
