/* A disk that takes its time: LD_PRELOAD this, and SLOW_FSYNC_MS says how long each flush takes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static int slowly(const char *name, int descriptor)
{
    const char *pause_ms = getenv("SLOW_FSYNC_MS");
    int (*flush)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);

    if (pause_ms)
        usleep((useconds_t)atoi(pause_ms) * 1000);
    return flush(descriptor);
}

int fsync(int descriptor) { return slowly("fsync", descriptor); }

int fdatasync(int descriptor) { return slowly("fdatasync", descriptor); }
