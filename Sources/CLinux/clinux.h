/// Linux calls that Swift's Glibc module leaves out, or whose types it cannot see.
///
/// Every function returns 0 or a positive value on success and a negative errno otherwise.
#pragma once

#include <errno.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

/// struct ucred as the kernel gives it; glibc shows its own only to GNU sources (unix(7)).
struct clinux_peer {
    int32_t pid;
    uint32_t uid;
    uint32_t gid;
};

/// Who is at the other end of a Unix stream socket: SO_PEERCRED, as of connect(2).
static inline int clinux_peer_credentials(int descriptor, struct clinux_peer *peer) {
    socklen_t length = sizeof *peer;
    return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, peer, &length) == 0 ? 0 : -errno;
}

/// The peer's supplementary groups: SO_PEERGROUPS. `capacity` is in groups.
/// @return how many there are (-ERANGE when `groups` is too small).
static inline int clinux_peer_groups(int descriptor, uint32_t *groups, int capacity) {
    socklen_t length = (socklen_t)capacity * sizeof *groups;
    if (getsockopt(descriptor, SOL_SOCKET, 59 /* SO_PEERGROUPS */, groups, &length) != 0)
        return -errno;
    return (int)(length / sizeof *groups);
}

/// A timer on CLOCK_REALTIME that can be polled: timerfd_create(2).
static inline int clinux_wall_timer(void) {
    int descriptor = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    return descriptor >= 0 ? descriptor : -errno;
}

/// Rings at `microseconds` since 1970 UTC, or when the clock is set (TFD_TIMER_CANCEL_ON_SET).
static inline int clinux_wall_timer_arm(int descriptor, int64_t microseconds) {
    if (microseconds < 1) microseconds = 1; // all zeroes would disarm it
    struct itimerspec when = {
        .it_value = {microseconds / 1000000, (microseconds % 1000000) * 1000}};
    int flags = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET;
    return timerfd_settime(descriptor, flags, &when, NULL) == 0 ? 0 : -errno;
}

/// Takes the expiry off the timer. @return 0, or -ECANCELED when the clock was set, or -EAGAIN.
static inline int clinux_wall_timer_take(int descriptor) {
    uint64_t expirations;
    return read(descriptor, &expirations, sizeof expirations) < 0 ? -errno : 0;
}

/// Whether a time source keeps CLOCK_REALTIME: STA_UNSYNC of adjtimex(2), which here only reads.
/// @return 1 or 0, or a negative errno where a sandbox does not let it be read.
static inline int clinux_clock_is_synchronised(void) {
    struct timex state = {0};
    if (adjtimex(&state) < 0) return -errno;
    return (state.status & STA_UNSYNC) == 0;
}
