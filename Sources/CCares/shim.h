#pragma once
#include <ares.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

/* The sockets of a channel: never blocking, and closed in programs that are started meanwhile. */
static inline ares_socket_t porch_socket(int family, int type, int protocol, void *context) {
    return socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol);
}

static inline int porch_close(ares_socket_t descriptor, void *context) {
    return close(descriptor);
}

static inline int porch_connect(ares_socket_t descriptor, const struct sockaddr *address, ares_socklen_t size,
                                void *context) {
    return connect(descriptor, address, size);
}

static inline ares_ssize_t porch_receive(ares_socket_t descriptor, void *bytes, size_t size, int flags,
                                         struct sockaddr *address, ares_socklen_t *length, void *context) {
    return recvfrom(descriptor, bytes, size, flags, address, length);
}

/* A refusal of an earlier datagram is told at the next one, which has not left then. It is sent after all, so that its
   own refusal is told by the socket, where the library takes it as the answer to all that it has asked. */
static inline ares_ssize_t porch_send(ares_socket_t descriptor, const struct iovec *parts, int count, void *context) {
    struct msghdr message;
    memset(&message, 0, sizeof message);
    message.msg_iov = (struct iovec *)parts;
    message.msg_iovlen = (size_t)count;
    ares_ssize_t sent = sendmsg(descriptor, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno == ECONNREFUSED) sent = sendmsg(descriptor, &message, MSG_NOSIGNAL);
    return sent;
}

static const struct ares_socket_functions porch_sockets = {porch_socket, porch_close, porch_connect, porch_receive,
                                                           porch_send};

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
    if (code == ARES_SUCCESS)
        ares_set_socket_functions(*channel, &porch_sockets, NULL);
    else
        ares_library_cleanup();
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

/* The channel's sockets are watched together by one descriptor, which is readable when one of them wants attention.
   Unlike a source of Dispatch it tells of a bare error too (a datagram that nobody wanted), and lets go of a socket
   that the library closes. */
static inline int porch_open_watch(void) {
    return epoll_create1(EPOLL_CLOEXEC);
}

static inline void porch_watch(int watch, int descriptor, int reading, int writing) {
    struct epoll_event wanted;
    memset(&wanted, 0, sizeof wanted);
    wanted.events = (reading ? EPOLLIN : 0) | (writing ? EPOLLOUT : 0);
    wanted.data.fd = descriptor;
    if (!reading && !writing)
        epoll_ctl(watch, EPOLL_CTL_DEL, descriptor, NULL);
    else if (epoll_ctl(watch, EPOLL_CTL_MOD, descriptor, &wanted) != 0)
        epoll_ctl(watch, EPOLL_CTL_ADD, descriptor, &wanted);
}

/* Lets the channel handle the sockets that want attention now, a few at most. */
static inline void porch_process_watched(ares_channel channel, int watch) {
    struct epoll_event ready[8];
    int count = epoll_wait(watch, ready, 8, 0);
    for (int place = 0; place < count; place++) {
        int broken = ready[place].events & (EPOLLERR | EPOLLHUP);
        int readable = ready[place].events & EPOLLIN || broken;
        int writable = ready[place].events & EPOLLOUT || broken;
        ares_process_fd(channel, readable ? ready[place].data.fd : ARES_SOCKET_BAD,
                        writable ? ready[place].data.fd : ARES_SOCKET_BAD);
    }
}

/* Lets the channel give up what is overdue. */
static inline void porch_process_time(ares_channel channel) {
    ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
}

/* How many addresses of its family an entry has. */
static inline int porch_address_count(const struct hostent *entry) {
    int count = 0;
    while (entry->h_addr_list[count]) count++;
    return count;
}
