#pragma once
#include <ares.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

/* Makes a channel whose sockets are told to `changed` whenever another readiness is waited for. */
static inline int porch_open_channel(ares_channel *channel, int flags, int timeout, int tries,
                                     ares_sock_state_cb changed, void *context) {
    struct ares_options options;
    memset(&options, 0, sizeof options);
    options.flags = flags;
    options.timeout = timeout;
    options.tries = tries;
    options.sock_state_cb = changed;
    options.sock_state_cb_data = context;
    int code = ares_library_init(ARES_LIB_INIT_ALL);
    if (code != ARES_SUCCESS) return code;
    code = ares_init_options(channel, &options,
                             ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB);
    if (code != ARES_SUCCESS) ares_library_cleanup();
    return code;
}

static inline void porch_close_channel(ares_channel channel) {
    ares_destroy(channel);
    ares_library_cleanup();
}

/* Milliseconds until the channel wants to be called although no socket is ready; -1 for never. */
static inline long porch_patience(ares_channel channel) {
    struct timeval time;
    struct timeval *found = ares_timeout(channel, NULL, &time);
    return found ? (long)found->tv_sec * 1000 + found->tv_usec / 1000 + 1 : -1;
}

static inline void porch_process(ares_channel channel, int readable, int writable) {
    ares_process_fd(channel, readable < 0 ? ARES_SOCKET_BAD : readable,
                    writable < 0 ? ARES_SOCKET_BAD : writable);
}

/* How many addresses of its family an entry has. */
static inline int porch_address_count(const struct hostent *entry) {
    int count = 0;
    while (entry->h_addr_list[count]) count++;
    return count;
}
