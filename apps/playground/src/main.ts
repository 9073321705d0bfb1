import { startPage } from './page/start-page.js';

startPage();
