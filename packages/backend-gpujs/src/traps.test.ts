import { describeTraps } from './testing/describe-traps.js';

describeTraps('webasm');
describeTraps('cpu');
