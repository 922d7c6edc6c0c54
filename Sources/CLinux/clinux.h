/// Linux calls that Swift's Glibc module leaves out, or whose types it cannot see.
///
/// Every function returns 0 or a positive value on success and a negative errno otherwise.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdint.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/vfs.h>
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

/// A watch on folders that can be polled: inotify(7).
static inline int clinux_watch(void) {
    int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    return descriptor >= 0 ? descriptor : -errno;
}

/// Watches a folder for what comes into it. A folder that is watched already keeps its number.
/// @return its number, or -ENOTDIR where the name is no folder of its own but a link.
static inline int clinux_watch_folder(int descriptor, const char *path) {
    int number = inotify_add_watch(
        descriptor, path,
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_MODIFY | IN_DELETE_SELF | IN_MOVE_SELF
            | IN_ONLYDIR | IN_DONT_FOLLOW);
    return number >= 0 ? number : -errno;
}

/// What a struct inotify_event says of a name.
enum clinux_arrival {
    /// Events were lost: only a look at the folders tells what is there.
    CLINUX_LOST,
    /// Somebody who wrote to it has closed it, or it was moved here whole.
    CLINUX_WHOLE,
    /// Somebody made it, and has it open.
    CLINUX_CREATED,
    /// Somebody writes to it.
    CLINUX_MODIFIED,
    /// A folder was made, or the watched one has gone.
    CLINUX_CHANGED,
};

static inline enum clinux_arrival clinux_arrival_of(uint32_t mask) {
    if (mask & IN_Q_OVERFLOW) return CLINUX_LOST;
    if (mask & IN_ISDIR) return CLINUX_CHANGED;
    if (mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) return CLINUX_WHOLE;
    if (mask & IN_CREATE) return CLINUX_CREATED;
    return mask & IN_MODIFY ? CLINUX_MODIFIED : CLINUX_CHANGED;
}

/// Whether a folder lies where other machines, or other kernels' programs, may write to it: statfs(2)'s
/// magic numbers of NFS, SMB (smbfs, cifs, smb2), 9P, FUSE, AFS and Ceph.
/// @return 1 or 0, or a negative errno where the file system does not tell.
static inline int clinux_is_on_network(int descriptor) {
    struct statfs status;
    if (fstatfs(descriptor, &status) != 0) return -errno;
    switch ((uint32_t)status.f_type) {
    case 0x6969: case 0x517B: case 0xFF534D42: case 0xFE534D42: case 0x01021997: case 0x65735546:
    case 0x5346414F: case 0x00C36400:
        return 1;
    default:
        return 0;
    }
}

/// Has glibc give back what lies free at the end of an arena as soon as it is so many bytes (mallopt(3),
/// M_TRIM_THRESHOLD). By itself it keeps twice the largest piece that was ever given back, and malloc_trim(3) leaves the
/// ends of the threads' arenas as they are.
static inline void clinux_limit_free_memory(int bytes) { mallopt(M_TRIM_THRESHOLD, bytes); }

/// Has glibc give back the pages of its arenas that hold nothing: malloc_trim(3).
static inline void clinux_trim_memory(void) { malloc_trim(0); }

/// Renames without taking the place of anything: renameat2(2), RENAME_NOREPLACE.
/// @return 0, or -EEXIST, or -EINVAL where the file system cannot do that.
static inline int clinux_rename_beside(
    int from_folder, const char *from, int to_folder, const char *to) {
    long result = syscall(SYS_renameat2, from_folder, from, to_folder, to, 1u /* RENAME_NOREPLACE */);
    return result == 0 ? 0 : -errno;
}

/// Whether somebody has the file open for writing, where the kernel says so: a read lease
/// (fcntl(2), F_SETLEASE) is refused then. Only a file's owner may ask.
/// @return 1 or 0, or a negative errno where the kernel does not tell.
static inline int clinux_is_open_for_writing(int descriptor) {
    // Whoever opens the file during the lease has it broken, by a signal that would end the process.
    signal(SIGIO, SIG_IGN);
    if (fcntl(descriptor, 1024 /* F_SETLEASE */, F_RDLCK) != 0) return errno == EAGAIN ? 1 : -errno;
    fcntl(descriptor, 1024, F_UNLCK);
    return 0;
}
