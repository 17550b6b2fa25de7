// The layer between SQLite and the files. It passes everything on to the system's
// own file system, but for syncs: what they are worth is known from the list of what
// was done, and nobody needs to wait for a real disk.
#include "layer_linux.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// The interface of SQLite's files, as far as it is used; its form does not change.
typedef struct methods methods;
typedef struct { const methods *m; } file;
struct methods {
	int version;
	int (*close)(file *);
	int (*read)(file *, void *, int, long long);
	int (*write)(file *, const void *, int, long long);
	int (*truncate)(file *, long long);
	int (*sync)(file *, int);
	int (*size)(file *, long long *);
	int (*lock)(file *, int);
	int (*unlock)(file *, int);
	int (*reserved)(file *, int *);
	int (*control)(file *, int, void *);
	int (*sector)(file *);
	int (*traits)(file *);
	int (*shm_map)(file *, int, int, int, void volatile **);
	int (*shm_lock)(file *, int, int, int);
	void (*shm_barrier)(file *);
	int (*shm_unmap)(file *, int);
	int (*fetch)(file *, long long, int, void **);
	int (*unfetch)(file *, long long, void *);
};
typedef struct vfs vfs;
struct vfs {
	int version, file_size, longest;
	vfs *next;
	const char *name;
	void *data;
	int (*open)(vfs *, const char *, file *, int, int *);
	int (*remove)(vfs *, const char *, int);
	int (*access)(vfs *, const char *, int, int *);
	int (*full)(vfs *, const char *, int, char *);
	void *others[7]; // these, and the last, don't ask of which file system they are
	int (*last_error)(vfs *, int, char *);
	void *more[4];
};
extern vfs *sqlite3_vfs_find(const char *);
extern int sqlite3_vfs_register(vfs *, int);

enum { OK = 0, FULL = 13, CANTOPEN = 14, IOERR_READ = 266, IOERR_WRITE = 778, IOERR_FSYNC = 1034, IOERR_TRUNCATE = 1546,
       IOERR_DELETE = 2570, IOERR_SHMMAP = 5386, IOERR_SHORT_READ = 522 };
enum { OPEN_CREATE = 4, OPEN_MAIN_JOURNAL = 0x800, OPEN_SUPER_JOURNAL = 0x4000, OPEN_WAL = 0x80000 };

typedef struct {
	char *folder; // NULL: nobody watches
	layer_op *ops;
	long len, room;
	char **names;
	int named;
	int kinds, err;
	long from, until, seen, failed;
	long cut; // after so many operations the power is off; -1: it stays on
	int off;
} disk;

typedef struct {
	const methods *m;
	disk *on;     // NULL: not watched
	int name;
	int new_name; // the folder is synced along with the next sync
	file *real;
} layered;

static pthread_mutex_t mu = PTHREAD_MUTEX_INITIALIZER;
static disk *disks;
static int count;
static vfs own, *base;
static __thread int last;
enum { MOST = 4096 };

static disk *disk_of(const char *path) {
	if (path == NULL) return NULL;
	for (int i = 0; i < count; i++) {
		size_t n = disks[i].folder ? strlen(disks[i].folder) : 0;
		if (n && !strncmp(path, disks[i].folder, n) && path[n] == '/') return &disks[i];
	}
	return NULL;
}

static int name_of(disk *d, const char *path) {
	for (int i = 0; i < d->named; i++)
		if (!strcmp(d->names[i], path)) return i;
	d->names = realloc(d->names, (d->named + 1) * sizeof(char *));
	d->names[d->named] = strdup(path);
	return d->named++;
}

static void note(disk *d, int kind, int name, long long at, int len, const void *data) {
	if (d->len == d->room) {
		d->room = d->room ? 2 * d->room : 1024;
		d->ops = realloc(d->ops, d->room * sizeof(layer_op));
	}
	layer_op *o = &d->ops[d->len++];
	*o = (layer_op){kind, name, len, at, NULL};
	if (data) {
		o->data = malloc(len);
		memcpy(o->data, data, len);
	}
}

// refuses says whether the disk does not do it: the errno, or 0.
static int refuses(disk *d, int kind) {
	if (d->cut >= 0 && d->len >= d->cut) d->off = 1;
	if (d->off) {
		d->failed++;
		return last = EIO;
	}
	if (!(d->kinds & kind)) return 0;
	long n = d->seen++;
	if (n < d->from || n >= d->until) return 0;
	d->failed++;
	return last = d->err;
}

