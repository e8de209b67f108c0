/* Colours, for a program that reads text: poppler asks Little CMS for a transform of each profile on
   each page, which takes a tenth of the time of a short document, and no word has a colour. A program
   that links this target answers in place of that library: what is drawn with a profile is black. */
#ifndef CALLS_COLOURS_H
#define CALLS_COLOURS_H

/* To be called before any page is drawn to be looked at: from here on colours are what they are. */
void calls_colours_matter(void);

#endif
