#pragma once

/* The destinations of every connect of this process, for streams and datagrams, whichever part of it asks. It keeps
   nothing until it is started. */

/* Forgets what was kept, and keeps from now on. */
void cconnectlog_start(void);

/* How many destinations have been kept; not more than fit. */
int cconnectlog_count(void);

/* Writes one as text, such as "127.0.0.1:5222", "[::1]:5222" or "a file", with its NUL. */
void cconnectlog_read(int place, char *text, int size);
