import type { Planned } from '#modules/work-orders/domain/index.ts';
import { t } from '#modules/work-orders/words/index.ts';
import { dayInWords } from '#pages/parts/near-day.ts';

/** A planned day and its window as people say it: `tisdag 24 november, 08:00–12:00`. */
export function plannedInWords(planned: Planned | null): string {
	if (!planned) return t.order.noPlan;
	const window = [planned.from, planned.to].filter(Boolean).join('–');
	return t.order.plannedWindow(dayInWords(planned.day), window);
}
