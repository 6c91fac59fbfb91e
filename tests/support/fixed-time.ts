import { liveFrom } from './time.ts';

// Every file of the tests without a browser begins at the same moment: on a Wednesday, in the middle of month and day.
liveFrom(Date.parse('2027-05-12T10:00+02:00'));
