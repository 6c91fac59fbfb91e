/** What other areas show of visits: a conflict to settle, and a visit's fields in words. */
export { default as Conflict } from './besok/Conflict.svelte';
export { default as UndoBar } from './besok/UndoBar.svelte';
export { fieldInWords } from './besok/field-words.ts';
export { TeamDay, provideTeamDay } from './besok/team-day.svelte.ts';
export { awayInWords } from './besok/visit-words.ts';
