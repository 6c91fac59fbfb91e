import { dayAfter, swedishMoment } from '#swedish/dates';
import type { RestRules } from './rest-rules-data.ts';
import { clockTime } from '../plan/wall-time.ts';

const MINUTE = 60 * 1000; // milliseconds
const PERIOD = 24 * 60 * MINUTE; // 24 hours by any clock, also when clocks change
const WEEK = 7; // days

/**
 * A stretch that somebody works, in moments (milliseconds): elapsed time is what the rules count, and a clock on the
 * wall does not measure it. Jour is waiting at the workplace, beredskap waiting at home.
 */
export interface WorkBlock {
	from: number;
	to: number;
	kind: 'work' | 'jour' | 'beredskap';
	/** Blocks of one pass; without it, blocks close to each other are one pass. */
	pass?: string;
}

/** A rule that is broken, with the figures and the law. */
export interface RestReason {
	rule: 'R1' | 'R2' | 'R3' | 'R6' | 'R14';
	/** What there is, and what the rule asks for (R3, R14: allows), in minutes. */
	minutes: number;
	required: number;
	/** Which moments it is about. */
	from: number;
	to: number;
	source: string;
	version: string;
}

/** Whose time is judged, and how much of it is known. */
export interface RestSetting {
	rules: RestRules;
	/** When this person's 24 hours begin, in minutes after midnight (dygnsbryt). */
	dayBreak: number;
	/** The first and the last day whose work is known; periods that begin on other days are not judged. */
	firstDay: string;
	lastDay: string;
}

/** Work from the first start to the last end of one turn. */
interface Pass {
	from: number;
	to: number;
	blocks: WorkBlock[];
}

/** The rules of daily and weekly rest and of breaks that a person's work breaks, earliest first. */
export function restReasons(blocks: readonly WorkBlock[], setting: RestSetting): RestReason[] {
	const present = blocks.filter(({ kind }) => kind !== 'beredskap');
	const passes = passesOf(present, setting.rules);
	return [
		...dailyRest(present, setting),
		...restAfterPass(passes, setting.rules),
		...spanOfPass(passes, setting.rules),
		...weeklyRest(blocks, setting),
		...workWithoutBreak(passes, setting.rules)
	].sort((a, b) => a.from - b.from || a.rule.localeCompare(b.rule));
}

/** R1: some free stretch in each 24 hours from the person's own day break. */
function dailyRest(blocks: readonly WorkBlock[], setting: RestSetting): RestReason[] {
	const found: RestReason[] = [];
	for (let day = setting.firstDay; day <= setting.lastDay; day = dayAfter(day, 1)) {
		const from = momentOn(day, setting.dayBreak);
		const reason = restWithin(blocks, 'R1', [from, from + PERIOD], setting.rules.dailyRest, setting.rules);
		if (reason) found.push(reason);
	}
	return found;
}

/** R2: rest after every pass. After jour as long as the pass was, where that is longer. */
function restAfterPass(passes: readonly Pass[], rules: RestRules): RestReason[] {
	return passes.slice(1).flatMap((next, index) => {
		const pass = passes[index];
		if (!pass) return [];
		const hasJour = pass.blocks.some(({ kind }) => kind === 'jour');
		const required = hasJour ? Math.max(rules.dailyRest, pass.to - pass.from) : rules.dailyRest;
		const rest = next.from - pass.to;
		return rest < required ? [reason('R2', rest, required, [pass.to, next.from], rules)] : [];
	});
}

/** R3: from the first start of a pass to its last end, the hole of a split shift included. */
function spanOfPass(passes: readonly Pass[], rules: RestRules): RestReason[] {
	return passes.flatMap(({ from, to, blocks }) => {
		const hasJour = blocks.some(({ kind }) => kind === 'jour');
		const allowed = hasJour ? (rules.longestSpanWithJour ?? rules.longestSpan) : rules.longestSpan;
		return to - from > allowed ? [reason('R3', to - from, allowed, [from, to], rules)] : [];
	});
}

