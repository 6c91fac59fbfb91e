import type { PlanVisit } from '#modules/visits/domain/index.ts';

/** What every dialog about one visit is given. */
export interface VisitAct {
	visit: PlanVisit;
	onclose: () => void;
	/** Goes on to another act on the same visit. */
	onchoose: (act: 'edit' | 'move' | 'register' | 'cancel' | 'split' | 'swap' | 'pin' | 'key') => void;
}
