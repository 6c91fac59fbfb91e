export { type AfterwardsLine, type LineState, afterwardsLines, nearPlanned, openLines } from './lines.ts';
export { type AfterwardsEntry, registerAfterwards } from './register-afterwards.ts';
