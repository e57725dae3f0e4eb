// What Swift's view of the system's clocks lacks.
#ifndef CCLOCK_H
#define CCLOCK_H

/// A descriptor that becomes readable when the machine's clock was set or the machine has slept, and never
/// otherwise; -1 when the system refuses. The caller closes it.
int cclock_watch(void);

/// Reads the descriptor, so that it becomes readable at the next such change and not before.
void cclock_rearm(int descriptor);

#endif