static int do_close(file *f) {
	layered *l = (layered *)f;
	return l->real->m ? l->real->m->close(l->real) : OK;
}

static int do_read(file *f, void *to, int len, long long at) {
	layered *l = (layered *)f;
	if (l->on) {
		pthread_mutex_lock(&mu);
		int no = refuses(l->on, OP_READ);
		pthread_mutex_unlock(&mu);
		if (no) return IOERR_READ;
	}
	return l->real->m->read(l->real, to, len, at);
}

static int do_write(file *f, const void *from, int len, long long at) {
	layered *l = (layered *)f;
	int no = 0;
	if (l->on) {
		pthread_mutex_lock(&mu);
		no = refuses(l->on, OP_WRITE);
		int part = no == 0 ? len : no == ENOSPC && !l->on->off ? len / 2 : 0; // what fits is written
		if (part) note(l->on, OP_WRITE, l->name, at, part, from);
		pthread_mutex_unlock(&mu);
		if (no && part) l->real->m->write(l->real, from, part, at);
	}
	if (no) return no == ENOSPC ? FULL : IOERR_WRITE;
	return l->real->m->write(l->real, from, len, at);
}

static int do_truncate(file *f, long long size) {
	layered *l = (layered *)f;
	if (l->on) {
		pthread_mutex_lock(&mu);
		int no = refuses(l->on, OP_TRUNCATE);
		if (!no) note(l->on, OP_TRUNCATE, l->name, size, 0, NULL);
		pthread_mutex_unlock(&mu);
		if (no) return IOERR_TRUNCATE;
	}
	return l->real->m->truncate(l->real, size);
}

static int do_sync(file *f, int flags) {
	layered *l = (layered *)f;
	if (!l->on) return l->real->m->sync(l->real, flags);
	pthread_mutex_lock(&mu);
	int no = refuses(l->on, OP_SYNC);
	if (no && !l->on->off) note(l->on, OP_SPOILT, l->name, 0, 0, NULL);
	if (!no) {
		note(l->on, OP_SYNC, l->name, 0, 0, NULL);
		if (l->new_name) note(l->on, OP_FOLDER, l->name, 0, 0, NULL);
		l->new_name = 0;
	}
	pthread_mutex_unlock(&mu);
	return no ? IOERR_FSYNC : OK;
}

static int do_shm_map(file *f, int page, int size, int extend, void volatile **to) {
	layered *l = (layered *)f;
	if (l->on) {
		pthread_mutex_lock(&mu);
		int no = refuses(l->on, OP_SHARE);
		pthread_mutex_unlock(&mu);
		if (no) {
			*to = NULL;
			return IOERR_SHMMAP;
		}
	}
	return l->real->m->shm_map(l->real, page, size, extend, to);
}

#define PASS(name, params, args) \
	static int do_##name params { layered *l = (layered *)f; return l->real->m->name args; }
PASS(size, (file *f, long long *n), (l->real, n))
PASS(lock, (file *f, int n), (l->real, n))
PASS(unlock, (file *f, int n), (l->real, n))
PASS(reserved, (file *f, int *n), (l->real, n))
PASS(control, (file *f, int op, void *p), (l->real, op, p))
PASS(sector, (file *f), (l->real))
PASS(traits, (file *f), (l->real))
PASS(shm_lock, (file *f, int at, int n, int flags), (l->real, at, n, flags))
PASS(shm_unmap, (file *f, int gone), (l->real, gone))
PASS(fetch, (file *f, long long at, int n, void **p), (l->real, at, n, p))
PASS(unfetch, (file *f, long long at, void *p), (l->real, at, p))
static void do_shm_barrier(file *f) { ((layered *)f)->real->m->shm_barrier(((layered *)f)->real); }

static const methods layer = {3, do_close, do_read, do_write, do_truncate, do_sync, do_size, do_lock, do_unlock, do_reserved,
	do_control, do_sector, do_traits, do_shm_map, do_shm_lock, do_shm_barrier, do_shm_unmap, do_fetch, do_unfetch};

