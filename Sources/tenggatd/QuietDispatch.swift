// libdispatch counts the workers of its global queues, and from the first one on looks each second at
// what they do (workqueue.c, `_dispatch_workq_monitor_pools`), so as to add some where all are blocked:
// a wake-up a second for as long as the process lives. Nothing here blocks a worker of those queues, so
// that nobody need be counted: the linker leads the two calls here (`--wrap` in Package.swift), where
// libdispatch is part of the program, as in what is installed.

@_cdecl("__wrap__dispatch_workq_worker_register")
func workerCame(_ queue: Int) {}

@_cdecl("__wrap__dispatch_workq_worker_unregister")
func workerWent(_ queue: Int) {}
