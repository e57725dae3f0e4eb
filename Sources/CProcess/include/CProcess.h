#pragma once

#include <sys/types.h>

/// Starts `arguments[0]`, looked up in PATH, as the leader of a session of its own, without a terminal. It gets
/// the three descriptors as its standard ones and no other, every signal at its default and none blocked.
/// Returns 0 and sets `child`, or returns the error number. The last of `arguments` is NULL.
int cprocess_spawn(char *const arguments[], int input, int output, int errors, pid_t *child);

/// Makes a pipe that a started program does not inherit by itself, with a read end that never blocks.
/// Returns 0, or -1 with errno set.
int cprocess_pipe(int *read_end, int *write_end);

/// A descriptor that is readable once the child `number` has ended, or -1 with errno set.
int cprocess_watch(pid_t number);

/// Forbids memory images of this process and that others of the same user look into it (PR_SET_DUMPABLE 0).
/// Returns 0, or the error number.
int cprocess_forbid_dumps(void);

/// Takes one heap for all threads that are still to come, and from now on gives what has at least `large` bytes back to
/// the system when it is freed. Returns 0, or -1 when the C library does not.
int cprocess_keep_heap_small(int large);
