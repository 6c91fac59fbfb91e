import type { Drawing } from '#core/sheet';
import { type SheetStamp, type SheetTools, fit, line, text } from './paper.ts';
import type { SheetDay } from './sheet-day.ts';

const TITLE = 16; // points
const PLAIN = 9.5; // points
const SMALL = 7.5; // points

/** What stands at the head of a page. */
export interface Head {
	title: string;
	/** The line under the day, for example when somebody works. */
	line: string;
	code: { x: number; y: number; size: number; text: string };
}

/** Head and foot of a page: whose day, which copy, how old, and until when it may be kept. */
export function frame(
	day: SheetDay,
	stamp: SheetStamp,
	{ measure, code, words }: SheetTools,
	about: Head & { width: number; height: number; page: number; pages: number; margin: number }
): Drawing[] {
	const { margin, width, height } = about;
	const room = about.code.x - margin - 4;
	const { team } = day.facts;
	const phones = team.phones.map(({ about: what, number }) => words.phone(what, number)).join(' · ');
	const put = (y: number, said: string, size: number, bold = false) =>
		text(
			margin,
			y,
			fit(said, room, (part) => measure(part, size, bold)),
			size,
			{ bold }
		);
	const foot = height - 9;
	return [
		put(17, about.title, TITLE, true),
		put(24, `${words.day(day.plan.day)} · ${team.name}`, 11, true),
		put(30, about.line, PLAIN),
		put(36, phones, PLAIN),
		{ kind: 'code', x: about.code.x, y: about.code.y, size: about.code.size, rows: code(about.code.text) },
		line(margin, foot - 4, width - margin, foot - 4),
		text(margin, foot, `${words.copy(stamp.copy)} · ${words.made(stamp.madeAt, stamp.source)}`, SMALL, { bold: true }),
		text(margin, foot + 3.6, words.destroy(stamp.destroyBy), SMALL),
		text(width - margin, foot, words.page(about.page, about.pages), SMALL, { bold: true, align: 'right' })
	];
}
