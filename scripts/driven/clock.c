// Has a program live by a clock that another one drives: loaded before it (LD_PRELOAD), it adds to CLOCK_REALTIME and
// CLOCK_BOOTTIME what stands in the file that TENGGAT_DRIVEN_CLOCK names, and writes there when the program's timers ring.
// Both clocks go on as fast as ever; whoever drives them moves both ahead by as much, as a machine does that slept.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { TIMERS = 1024, SECOND = 1000000000 };

// What both sides read and write; scripts/driven/office.py has the same layout.
struct driven {
    int64_t wall;  // added to CLOCK_MONOTONIC, in nanoseconds, gives CLOCK_REALTIME
    int64_t boot;  // and CLOCK_BOOTTIME
    int64_t moves; // how often whoever drives has moved them
    struct timer {
        int32_t clock;    // one more than its clock; 0: no timer of ours
        int32_t unused;
        int64_t deadline; // on that clock; 0: not armed
    } timers[TIMERS];
};
static struct driven *driven;

static int (*next_gettime)(clockid_t, struct timespec *);
static ssize_t (*next_read)(int, void *, size_t);
static int (*next_close)(int);

static int64_t monotonic(void) {
    struct timespec now;
    if (next_gettime)
        next_gettime(CLOCK_MONOTONIC, &now);
    else
        syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * SECOND + now.tv_nsec;
}

static int is_driven(clockid_t clock) {
    return driven && (clock == CLOCK_REALTIME || clock == CLOCK_BOOTTIME || clock == CLOCK_REALTIME_COARSE);
}

static int64_t shown(clockid_t clock) {
    return monotonic() + __atomic_load_n(clock == CLOCK_BOOTTIME ? &driven->boot : &driven->wall, __ATOMIC_SEQ_CST);
}

static struct timer *timer(int descriptor) {
    if (!driven || descriptor < 0 || descriptor >= TIMERS) return NULL;
    return driven->timers[descriptor].clock ? &driven->timers[descriptor] : NULL;
}

static int64_t deadline(struct timer *timer) { return __atomic_load_n(&timer->deadline, __ATOMIC_SEQ_CST); }

// The kernel's timer runs on CLOCK_MONOTONIC: it is set to how long there is still to go.
static int arm(int descriptor, int64_t when, clockid_t clock) {
    struct itimerspec left = {{0, 0}, {0, 0}};
    if (when) {
        int64_t rest = when - shown(clock);
        if (rest < 1) rest = 1;
        left.it_value.tv_sec = rest / SECOND;
        left.it_value.tv_nsec = rest % SECOND;
    }
    return syscall(SYS_timerfd_settime, descriptor, 0, &left, NULL);
}

static void *follow(void *unused) {
    (void)unused;
    int64_t seen = 0;
    for (;;) {
        int64_t moves = __atomic_load_n(&driven->moves, __ATOMIC_SEQ_CST);
        if (moves != seen) {
            for (int descriptor = 0; descriptor < TIMERS; descriptor++) {
                struct timer *known = timer(descriptor);
                int64_t when = known ? deadline(known) : 0;
                if (when) arm(descriptor, when, known->clock - 1);
            }
            seen = moves;
        }
        struct timespec pause = {0, 500000};
        syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &pause, NULL);
    }
    return NULL;
}

__attribute__((constructor)) static void begin(void) {
    next_gettime = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    next_read = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
    next_close = (int (*)(int))dlsym(RTLD_NEXT, "close");
    const char *path = getenv("TENGGAT_DRIVEN_CLOCK");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *memory = mmap(NULL, sizeof *driven, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    syscall(SYS_close, file);
    if (memory == MAP_FAILED) return;
    driven = memory;
    pthread_t thread;
    if (pthread_create(&thread, NULL, follow, NULL) == 0) pthread_setname_np(thread, "driven-clock");
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    if (!is_driven(clock)) {
        return next_gettime ? next_gettime(clock, now) : (int)syscall(SYS_clock_gettime, clock, now);
    }
    int64_t moment = shown(clock);
    now->tv_sec = moment / SECOND;
    now->tv_nsec = moment % SECOND;
    return 0;
}

int gettimeofday(struct timeval *now, void *zone) {
    (void)zone;
    struct timespec moment;
    clock_gettime(CLOCK_REALTIME, &moment);
    now->tv_sec = moment.tv_sec;
    now->tv_usec = moment.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *result) {
    struct timespec moment;
    clock_gettime(CLOCK_REALTIME, &moment);
    if (result) *result = moment.tv_sec;
    return moment.tv_sec;
}

int timerfd_create(clockid_t clock, int flags) {
    int ours = is_driven(clock);
    int descriptor = (int)syscall(SYS_timerfd_create, ours ? CLOCK_MONOTONIC : clock, flags);
    if (driven && descriptor >= 0 && descriptor < TIMERS) {
        driven->timers[descriptor] = (struct timer){ours ? clock + 1 : 0, 0, 0};
    } else if (ours && descriptor >= 0) {
        abort(); // more timers than are kept
    }
    return descriptor;
}

int timerfd_settime(int descriptor, int flags, const struct itimerspec *new, struct itimerspec *old) {
    struct timer *known = timer(descriptor);
    if (!known) return (int)syscall(SYS_timerfd_settime, descriptor, flags, new, old);
    if (old) *old = (struct itimerspec){{0, 0}, {0, 0}};
    clockid_t clock = known->clock - 1;
    int64_t when = (int64_t)new->it_value.tv_sec * SECOND + new->it_value.tv_nsec;
    // What lies beyond 64 bits of nanoseconds never rings.
    if (new->it_value.tv_sec > INT64_MAX / SECOND / 2) when = 0;
    else if (when && !(flags & TFD_TIMER_ABSTIME)) when += shown(clock);
    __atomic_store_n(&known->deadline, when, __ATOMIC_SEQ_CST);
    return arm(descriptor, when, clock);
}

// Whoever has read that a timer rang has it armed no more.
ssize_t read(int descriptor, void *buffer, size_t count) {
    struct timer *known = timer(descriptor);
    ssize_t length = next_read ? next_read(descriptor, buffer, count) : syscall(SYS_read, descriptor, buffer, count);
    if (known && length == 8 && deadline(known) <= shown(known->clock - 1)) {
        __atomic_store_n(&known->deadline, 0, __ATOMIC_SEQ_CST);
    }
    return length;
}

int close(int descriptor) {
    struct timer *known = timer(descriptor);
    if (known) known->clock = 0;
    return next_close ? next_close(descriptor) : (int)syscall(SYS_close, descriptor);
}