/** R6: a long free stretch in each period of seven days; waiting at home is not free. */
function weeklyRest(blocks: readonly WorkBlock[], setting: RestSetting): RestReason[] {
	const { rules, dayBreak, firstDay, lastDay } = setting;
	const required = rules.weeklyRest + (rules.includesDailyRest ? 0 : rules.dailyRest);
	const found: RestReason[] = [];
	for (let day = firstDay; dayAfter(day, WEEK - 1) <= lastDay; day = dayAfter(day, WEEK)) {
		const period = [momentOn(day, dayBreak), momentOn(dayAfter(day, WEEK), dayBreak)] as const;
		const reason = restWithin(blocks, 'R6', period, required, rules);
		if (reason) found.push(reason);
	}
	return found;
}

/** R14: no long work without a break. Short pauses count as work. */
function workWithoutBreak(passes: readonly Pass[], rules: RestRules): RestReason[] {
	return passes.flatMap(({ blocks }) => {
		const work = blocks.filter(({ kind }) => kind === 'work');
		return merge(work, rules.shortestBreak)
			.filter(({ from, to }) => to - from > rules.longestWithoutBreak)
			.map(({ from, to }) => reason('R14', to - from, rules.longestWithoutBreak, [from, to], rules));
	});
}

/** The passes of a person, earliest first: a split shift is one. */
export function passesOf(blocks: readonly WorkBlock[], rules: RestRules): Pass[] {
	const passes: Pass[] = [];
	for (const block of [...blocks].sort(byStart)) {
		const last = passes.at(-1);
		if (last && belongs(block, last, rules)) {
			last.blocks.push(block);
			last.to = Math.max(last.to, block.to);
		} else passes.push({ from: block.from, to: block.to, blocks: [block] });
	}
	return passes;
}

function belongs(block: WorkBlock, pass: Pass, rules: RestRules): boolean {
	const [first] = pass.blocks;
	if (block.pass !== undefined && first?.pass !== undefined) return block.pass === first.pass;
	return block.from - pass.to < rules.splitHole;
}

function restWithin(
	blocks: readonly WorkBlock[],
	rule: 'R1' | 'R6',
	[from, to]: readonly [number, number],
	required: number,
	rules: RestRules
): RestReason | null {
	const within = merge(blocks, 1).filter((block) => block.from < to && block.to > from);
	if (within.length === 0) return null;
	let longest = 0;
	let at = from;
	for (const block of within) {
		longest = Math.max(longest, block.from - at);
		at = Math.max(at, block.to);
	}
	longest = Math.max(longest, to - at);
	return longest < required ? reason(rule, longest, required, [from, to], rules) : null;
}

/** Blocks put together where less than `hole` lies between them. */
function merge(blocks: readonly WorkBlock[], hole: number): { from: number; to: number }[] {
	const merged: { from: number; to: number }[] = [];
	for (const { from, to } of [...blocks].sort(byStart)) {
		const last = merged.at(-1);
		if (last && from - last.to < hole) last.to = Math.max(last.to, to);
		else merged.push({ from, to });
	}
	return merged;
}

function reason(
	rule: RestReason['rule'],
	is: number,
	required: number,
	[from, to]: readonly [number, number],
	rules: RestRules
): RestReason {
	const minutes = (duration: number) => Math.round(duration / MINUTE);
	const { sources, version } = rules;
	return { rule, minutes: minutes(is), required: minutes(required), from, to, source: sources[rule], version };
}

/** A period begins when the clock on the wall says so, each day anew, and then lasts 24 real hours. */
function momentOn(day: string, minute: number): number {
	return swedishMoment(day, clockTime(minute)) ?? 0;
}

function byStart(a: WorkBlock, b: WorkBlock): number {
	return a.from - b.from || a.to - b.to;
}
