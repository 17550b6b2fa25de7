#ifndef LAYER_H
#define LAYER_H

// What an operation is; as bits, so that they can be chosen from.
enum { OP_WRITE = 1, OP_TRUNCATE = 2, OP_SYNC = 4, OP_OPEN = 8, OP_DELETE = 16, OP_READ = 32, OP_SHARE = 64,
       OP_CREATE = 128, OP_FOLDER = 256, OP_SPOILT = 512 };

typedef struct {
	int kind, name, len;
	long long at;
	void *data;
} layer_op;

int layer_install(void);
int layer_watch(const char *folder);
void layer_leave(int disk);
long layer_len(int disk);
layer_op layer_get(int disk, long n);
const char *layer_name(int disk, int name);
void layer_fail(int disk, int kinds, long from, long until, int err);
long layer_seen(int disk);
long layer_failed(int disk);
void layer_cut(int disk, long at);
int layer_off(int disk);

#endif
