#pragma once
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <gnutls/crypto.h>
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/types.h>

/* What a TLS session knows of the socket under it. GnuTLS reports a failed read or write by one code only, so
   the system's own error is kept here. */
struct porch_wire {
    int fd;
    int receive_error;      /* errno of the last failed read that was not "try again", 0 if none */
    int send_error;         /* the same for writes */
    unsigned char heard;    /* the first bytes have been looked at */
    unsigned char not_tls;  /* they were no TLS record header */
};

/* A TLS record starts with its type, 20 to 23, and the major version, 3 (RFC 8446 5.1). A peer that answers in
   plain text is found out by its first bytes, without waiting for as many as a record header needs. */
static inline int porch_is_record_start(const unsigned char *bytes, size_t count) {
    if (count == 0) return 1;
    if (bytes[0] < 20 || bytes[0] > 23) return 0;
    return count == 1 || bytes[1] == 3;
}

static inline ssize_t porch_pull(gnutls_transport_ptr_t ptr, void *data, size_t count) {
    struct porch_wire *wire = (struct porch_wire *)ptr;
    ssize_t got = recv(wire->fd, data, count, MSG_DONTWAIT);
    if (got > 0 && !wire->heard) {
        wire->heard = 1;
        if (!porch_is_record_start((const unsigned char *)data, (size_t)got)) {
            wire->not_tls = 1;
            errno = EPROTO;
            return -1;
        }
    }
    if (got < 0 && errno != EAGAIN && errno != EINTR) wire->receive_error = errno;
    return got;
}

static inline ssize_t porch_push(gnutls_transport_ptr_t ptr, const void *data, size_t count) {
    struct porch_wire *wire = (struct porch_wire *)ptr;
    ssize_t put = send(wire->fd, data, count, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (put < 0 && errno != EAGAIN && errno != EINTR) wire->send_error = errno;
    return put;
}

static inline int porch_pull_timeout(gnutls_transport_ptr_t ptr, unsigned int milliseconds) {
    struct porch_wire *wire = (struct porch_wire *)ptr;
    struct pollfd watched = { wire->fd, POLLIN, 0 };
    return poll(&watched, 1, (int)milliseconds);
}

static inline int porch_new_client(gnutls_session_t *session) {
    /* Servers that know keys rather than issuers name issuers all the same: a certificate of ours is shown to them too. */
    return gnutls_init(session, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL | GNUTLS_FORCE_CLIENT_CERT);
}

static inline int porch_new_server(gnutls_session_t *session) {
    return gnutls_init(session, GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
}

static inline void porch_attach(gnutls_session_t session, struct porch_wire *wire) {
    gnutls_transport_set_ptr(session, wire);
    gnutls_transport_set_pull_function(session, porch_pull);
    gnutls_transport_set_pull_timeout_function(session, porch_pull_timeout);
    gnutls_transport_set_push_function(session, porch_push);
}

/* Whether the peer's chain leads to a trusted root and may be used by a TLS server; the names are looked at
   elsewhere. Returns 0 and the set of complaints, or a negative GnuTLS error. */
static inline int porch_verify_server_chain(gnutls_session_t session, unsigned int *status) {
    gnutls_typed_vdata_st wanted;
    wanted.type = GNUTLS_DT_KEY_PURPOSE_OID;
    wanted.data = (unsigned char *)GNUTLS_KP_TLS_WWW_SERVER;
    wanted.size = 0;
    return gnutls_certificate_verify_peers(session, &wanted, 1, status);
}

/* gnutls_free is a changeable global, which Swift does not let through. */
static inline void porch_free_datum(gnutls_datum_t *datum) {
    gnutls_free(datum->data);
    datum->data = NULL;
    datum->size = 0;
}
