export { type AfterwardsLine, type LineState, afterwardsLines, openLines } from './lines.ts';
export { type AfterwardsEntry, registerAfterwards } from './register-afterwards.ts';
