import { redirect } from '@sveltejs/kit';

/** The app opens at the list of orders; whoever has none is led to the own first page (`isClosedTo`, `homeOf`). */
export function load(): never {
	redirect(307, '/arbetsorder');
}
