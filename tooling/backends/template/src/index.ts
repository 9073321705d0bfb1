export { createNewBackend, probeNewBackend } from './create-new-backend.js';
