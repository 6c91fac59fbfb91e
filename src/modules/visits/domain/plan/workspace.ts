import type * as Y from 'yjs';
import type { DocumentKind, RootRule } from '#core/document-kind';
import { formatDocumentName } from '#core/document-name';

const ROOTS: Readonly<Record<string, RootRule>> = {
	/** `visit/src.start` …: what the source of a visit says; replaced when the source changes, never removed. */
	visits: 'keep',
	/** `visit/start/op` …: the registers; `absence/carer/day/op`. */
	ops: 'append',
	/** `visit/person/n`: what happened. */
	registrations: 'append'
};

/** A team's day, planned together by planners and carers. */
export const PLAN_KIND: DocumentKind = {
	kind: 'plan',
	form: 'workspace',
	parts: 'day',
	rootRule: (root) => (Object.hasOwn(ROOTS, root) ? (ROOTS[root] ?? null) : null)
};

/** The name of the plan of a team's day, as 2026-11-23. */
export function planDocument(team: string, day: string, epoch = 1): string {
	return formatDocumentName({ kind: PLAN_KIND.kind, scope: team, partition: day, epoch });
}

/** The maps of a plan document. A root needs no creating, so two devices that begin the same day begin the same day. */
export interface PlanRoots {
	visits: Y.Map<unknown>;
	ops: Y.Map<unknown>;
	registrations: Y.Map<unknown>;
}

/** The maps of a plan document. */
export function planRoots(doc: Y.Doc): PlanRoots {
	return {
		visits: doc.getMap('visits'),
		ops: doc.getMap('ops'),
		registrations: doc.getMap('registrations')
	};
}

/** The first part of the keys of absences in `ops`; visits have other ids. */
export const ABSENCE = 'absence';
