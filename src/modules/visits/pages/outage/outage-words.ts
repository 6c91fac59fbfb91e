import Check from '@lucide/svelte/icons/check';
import CircleStop from '@lucide/svelte/icons/circle-stop';
import FileText from '@lucide/svelte/icons/file-text';
import Gavel from '@lucide/svelte/icons/gavel';
import Phone from '@lucide/svelte/icons/phone';
import PhoneOff from '@lucide/svelte/icons/phone-off';
import Siren from '@lucide/svelte/icons/siren';
import Square from '@lucide/svelte/icons/square';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import Shredder from '@lucide/svelte/icons/shredder';
import UserRound from '@lucide/svelte/icons/user-round';
import type { ChecklistItem, Outage, ReportedCopy, TimelineEntry } from '#modules/visits/domain/outage/index.ts';
import type { TeamFacts } from '#modules/visits/domain/index.ts';
import { t } from '#modules/visits/words/index.ts';
import type { IconComponent } from '#ui/icon.ts';

const routine: Readonly<Record<string, string>> = t.outageMode.checklist.items;
const kinds: Readonly<Record<string, string>> = t.copies.log.kinds;

/** The icon of each kind of happening. */
export const TIMELINE_ICONS: Readonly<Record<TimelineEntry['kind'], IconComponent>> = {
	started: Siren,
	ended: CircleStop,
	coordinator: UserRound,
	checked: Check,
	unchecked: Square,
	note: StickyNote,
	decision: Gavel,
	reached: Phone,
	'not-reached': PhoneOff,
	copy: FileText,
	handed: FileText,
	destroyed: Shredder
};

/** What an item of the checklist says: the organisation's words, or the routine's. */
export function itemText({ id, text }: ChecklistItem): string {
	return text ?? routine[id] ?? id;
}

/** What a copy is, and of which days. */
export function copyText({ what, from, to }: Pick<ReportedCopy, 'what' | 'from' | 'to'>): string {
	return `${kinds[what] ?? what} ${from === to ? from : `${from} – ${to}`}`;
}

/** What a happening was about, in words. */
export function timelineText({ kind, text, about }: TimelineEntry, outage: Outage, facts: TeamFacts): string {
	if (kind === 'checked' || kind === 'unchecked') {
		const item = outage.checklist.find(({ id }) => id === about);
		return item ? itemText(item) : about;
	}
	if (kind === 'reached' || kind === 'not-reached') return facts.carers.get(about)?.name ?? '';
	return text;
}
