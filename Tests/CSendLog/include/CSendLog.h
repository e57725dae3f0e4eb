#pragma once

/* How this process repeats the TLS writes that the library could not finish (GNUTLS_E_AGAIN, GNUTLS_E_INTERRUPTED): its
   documentation wants the same call again, or one without data. It keeps nothing until it is started. */

/* Forgets what was kept, and keeps from now on. */
void csendlog_start(void);

/* How many unfinished writes were repeated as they are to be. */
int csendlog_repeated(void);

/* How many were followed by another call. */
int csendlog_replaced(void);
