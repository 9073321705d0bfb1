import { defineConfig } from 'vite';
import { playgroundConfig } from './src/build/playground-config.js';

export default defineConfig(playgroundConfig);
