#ifndef CALLS_CFILESYSTEM_H
#define CALLS_CFILESYSTEM_H

/* The f_type of statfs(2) for a path, or -1 with errno set; Swift's Glibc module lacks statfs. */
long calls_filesystem_type(const char *path);

#endif
