/// libsystemd: journal entries, notifications and D-Bus (sd-bus(3), sd_journal_sendv(3), sd_notify(3),
/// sd_watchdog_enabled(3), sd_listen_fds(3)).
#pragma once

#include <sys/uio.h>
#include <systemd/sd-bus.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
