/*
 * A power cut, played under a program: preloaded, it copies each file of FLUSHED_FROM to FLUSHED_TO when the program has it flushed,
 * and only then. What is in FLUSHED_TO after a kill is what a disk would hold that had written nothing else.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder itself was flushed: what was deleted from it stays deleted. */
static void delete_flushed(const char *from, const char *to) {
  char path[PATH_MAX];
  DIR *folder = opendir(to);
  if (!folder) return;
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "%s/%s", from, entry->d_name);
    if (access(path, F_OK) == 0) continue;
    snprintf(path, sizeof path, "%s/%s", to, entry->d_name);
    unlink(path);
  }
  closedir(folder);
}

static void copy_flushed(int fd) {
  const char *from = getenv("FLUSHED_FROM"), *to = getenv("FLUSHED_TO");
  char link[64], path[PATH_MAX], target[PATH_MAX], whole[PATH_MAX + 16], buffer[1 << 16];
  if (!from || !to) return;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return;
  path[length] = 0;
  size_t prefix = strlen(from);
  if (strcmp(path, from) == 0) return delete_flushed(from, to);
  if (strncmp(path, from, prefix) != 0 || path[prefix] != '/' || strchr(path + prefix + 1, '/')) return;
  int source = open(path, O_RDONLY);
  if (source < 0) return; /* a folder, or gone */
  snprintf(target, sizeof target, "%s/%s", to, path + prefix + 1);
  /* Whole or not at all: the kill may come while it is copied. */
  snprintf(whole, sizeof whole, "%s/.%s.%d-%d", to, path + prefix + 1, getpid(), gettid());
  int copy = open(whole, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  int failed = copy < 0;
  for (ssize_t got; !failed && (got = read(source, buffer, sizeof buffer)) != 0;)
    failed = got < 0 || write(copy, buffer, got) != got;
  close(source);
  if (copy >= 0) close(copy);
  if (failed || rename(whole, target) != 0) unlink(whole);
}

/* Programs write a file beside, flush it, and put it in place of another. */
int rename(const char *before, const char *after) {
  int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
  const char *from = getenv("FLUSHED_FROM"), *to = getenv("FLUSHED_TO");
  int result = real(before, after);
  size_t prefix = from ? strlen(from) : 0;
  if (result != 0 || !from || !to || strncmp(before, from, prefix) != 0 || strncmp(after, from, prefix) != 0) return result;
  char old_copy[PATH_MAX], new_copy[PATH_MAX];
  snprintf(old_copy, sizeof old_copy, "%s%s", to, before + prefix);
  snprintf(new_copy, sizeof new_copy, "%s%s", to, after + prefix);
  if (access(old_copy, F_OK) == 0) real(old_copy, new_copy);
  return result;
}

int fsync(int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  int result = real(fd);
  if (result == 0) copy_flushed(fd);
  return result;
}

int fdatasync(int fd) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
  int result = real(fd);
  if (result == 0) copy_flushed(fd);
  return result;
}
