#ifndef CALLS_CFILESYSTEM_H
#define CALLS_CFILESYSTEM_H

/* The f_type of statfs(2) for a path, or -1 with errno set; Swift's Glibc module lacks statfs. */
long calls_filesystem_type(const char *path);

/* Whether any process has the regular file open for writing: 1 yes, 0 no or not to be known. The
   descriptor must be open for reading only. Known on local file systems, for files of one's own or
   with CAP_LEASE, see F_SETLEASE in fcntl(2). */
int calls_is_open_for_writing(int descriptor);

/* Renames unless something has the new name; returns 0 or an errno, EEXIST among them. */
int calls_rename_new(const char *from, const char *to);

/* Gives memory that is free back to the system. */
void calls_trim_memory(void);

#endif
