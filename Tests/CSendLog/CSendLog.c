#define _GNU_SOURCE
#include "CSendLog.h"
#include <dlfcn.h>
#include <gnutls/gnutls.h>
#include <pthread.h>
#include <stddef.h>

/* The one write that is under way: the test has one connection that writes so much. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int started, repeated, replaced;
static gnutls_session_t session;
static const void *data;
static size_t size;

static void begin(gnutls_session_t now, const void *bytes, size_t count) {
    if (session != now) return;
    int same = (!bytes && count == 0) || (bytes == data && count == size);
    if (same) repeated++; else replaced++;
    session = NULL;
}

/* This program's own definitions come before those of the system's library. */
ssize_t gnutls_record_send(gnutls_session_t now, const void *bytes, size_t count) {
    ssize_t (*library_send)(gnutls_session_t, const void *, size_t) = dlsym(RTLD_NEXT, "gnutls_record_send");
    pthread_mutex_lock(&lock);
    if (started) begin(now, bytes, count);
    pthread_mutex_unlock(&lock);
    ssize_t sent = library_send(now, bytes, count);
    pthread_mutex_lock(&lock);
    if (started && (sent == GNUTLS_E_AGAIN || sent == GNUTLS_E_INTERRUPTED)) {
        session = now;
        if (bytes) { data = bytes; size = count; }
    }
    pthread_mutex_unlock(&lock);
    return sent;
}

static int read_count(const int *count) {
    pthread_mutex_lock(&lock);
    int found = *count;
    pthread_mutex_unlock(&lock);
    return found;
}

void csendlog_start(void) {
    pthread_mutex_lock(&lock);
    started = 1;
    repeated = replaced = 0;
    session = NULL;
    pthread_mutex_unlock(&lock);
}

int csendlog_repeated(void) { return read_count(&repeated); }
int csendlog_replaced(void) { return read_count(&replaced); }
