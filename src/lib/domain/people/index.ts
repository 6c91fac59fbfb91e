export { policies } from './access.ts';
