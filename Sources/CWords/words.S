/* The word lists of Rules/words, as they are: sorted lines, read in place. */
    .section .rodata
    .global calls_words_french_start
    .global calls_words_french_end
calls_words_french_start:
    .incbin "fr.txt"
calls_words_french_end:
    .global calls_words_english_start
    .global calls_words_english_end
calls_words_english_start:
    .incbin "en.txt"
calls_words_english_end:
    .section .note.GNU-stack,"",@progbits
