/** A text as it fits on paper; `cut` when something had to be left out. */
export interface Fitted {
	text: string;
	cut: boolean;
}

/** How many lines a text takes on paper where `width` characters fit on a line. */
export function linesOf(text: string, width: number): number {
	return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}

/** The beginning of a text that fits on some lines, with … where it had to be cut, at the end of a word if there is one. */
export function fitText(text: string, lines: number, width: number): Fitted {
	const whole = text.trim();
	if (linesOf(whole, width) <= lines) return { text: whole, cut: false };
	if (lines < 1) return { text: '', cut: true };
	const kept: string[] = [];
	let left = lines;
	for (const line of whole.split('\n')) {
		const room = left * width;
		left -= linesOf(line, width);
		if (left > 0) kept.push(line);
		else {
			const fits = line.length + 2 <= room;
			kept.push(`${(fits ? line : withoutLastWord(line.slice(0, room - 2))).trimEnd()} …`);
			break;
		}
	}
	return { text: kept.join('\n'), cut: true };
}

function withoutLastWord(text: string): string {
	return text.replace(/\s\S{0,20}$/u, '');
}

/** Divides lines of paper: each part gets what it needs where there is room, else the larger ones share what is left. */
export function shareLines(room: number, needs: readonly number[]): number[] {
	const shares = needs.map(() => 0);
	let left = Math.max(0, room);
	const smallestFirst = needs.map((need, index) => ({ need, index })).sort((a, b) => a.need - b.need);
	for (const [done, { need, index }] of smallestFirst.entries()) {
		const share = Math.min(need, Math.floor(left / (needs.length - done)));
		shares[index] = share;
		left -= share;
	}
	return shares;
}
