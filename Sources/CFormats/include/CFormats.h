/* libxml2, libzip and uchardet, loaded when the first document comes that is no PDF file: most are,
   and loading the three takes longer than a page of one. Their functions are defined here as those
   libraries' headers declare them. */
#ifndef CALLS_FORMATS_H
#define CALLS_FORMATS_H

/* Loads them now, for a process that will fork readers of such documents. */
void calls_formats_load(void);

#endif
