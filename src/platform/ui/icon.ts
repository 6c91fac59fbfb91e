import type { Component } from 'svelte';

/** A drawn symbol, as the icon package makes them. It is never alone: words stand beside it or are read out. */
export type IconComponent = Component<{ size?: number; 'aria-hidden'?: 'true' }>;