static int do_open(vfs *v, const char *path, file *f, int flags, int *out) {
	layered *l = (layered *)f;
	*l = (layered){NULL, NULL, 0, 0, (file *)(l + 1)};
	l->real->m = NULL;
	pthread_mutex_lock(&mu);
	disk *d = disk_of(path);
	int no = d ? refuses(d, OP_OPEN) : 0, there = 1;
	if (d && !no) {
		l->on = d;
		l->name = name_of(d, path);
		l->new_name = (flags & OPEN_CREATE) && (flags & (OPEN_MAIN_JOURNAL | OPEN_SUPER_JOURNAL | OPEN_WAL));
		base->access(base, path, 0, &there);
	}
	pthread_mutex_unlock(&mu);
	if (no) return CANTOPEN;
	int rc = base->open(base, path, l->real, flags, out);
	if (l->real->m) l->m = &layer;
	if (rc == OK && d && !there) {
		pthread_mutex_lock(&mu);
		note(d, OP_CREATE, l->name, 0, 0, NULL);
		pthread_mutex_unlock(&mu);
	}
	return rc;
}

static int do_remove(vfs *v, const char *path, int sync) {
	pthread_mutex_lock(&mu);
	disk *d = disk_of(path);
	int no = d ? refuses(d, OP_DELETE) : 0;
	if (d && !no) {
		note(d, OP_DELETE, name_of(d, path), 0, 0, NULL);
		if (sync) note(d, OP_FOLDER, 0, 0, 0, NULL);
	}
	pthread_mutex_unlock(&mu);
	return no ? IOERR_DELETE : base->remove(base, path, d ? 0 : sync);
}

static int do_access(vfs *v, const char *path, int flags, int *yes) { return base->access(base, path, flags, yes); }
static int do_full(vfs *v, const char *path, int len, char *to) { return base->full(base, path, len, to); }
// do_last_error is asked once for each failure; of one that was not ours the system knows.
static int do_last_error(vfs *v, int len, char *to) {
	int no = last;
	last = 0;
	return no ? no : base->last_error(base, len, to);
}

// layer_install puts the layer under all files that are opened from now on.
int layer_install(void) {
	pthread_mutex_lock(&mu);
	int rc = OK;
	if (!base) {
		disks = calloc(MOST, sizeof(disk)); // they don't move: open files point at them
		base = sqlite3_vfs_find(NULL);
		own = *base;
		own.name = "layer";
		own.file_size = (int)sizeof(layered) + base->file_size;
		own.open = do_open;
		own.remove = do_remove;
		own.access = do_access;
		own.full = do_full;
		own.last_error = do_last_error;
		rc = sqlite3_vfs_register(&own, 1);
	}
	pthread_mutex_unlock(&mu);
	return rc;
}

// layer_watch makes the folder a disk; -1: there are too many.
int layer_watch(const char *folder) {
	pthread_mutex_lock(&mu);
	int i = 0;
	while (i < count && disks[i].folder) i++;
	if (i < MOST) {
		if (i == count) count++;
		disks[i] = (disk){0};
		disks[i].folder = strdup(folder);
		disks[i].cut = -1;
	}
	pthread_mutex_unlock(&mu);
	return i < MOST ? i : -1;
}

// layer_leave ends it. No file on it may be open.
void layer_leave(int i) {
	pthread_mutex_lock(&mu);
	disk *d = &disks[i];
	for (long n = 0; n < d->len; n++) free(d->ops[n].data);
	for (int n = 0; n < d->named; n++) free(d->names[n]);
	free(d->ops);
	free(d->names);
	free(d->folder);
	*d = (disk){0};
	pthread_mutex_unlock(&mu);
}

#define ASK(type, name, expr) \
	type name { pthread_mutex_lock(&mu); disk *d = &disks[i]; type r = expr; pthread_mutex_unlock(&mu); return r; }
ASK(long, layer_len(int i), d->len)
ASK(layer_op, layer_get(int i, long n), d->ops[n])
ASK(const char *, layer_name(int i, int n), d->names[n])
ASK(long, layer_seen(int i), d->seen)
ASK(long, layer_failed(int i), d->failed)
ASK(int, layer_off(int i), d->off)

// layer_fail has the operations of these kinds fail, from one to another, counted from now.
void layer_fail(int i, int kinds, long from, long until, int err) {
	pthread_mutex_lock(&mu);
	disk *d = &disks[i];
	d->kinds = kinds, d->from = from, d->until = until, d->err = err, d->seen = d->failed = 0;
	pthread_mutex_unlock(&mu);
}

// layer_cut switches the power off after so many operations, or, with -1, on again.
void layer_cut(int i, long at) {
	pthread_mutex_lock(&mu);
	disks[i].cut = at;
	disks[i].off = 0;
	pthread_mutex_unlock(&mu);
}
