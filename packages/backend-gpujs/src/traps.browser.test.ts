import { describeTraps } from './testing/describe-traps.js';

describeTraps('webgl2');
describeTraps('webgpu');
