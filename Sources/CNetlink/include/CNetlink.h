// What Swift's view of the system lacks: being told when the machine's addresses change.
#ifndef CNETLINK_H
#define CNETLINK_H

/// A descriptor that becomes readable when an interface or an address of the machine comes, goes or changes; -1 when the
/// system refuses. It never waits. The caller closes it.
int cnetlink_watch(void);

/// Reads what the descriptor has to say, so that it becomes readable at the next change and not before.
void cnetlink_drain(int descriptor);

#endif
