export { codes } from './codes.js';
