/** What other areas show of visits: a conflict to settle, and a visit's fields in words. */
export { default as Conflict } from './plan/Conflict.svelte';
export { default as UndoBar } from './plan/UndoBar.svelte';
export { fieldInWords } from './plan/field-words.ts';
export { TeamDay, provideTeamDay } from './plan/team-day.svelte.ts';
export { awayInWords } from './plan/visit-words.ts';
